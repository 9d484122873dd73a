import HTTP
import Sockets

/// From readiness to answers.
extension EventLoop {
  /// What a peer's turn begins with.
  enum Beginning {
    /// Whatever its connection says.
    case next
    /// Its worker is done.
    case answer(Response)
    /// It was too slow.
    case fault(Fault)
  }

  /// Reads once and goes on from there.
  mutating func receive(_ id: PeerID, _ peer: UnsafeMutablePointer<Peer>) {
    switch peer.pointee.socket.receive(into: input) {
    case .bytes(let count):
      counters.bytesReceived.add(count)
      peer.pointee.connection.receive(UnsafeRawBufferPointer(rebasing: input[..<count]), now: now)
    case .end:
      peer.pointee.hasEnded = true
      peer.pointee.connection.receiveEnd(now: now)
    case .wouldBlock: break
    case .broken: return drop(id)
    }
    advance(id, peer)
  }

  /// Does all that can be done for a peer now: answers its requests in order, as long as its output has room, sends,
  /// and then closes, or sees to what to wait for.
  mutating func advance(
    _ id: PeerID, _ peer: UnsafeMutablePointer<Peer>, _ beginning: Beginning = .next
  ) {
    takeOutput(peer)
    switch beginning {
    case .next: break
    case .answer(let response): send(response, peer)
    case .fault(let fault): send(answer(fault), peer)
    }
    var isClosing: Bool
    repeat {
      isClosing = answerRequests(id, peer)
      guard flush(peer) else { return drop(id) }
    } while peer.pointee.isFull && outputStart == output.count
    leaveOutput(peer)
    settle(id, peer, isClosing: isClosing)
  }

  /// Answers until bytes, a worker or room for output are waited for. Whether the connection is to close.
  private mutating func answerRequests(_ id: PeerID, _ peer: UnsafeMutablePointer<Peer>) -> Bool {
    peer.pointee.isFull = false
    while true {
      if output.count - outputStart >= configuration.limits.outputBytesMax {
        peer.pointee.isFull = true
        return false
      }
      switch peer.pointee.connection.next(now: now) {
      case .request(let request): answer(request, id, peer)
      case .fault(let fault): send(answer(fault), peer)
      case .write(let bytes): output += bytes
      case .wait: return false
      case .close: return true
      }
    }
  }

  private mutating func answer(_ request: Request, _ id: PeerID, _ peer: UnsafeMutablePointer<Peer>) {
    counters.requests.add(1)
    if peer.pointee.isSurplus { return refuse(request, peer) }
    switch shared.handler.answer(request) {
    case .ready(let response): send(response, peer)
    case .work(let work):
      guard shared.workers.submit(WorkerPool.Job(work: work, peer: id, mailbox: mailbox)) else {
        return refuse(request, peer)
      }
      peer.pointee.isWorking = true
    }
  }

  private mutating func refuse(_ request: Request, _ peer: UnsafeMutablePointer<Peer>) {
    counters.overloaded.add(1)
    send(shared.handler.overloaded(request), peer)
  }

  private func answer(_ fault: Fault) -> Response {
    counters.countFault(fault.status.code)
    return shared.handler.answer(fault)
  }

  private mutating func send(_ response: Response, _ peer: UnsafeMutablePointer<Peer>) {
    let isLast = isDraining || peer.pointee.isSurplus
    peer.pointee.connection.send(response, date: date, closing: isLast, into: &output, now: now)
  }

  /// A peer's deadline seems to have come; it may have moved since.
  mutating func timeOut(_ id: PeerID) {
    guard let peer = peers.find(id), let deadline = peer.pointee.deadline(configuration.limits) else {
      return
    }
    guard now >= deadline else { return timers.set(Int(id.index), deadline) }
    if peer.pointee.hasUnsent { return cut(id, peer) }
    switch peer.pointee.connection.timeout(now: now) {
    case .fault(let fault): advance(id, peer, .fault(fault))
    case .close: drop(id)
    case .wait, .request, .write: advance(id, peer)
    }
  }

  /// Ends a peer and closes its socket.
  mutating func drop(_ id: PeerID) {
    timers.remove(Int(id.index))
    peers.remove(id)
    shared.open.subtract(1, ordering: .relaxed)
    counters.closed.add(1)
    // What this turn had for it is for nobody else.
    output.removeAll(keepingCapacity: true)
    outputStart = 0
    if acceptPause != nil { acceptPause?.end = now }
  }

  /// Ends a peer at once, dropping what the kernel still has for it.
  mutating func cut(_ id: PeerID, _ peer: UnsafeMutablePointer<Peer>) {
    peer.pointee.socket.resetOnClose()
    drop(id)
  }
}
