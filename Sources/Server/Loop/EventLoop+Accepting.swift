import HTTP
import Sockets

/// A time without accepting: at the connection maximum, or without even the reserve descriptor. Clients wait in the
/// kernel's backlog.
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
      switch shared.reserve.isNeeded ? .exhausted : next(isTLS: isTLS) {
      case .none: return true
      case .exhausted:
        if acceptFromReserve(isTLS: isTLS) { return true }
      case .connection(let socket): begin(socket, isTLS: isTLS)
      }
    }
    return false
  }

  private func next(isTLS: Bool) -> Listener.Accepted {
    if isTLS { return tlsListener?.accept() ?? .none }
    return listener?.accept() ?? .none
  }

  /// Out of descriptors, here or in another loop. If there is one again, the next client gets it. If not, it gets the
  /// reserve's place for as long as it takes to say `overloaded`, if its request is there, and to close: so it can go
  /// elsewhere at once instead of waiting for its own timeout. Returns as `accept` does.
  private mutating func acceptFromReserve(isTLS: Bool) -> Bool {
    shared.reserve.isNeeded = true
    return shared.reserve.alone { reserve in
      switch next(isTLS: isTLS) {
      case .none: return true
      case .connection(let socket):
        if reserve.isKept { shared.reserve.isNeeded = false }
        begin(socket, isTLS: isTLS)
        return false
      case .exhausted: break
      }
      guard reserve.isKept else {
        pauseAccepting(.descriptorsExhausted)
        return true
      }
      tell(.descriptorsExhausted)
      reserve.giveUp()
      guard case .connection(let socket) = next(isTLS: isTLS) else { return true }
      // A handshake takes longer than there is; the end is told by closing.
      if isTLS { return false }
      let id = begin(socket, isTLS: false, isSurplus: true)
      if let peer = peers.find(id) { close(id, peer) }
      return false
    }
  }

  /// Reads before the poller is told of the peer: its request is mostly there already, and a connection of one request
  /// then never costs an `epoll_ctl`.
  @discardableResult
  private mutating func begin(
    _ socket: consuming Descriptor, isTLS: Bool, isSurplus: Bool = false
  ) -> PeerID {
    let open = shared.open.add(1, ordering: .relaxed).newValue
    counters.accepted.add(1)
    let tls =
      isTLS ? TLSPeer(handshakeDeadline: now + configuration.limits.headerTimeMilliseconds) : nil
    let id = peers.insert(
      Peer(
        socket, rules: isTLS ? shared.securedRules : shared.rules, tls: tls,
        isSurplus: isSurplus || open > configuration.connectionsMax,
        now: now))
    guard let peer = peers.find(id) else { return id }
    if mustWait(peer) { settle(id, peer, isClosing: false) } else { receive(id, peer) }
    return id
  }

  private mutating func pauseAccepting(_ reason: ServerEvent) {
    guard acceptPause == nil else { return }
    acceptPause = AcceptPause(end: now + AcceptPause.milliseconds)
    for port in ports {
      watch { poller throws(SystemError) in try poller.remove(port.descriptor) }
    }
    tell(reason)
  }

  /// What listens now, and by which token it is told of.
  private var ports: [(descriptor: Int32, token: UInt64)] {
    // A mutating getter: an optional that is not copied is looked into only where it may be changed.
    mutating get {
      [(listener?.descriptor, Self.listenerToken), (tlsListener?.descriptor, Self.tlsListenerToken)]
        .compactMap { descriptor, token in descriptor.map { ($0, token) } }
    }
  }

  /// Logs why connections are not taken, now and then.
  private mutating func tell(_ reason: ServerEvent) {
    guard now - (pauseToldAt ?? .min / 2) >= AcceptPause.silenceMilliseconds else { return }
    pauseToldAt = now
    shared.log(reason)
  }

  mutating func resumeAccepting() {
    guard acceptPause != nil else { return }
    acceptPause = nil
    for port in ports {
      watch { poller throws(SystemError) in
        try poller.add(port.descriptor, token: port.token, events: .readable)
      }
    }
  }

  /// Changing what is watched of a descriptor that is open and known cannot fail but by a mistake of ours, or when the
  /// kernel has no memory left for it: then this process cannot go on.
  private func watch(_ change: (borrowing Poller) throws(SystemError) -> Void) {
    do { try change(poller) } catch { preconditionFailure("the listener cannot be watched: \(error)") }
  }
}
