import HTTP
import Sockets

/// From readiness to answers.
extension EventLoop {
  /// What a peer's turn begins with.
  enum Beginning {
    /// Whatever its connection says.
    case next
    /// Its worker is done.
    case answer(Response, RequestSummary)
    /// It was too slow.
    case fault(Fault)
  }

  /// Reads once and goes on from there.
  mutating func receive(_ id: PeerID, _ peer: UnsafeMutablePointer<Peer>) {
    switch peer.pointee.socket.receive(into: input) {
    case .bytes(let count):
      counters.bytesReceived.add(count)
      let bytes = UnsafeRawBufferPointer(rebasing: input[..<count])
      if let tls = peer.pointee.tls { return take(ciphertext: bytes, tls, id, peer) }
      return serve(bytes, id, peer)
    case .end:
      if let tls = peer.pointee.tls, !endSession(tls, id) { return }
      peer.pointee.hasEnded = true
      peer.pointee.connection.receiveEnd(now: now)
    case .wouldBlock: break
    case .broken: return drop(id)
    }
    advance(id, peer)
  }

  /// Has what was received answered. Most of it is requests that prepared answers are there for, so that is tried
  /// first; the rest goes through the connection.
  @inline(__always)
  mutating func serve(_ bytes: UnsafeRawBufferPointer, _ id: PeerID, _ peer: UnsafeMutablePointer<Peer>) {
    var rest = bytes
    if peer.pointee.isFresh, !isDraining {
      let (count, isClosing) = answerPrepared(bytes, peer)
      // What comes behind a request that says `close` is not looked at.
      if count > 0 && count == bytes.count || isClosing { return finish(id, peer, isClosing: isClosing) }
      rest = UnsafeRawBufferPointer(rebasing: bytes[count...])
    }
    if !rest.isEmpty { peer.pointee.connection.receive(rest, now: now) }
    advance(id, peer)
  }

  /// Answers the requests that `bytes` begin with, as far as their answers stand ready. Says how many bytes they were.
  @inline(__always)
  private mutating func answerPrepared(
    _ bytes: UnsafeRawBufferPointer, _ peer: UnsafeMutablePointer<Peer>
  ) -> (bytes: Int, isClosing: Bool) {
    let version = handler.version
    var start = 0
    while start < bytes.count, output.count &+ wire.count < outputBytesMax {
      let hit = prepared.find(UnsafeRawBufferPointer(rebasing: bytes[start...]), rules, version: version)
      guard let hit else { break }
      send(hit)
      peer.pointee.connection.answeredAside(isLast: !hit.persists, now: now)
      start &+= hit.requestBytes
      if !hit.persists { return (start, true) }
    }
    return (start, false)
  }

  @inline(__always)
  private mutating func send(_ hit: PreparedAnswers.Hit) {
    // Read anew, so that the time is what this request took; the turn's own clock stays.
    let microseconds = Int((SystemClock.monotonicNanoseconds() &- clock.nanoseconds) / 1000)
    let id = hit.requestID ?? UnsafeRawBufferPointer(start: requestIDs.next(), count: RequestIDs.length)
    let lines = AnswerLines(date: clock.date, requestID: id, microseconds: microseconds)
    prepared.write(hit, lines, into: &output)
    accessLog.add(clock, requestID: id, microseconds: microseconds, label: hit.label)
    counters.requests.add(1)
    counters.prepared.add(1)
    counters.byRoute.count(hit.series, microseconds: microseconds)
  }

  /// Does what can be done for a peer in one turn: answers its requests in order, as long as its output has room, sends,
  /// and then closes, or sees to what to wait for.
  mutating func advance(
    _ id: PeerID, _ peer: UnsafeMutablePointer<Peer>, _ beginning: Beginning = .next
  ) {
    takeOutput(peer)
    switch beginning {
    case .next: break
    case .answer(let response, let request): send(response, to: request, peer)
    case .fault(let fault): send(fault, peer)
    }
    let isClosing = answerRequests(id, peer)
    guard flush(peer, isClosing: isClosing) else { return drop(id) }
    // The kernel took it all, but others come first.
    if peer.pointee.isFull && output.isEmpty && wire.isEmpty && !peer.pointee.isUnfinished {
      peer.pointee.isUnfinished = true
      unfinished.append(id)
    }
    leaveOutput(peer)
    settle(id, peer, isClosing: isClosing)
  }

  /// Goes on with those who had their share of the turn before and have more to be answered.
  mutating func advanceUnfinished(_ ids: [PeerID]) {
    for id in ids {
      guard let peer = peers.find(id) else { continue }
      peer.pointee.isUnfinished = false
      if peer.pointee.isFull && !peer.pointee.hasUnsent { advance(id, peer) }
    }
  }

  /// Sends what there is, and ends the turn.
  @inline(__always)
  private mutating func finish(_ id: PeerID, _ peer: UnsafeMutablePointer<Peer>, isClosing: Bool) {
    guard flush(peer, isClosing: isClosing) else { return drop(id) }
    if !output.isEmpty || !wire.isEmpty || output.footprint > Self.keptOutputBytes { leaveOutput(peer) }
    settle(id, peer, isClosing: isClosing)
  }

  /// Answers until bytes, a worker or room for output are waited for. Whether the connection is to close.
  private mutating func answerRequests(_ id: PeerID, _ peer: UnsafeMutablePointer<Peer>) -> Bool {
    peer.pointee.isFull = false
    while true {
      if output.count + wire.count >= outputBytesMax {
        peer.pointee.isFull = true
        return false
      }
      switch peer.pointee.connection.next(now: now) {
      case .request(let request): answer(request, id, peer)
      case .fault(let fault): send(fault, peer)
      case .write(let bytes): output.append(bytes)
      case .wait: return false
      case .close: return true
      }
    }
  }

  private mutating func answer(_ received: Request, _ id: PeerID, _ peer: UnsafeMutablePointer<Peer>) {
    var request = received
    request.id = requestIDs.id(request.fields["X-Request-Id"])
    let summary = RequestSummary(request, received: SystemClock.monotonicNanoseconds())
    counters.requests.add(1)
    if peer.pointee.isSurplus { return refuse(request, summary, peer) }
    switch handler.answer(request) {
    case .ready(let response): send(response, to: summary, peer)
    case .work(let work):
      let job = WorkerPool.Job(work: work, peer: id, request: summary, mailbox: mailbox)
      guard shared.workers.submit(job) else { return refuse(request, summary, peer) }
      peer.pointee.isWorking = true
    }
  }

  private mutating func refuse(
    _ request: Request, _ summary: RequestSummary, _ peer: UnsafeMutablePointer<Peer>
  ) {
    counters.overloaded.add(1)
    send(handler.overloaded(request), to: summary, peer)
  }

  private mutating func send(_ fault: Fault, _ peer: UnsafeMutablePointer<Peer>) {
    counters.countFault(fault.status.code)
    let summary = RequestSummary(faultID: requestIDs.id(nil), received: clock.nanoseconds)
    send(handler.answer(fault, id: summary.id), to: summary, peer)
  }

  private mutating func send(
    _ response: Response, to request: RequestSummary, _ peer: UnsafeMutablePointer<Peer>
  ) {
    let isLast = isDraining || peer.pointee.isSurplus
    let microseconds = Int((SystemClock.monotonicNanoseconds() &- request.received) / 1000)
    let series = RequestMetrics.series(
      route: response.route, method: request.method, code: response.status.code)
    let label = AccessLogBuffer.label(
      bytes: response.sendsContent(isHead: request.method == .head) ? response.content.count : 0,
      method: request.method, target: request.target, route: shared.routes[response.route],
      status: response.status.code)
    var id = request.id
    id.withUTF8 { id in
      let requestID = UnsafeRawBufferPointer(id)
      let lines = AnswerLines(date: clock.date, requestID: requestID, microseconds: microseconds)
      peer.pointee.connection.send(response, lines, closing: isLast, into: &output, now: now)
      label.withUnsafeBytes {
        accessLog.add(
          clock, requestID: requestID, microseconds: microseconds, label: $0)
      }
    }
    counters.byRoute.count(series, microseconds: microseconds)
    if let kept = request.kept { prepared.keep(response, for: kept, series: series, label: label) }
  }

  /// A peer's deadline seems to have come; it may have moved since.
  mutating func timeOut(_ id: PeerID) {
    guard let peer = peers.find(id), let deadline = peer.pointee.deadline(configuration.limits) else {
      return
    }
    guard now >= deadline else { return timers.set(Int(id.index), deadline) }
    if peer.pointee.hasUnsent { return cut(id, peer) }
    if let tls = peer.pointee.tls, tls.isHandshaking {
      counters.failedHandshakes.add(1)
      return cut(id, peer)
    }
    switch peer.pointee.connection.timeout(now: now) {
    case .fault(let fault): advance(id, peer, .fault(fault))
    case .close: close(id, peer)
    case .wait, .request, .write: advance(id, peer)
    }
  }

  /// Ends a peer in good order: everything is sent.
  mutating func close(_ id: PeerID, _ peer: UnsafeMutablePointer<Peer>) {
    if let tls = peer.pointee.tls, encrypt(tls, isLast: true) { _ = sendWire(peer) }
    drop(id)
  }

  /// Ends a peer and closes its socket.
  mutating func drop(_ id: PeerID) {
    timers.remove(Int(id.index))
    peers.remove(id)
    shared.open.subtract(1, ordering: .relaxed)
    counters.closed.add(1)
    resetOutput()
    if acceptPause != nil { acceptPause = AcceptPause(end: now) }
  }

  /// Ends a peer at once, dropping what the kernel still has for it.
  mutating func cut(_ id: PeerID, _ peer: UnsafeMutablePointer<Peer>) {
    peer.pointee.socket.resetOnClose()
    drop(id)
  }
}
