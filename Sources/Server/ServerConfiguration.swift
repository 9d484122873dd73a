public import HTTP
import Sockets

/// Where and how to serve. Each constant says what happens when it is reached; those of a single connection stand in
/// `limits`.
public struct ServerConfiguration: Sendable {
  /// An IPv4 or IPv6 literal, or `localhost` (127.0.0.1).
  public var host = "127.0.0.1"
  /// 0 picks a free one.
  public var port: UInt16 = 8080
  /// A second port on the same host that speaks TLS; none by default.
  public var tls: TLSConfiguration?
  /// Event loops, a thread each. Default: one for each processor the process may use.
  public var loops = Processors.available
  /// Threads that run `Answer.work`. Default: as `loops`, but two at least, so that one long piece holds up no other.
  public var workers = max(2, Processors.available)
  /// Pieces of work that wait for a worker; what comes beyond is answered by `Handler.overloaded`.
  public var workQueueMax = 256
  /// Open connections. A connection beyond gets `Handler.overloaded` as the answer to its first request and is closed;
  /// beyond by more than a sixteenth, connections wait in the kernel's backlog until one closes.
  public var connectionsMax = 10_000
  /// Bytes received and not yet looked at while an earlier request of that connection is being answered; at this,
  /// its socket is not read until the answer is given.
  public var inputBytesMax = 256 * 1024
  /// Bytes of prepared answers that each loop keeps; when more are wanted, others make room.
  public var preparedBytesMax = PreparedAnswers.bytesMaxDefault
  /// Milliseconds that stopping waits for what is in flight; what is not done then is cut off.
  public var drainMilliseconds: Int64 = 30_000
  /// Bounds of each connection.
  public var limits = Limits()

  public init() {}

  func check() {
    precondition(loops > 0 && loops <= 1024, "1 to 1024 loops: \(loops)")
    precondition(workers > 0 && workers <= 1024, "1 to 1024 workers: \(workers)")
    precondition(workQueueMax > 0, "the queue of work holds at least one piece: \(workQueueMax)")
    precondition(connectionsMax > 0, "at least one connection: \(connectionsMax)")
    precondition(inputBytesMax > 0 && limits.outputBytesMax > 0, "bounds of buffers are positive")
    precondition(preparedBytesMax >= 0, "a bound is not negative: \(preparedBytesMax)")
    precondition(drainMilliseconds >= 0, "a time to drain is not negative: \(drainMilliseconds)")
  }

  /// Connections beyond `connectionsMax` that are still accepted, to be told.
  var surplusMax: Int { max(1, connectionsMax / 16) }
}
