import HTTP
import Sockets

/// A time without accepting: at the connection maximum, or out of descriptors. Clients wait in the kernel's backlog.
/// It ends when a peer of this loop goes, or a little later in case one of another loop did.
struct AcceptPause {
  static let milliseconds: Int64 = 100
  /// Milliseconds between two words about it in the log.
  static let silenceMilliseconds: Int64 = 10_000

  var end: Int64
}

extension EventLoop {
  /// Connections taken in one turn, so that a flood of them does not starve those that are open.
  private static let acceptsMax = 64

  /// Takes what waits in a port's backlog. Whether it is known to be empty, or must wait.
  @discardableResult
  mutating func accept(isTLS: Bool = false) -> Bool {
    for _ in 0..<Self.acceptsMax {
      let open = shared.open.load(ordering: .relaxed)
      if open >= configuration.connectionsMax + configuration.surplusMax {
        pauseAccepting(.connectionsMaxReached(open))
        return true
      }
      switch next(isTLS: isTLS) {
      case .none: return true
      case .exhausted:
        pauseAccepting(.descriptorsExhausted)
        return true
      case .connection(let socket): begin(socket, isTLS: isTLS)
      }
    }
    return false
  }

  private func next(isTLS: Bool) -> Listener.Accepted {
    if isTLS { return tlsListener?.accept() ?? .none }
    return listener?.accept() ?? .none
  }

  /// Reads before the poller is told of the peer: its request is mostly there already, and a connection of one request
  /// then never costs an `epoll_ctl`.
  private mutating func begin(_ socket: consuming Descriptor, isTLS: Bool) {
    let open = shared.open.add(1, ordering: .relaxed).newValue
    counters.accepted.add(1)
    let tls =
      isTLS ? TLSPeer(handshakeDeadline: now + configuration.limits.headerTimeMilliseconds) : nil
    let id = peers.insert(
      Peer(
        socket, rules: shared.rules, tls: tls, isSurplus: open > configuration.connectionsMax, now: now))
    guard let peer = peers.find(id) else { return }
    if mustWait(peer) { settle(id, peer, isClosing: false) } else { receive(id, peer) }
  }

  private mutating func pauseAccepting(_ reason: ServerEvent) {
    guard acceptPause == nil else { return }
    acceptPause = AcceptPause(end: now + AcceptPause.milliseconds)
    for descriptor in [listener?.descriptor, tlsListener?.descriptor] {
      guard let descriptor else { continue }
      watch { poller throws(SystemError) in try poller.remove(descriptor) }
    }
    if now - (pauseToldAt ?? .min / 2) >= AcceptPause.silenceMilliseconds {
      pauseToldAt = now
      shared.log(reason)
    }
  }

  mutating func resumeAccepting() {
    guard acceptPause != nil else { return }
    acceptPause = nil
    let ports = [
      (listener?.descriptor, Self.listenerToken), (tlsListener?.descriptor, Self.tlsListenerToken),
    ]
    for (descriptor, token) in ports {
      guard let descriptor else { continue }
      watch { poller throws(SystemError) in try poller.add(descriptor, token: token, events: .readable) }
    }
  }

  /// Changing what is watched of a descriptor that is open and known cannot fail but by a mistake of ours, or when the
  /// kernel has no memory left for it: then this process cannot go on.
  private func watch(_ change: (borrowing Poller) throws(SystemError) -> Void) {
    do { try change(poller) } catch { preconditionFailure("the listener cannot be watched: \(error)") }
  }
}
