import HTTP
import Sockets

/// One client's connection as its loop keeps it. Idle, it has no buffer.
struct Peer: ~Copyable {
  let socket: Descriptor
  var connection: Connection
  /// Accepted beyond the maximum: its first answer is `overloaded` and the last.
  let isSurplus: Bool
  /// What the poller watches; `nil`: not added yet, which many short connections never are.
  var watched: Poller.Events?
  /// What it watches of a peer that nothing is sent to.
  static var idleEvents: Poller.Events { [.readable, .peerEnded] }

  /// Output that the kernel has not taken; never empty. A TLS peer's is with its session.
  var unsent: UnsentOutput?
  /// On the TLS port.
  var tls: TLSPeer?
  /// When output last moved (monotonic milliseconds).
  var progressed: Int64
  /// Requests wait, because `outputBytesMax` is reached.
  var isFull = false
  /// In the loop's `unfinished`.
  var isUnfinished = false

  /// A worker makes the answer.
  var isWorking = false
  /// The peer's end was read.
  var hasEnded = false
  /// We said that we send no more.
  var hasShutDown = false

  init(_ socket: consuming Descriptor, rules: ConnectionRules, tls: TLSPeer?, isSurplus: Bool, now: Int64) {
    self.tls = tls
    self.socket = socket
    self.isSurplus = isSurplus
    connection = Connection(rules: rules, now: now)
    progressed = now
  }

  var hasUnsent: Bool {
    if let tls { return !tls.unsent.isEmpty }
    return unsent != nil
  }

  /// Nothing is under way: closing loses nothing that was begun.
  var isIdle: Bool { connection.isIdle && !isWorking && !hasUnsent }

  /// Whether requests may be answered from prepared bytes, past the connection.
  var isFresh: Bool { !isSurplus && !isWorking && !hasUnsent && connection.isFresh }

  /// What the poller ought to watch. Level-triggered, so what we do not take away must not be watched: nothing to
  /// read behind the end, or while enough is buffered. A reset is told all the same.
  func events(inputBytesMax: Int) -> Poller.Events {
    let isPaused = (isWorking || isFull) && connection.bufferedBytes >= inputBytesMax
    var events: Poller.Events = hasEnded || isPaused ? [] : Self.idleEvents
    if hasUnsent { events.insert(.writable) }
    return events
  }

  /// When the peer's patience with us, or ours with it, ends; `nil`: never, as long as a worker is at it.
  func deadline(_ limits: Limits) -> Int64? {
    if let tls, tls.isHandshaking { return tls.handshakeDeadline }
    if hasUnsent { return progressed + limits.writeIdleMilliseconds }
    guard let deadline = connection.deadline else { return nil }
    // The connection counts from when it was given the answer; the peer cannot act before all of it has left.
    if connection.isLingering { return max(deadline, progressed + limits.lingerMilliseconds) }
    if connection.isIdle { return max(deadline, progressed + limits.keepAliveMilliseconds) }
    return deadline
  }
}

/// The output a peer keeps between turns: apart from it, because hardly any peer has one.
final class UnsentOutput {
  var output = Output()
}
