import Synchronization

/// Whether the server takes part: what `/readyz` says. Safe from any thread.
public final class Readiness: Sendable {
  public enum Phase: UInt8, Sendable {
    /// Still loading; answers 503.
    case starting
    case ready
    /// Finishing what is in flight; answers 503, so that balancers send nothing new.
    case draining
  }

  private let current: Atomic<UInt8>

  public init(_ phase: Phase = .ready) { current = Atomic(phase.rawValue) }

  public var phase: Phase { Phase(rawValue: current.load(ordering: .relaxed)) ?? .starting }

  public func enter(_ phase: Phase) { current.store(phase.rawValue, ordering: .relaxed) }
}
