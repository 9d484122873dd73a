import CLinux
import Glibc

/// A descriptor that is good for nothing but to be given up: with its number one more connection can be accepted when
/// the process has no other left.
public struct ReserveDescriptor: ~Copyable, Sendable {
  /// `nil` while it is given up, or when there was none to have.
  private var kept: Descriptor?

  public init() { kept = Self.take() }

  public var isKept: Bool { kept != nil }

  /// Closes it.
  public mutating func giveUp() { kept = nil }

  /// Takes one again, if there is one to be had and none is kept.
  public mutating func renew() {
    if kept == nil { kept = Self.take() }
  }

  private static func take() -> Descriptor? {
    switch retrying({ eventfd(0, Int32(EFD_CLOEXEC)) }) {
    case .value(let number): Descriptor(owning: number)
    case .failed: nil
    }
  }
}
