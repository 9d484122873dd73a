import Synchronization

/// What a server has done since it started, all loops together. The numbers are read one after the other while serving
/// goes on, so they may differ by what happens meanwhile.
public struct ServerCounters: Sendable, Equatable {
  /// Connections.
  public var accepted = 0
  public var open = 0
  /// Whole requests handed to the handler.
  public var requests = 0
  /// Of those requests, the ones answered from prepared bytes, without the handler.
  public var prepared = 0
  /// Requests answered by `Handler.overloaded`.
  public var overloaded = 0
  /// Faults by status code.
  public var faults: [Int: Int] = [:]
  public var bytesReceived = 0
  public var bytesSent = 0
  /// TLS handshakes done, by whether a session was resumed, and those that failed.
  public var fullHandshakes = 0
  public var resumedHandshakes = 0
  public var failedHandshakes = 0
  /// Lines of the access log that were given up.
  public var logLinesDropped = 0
  /// Times a loop woke up for something.
  public var wakeups = 0
}

/// One loop's counters. Only the loop's thread writes, so a load and a store do, without a locked instruction.
final class LoopCounters: Sendable {
  let byRoute: RequestMetrics
  let accepted = Counter()
  let closed = Counter()
  let requests = Counter()
  let prepared = Counter()
  let overloaded = Counter()
  let fullHandshakes = Counter()
  let resumedHandshakes = Counter()
  let failedHandshakes = Counter()
  let bytesReceived = Counter()
  let bytesSent = Counter()
  let wakeups = Counter()

  /// The statuses of faults (`Fault.status`); the last counter takes any other.
  static let statuses = [400, 408, 411, 413, 414, 417, 431, 501, 505]
  private let faults = (0...LoopCounters.statuses.count).map { _ in Counter() }

  init(routes: [String]) { byRoute = RequestMetrics(routes: routes) }

  func countFault(_ code: Int) {
    faults[Self.statuses.firstIndex(of: code) ?? Self.statuses.count].add(1)
  }

  func add(to sum: inout ServerCounters) {
    sum.accepted += accepted.value
    sum.open += accepted.value - closed.value
    sum.requests += requests.value
    sum.prepared += prepared.value
    sum.overloaded += overloaded.value
    sum.fullHandshakes += fullHandshakes.value
    sum.resumedHandshakes += resumedHandshakes.value
    sum.failedHandshakes += failedHandshakes.value
    sum.bytesReceived += bytesReceived.value
    sum.bytesSent += bytesSent.value
    sum.wakeups += wakeups.value
    for (code, counter) in zip(Self.statuses + [0], faults) where counter.value > 0 {
      sum.faults[code, default: 0] += counter.value
    }
  }
}

/// A number with one writer and any readers.
final class Counter: Sendable {
  private let number = Atomic(0)

  var value: Int { number.load(ordering: .relaxed) }

  func add(_ more: Int) { number.store(number.load(ordering: .relaxed) &+ more, ordering: .relaxed) }
}
