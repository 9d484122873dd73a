import Sockets

/// Stopping in good order.
extension EventLoop {
  /// Accepts no more; lets idle peers go at once and gives the others their last answer.
  mutating func drain() {
    drainDeadline = now + configuration.drainMilliseconds
    // Whoever the kernel has let in already is not turned away by a reset.
    while !accept() {}
    while tlsListener != nil, !accept(isTLS: true) {}
    listener = nil
    tlsListener = nil
    acceptPause = nil
    for id in peers.all {
      guard let peer = peers.find(id), peer.pointee.isIdle else { continue }
      // A request may be on its way from the kernel to us. If none is, this ends the peer.
      receive(id, peer)
    }
  }

  /// The time to drain is over.
  mutating func cutAll() {
    let left = peers.all
    if !left.isEmpty { shared.log(.cut(connections: left.count)) }
    for id in left {
      if let peer = peers.find(id) { cut(id, peer) }
    }
  }
}
