import HTTP
import Sockets

/// Peers on the TLS port: between socket and connection their bytes go through a session.
extension EventLoop {
  /// Handshake steps taken in one turn. A step costs some 100 µs, so a flood of handshakes holds up the other peers for
  /// a millisecond or two; those beyond wait for the next turn, their bytes in the kernel.
  static let handshakesMax = 16

  /// To somebody who speaks HTTP to the TLS port.
  private static let plainTextAnswer = Response(
    status: Status(400), fields: Fields([("Content-Type", "text/plain; charset=utf-8")]),
    content: Array("This port speaks TLS only: use https:// instead of http://.\n".utf8))

  /// Whether the peer has to wait for its next step, because many others have had theirs in this turn. Readiness is
  /// told again.
  func mustWait(_ peer: UnsafeMutablePointer<Peer>) -> Bool {
    handshakesLeft <= 0 && peer.pointee.tls?.isHandshaking ?? false
  }

  /// Takes ciphertext. The plaintext in it is served like any other.
  mutating func take(
    ciphertext: UnsafeRawBufferPointer, _ tls: TLSPeer, _ id: PeerID, _ peer: UnsafeMutablePointer<Peer>
  ) {
    if tls.session == nil {
      begin(ciphertext, tls, id, peer)
    } else {
      decrypt(ciphertext, tls, id, peer)
    }
  }

  private mutating func decrypt(
    _ ciphertext: UnsafeRawBufferPointer, _ tls: TLSPeer, _ id: PeerID, _ peer: UnsafeMutablePointer<Peer>
  ) {
    if tls.isHandshaking { handshakesLeft -= 1 }
    takeOutput(peer)
    guard let received = tls.session?.receive(ciphertext, plaintext: plaintext, output: &wire) else { return }
    count(received.handshake)
    let bytes = UnsafeRawBufferPointer(rebasing: plaintext[..<received.plaintext])
    switch received.state {
    case .failed:
      // The alert, if there is one, is worth one try.
      _ = sendWire(peer)
      drop(id)
    case .handshaking, .open: serve(bytes, id, peer)
    case .ended, .truncated:
      peer.pointee.hasEnded = true
      peer.pointee.connection.receive(bytes, now: now)
      peer.pointee.connection.receiveEnd(now: now)
      advance(id, peer)
    }
  }

  /// The first bytes tell whether it is TLS at all.
  private mutating func begin(
    _ ciphertext: UnsafeRawBufferPointer, _ tls: TLSPeer, _ id: PeerID, _ peer: UnsafeMutablePointer<Peer>
  ) {
    tls.first += ciphertext
    switch tls.first.withUnsafeBytes({ FirstBytes($0) }) {
    case .needMore: settle(id, peer, isClosing: false)
    case .tls:
      guard let context = tlsContext, let session = TLSSession(context) else { return cut(id, peer) }
      tls.session = consume session
      let first = tls.first
      tls.first = []
      first.withUnsafeBytes { decrypt($0, tls, id, peer) }
    case .plainText:
      count(.failed)
      peer.pointee.tls = nil
      peer.pointee.connection.refuse(now: now)
      advance(
        id, peer,
        .answer(
          Self.plainTextAnswer, RequestSummary(faultID: requestIDs.id(nil), received: clock.nanoseconds)))
    case .other:
      count(.failed)
      drop(id)
    }
  }

  /// The socket has ended. Whether the peer is to be served on.
  mutating func endSession(_ tls: TLSPeer, _ id: PeerID) -> Bool {
    guard let received = tls.session?.receiveEnd() else {
      // It came and went without a word that could be told, as a health check of a balancer does.
      drop(id)
      return false
    }
    count(received.handshake)
    if case .failed = received.state {
      drop(id)
      return false
    }
    return true
  }

  /// Encrypts the output. `isLast`: nothing will be sent behind it, and the peer is told so.
  mutating func encrypt(_ tls: TLSPeer, isLast: Bool) -> Bool {
    var isSound = true
    if !output.isEmpty {
      withUnsafeTemporaryAllocation(of: UnsafeRawBufferPointer.self, capacity: Descriptor.partsMax) { parts in
        while isSound && !output.isEmpty {
          var bytes = 0
          for index in 0..<output.fill(parts) {
            isSound = isSound && tls.session?.send(parts[index], output: &wire) ?? false
            bytes += parts[index].count
          }
          output.consume(bytes)
        }
      }
    }
    if isSound && isLast { tls.session?.close(output: &wire) }
    return isSound
  }

  /// One send of the ciphertext there is.
  mutating func sendWire(_ peer: UnsafeMutablePointer<Peer>) -> Descriptor.Sent {
    if wire.isEmpty { return .bytes(0) }
    let sent = wire.withUnsafeBytes { peer.pointee.socket.send($0) }
    if case .bytes(let count) = sent { wire.removeFirst(count) }
    return sent
  }

  /// Milliseconds without a handshake after which the memory they took is given back.
  private static let trimMilliseconds: Int64 = 500

  private mutating func count(_ handshake: TLSSession.Handshake?) {
    // A handshake takes three times the memory of an idle session; a crowd of them leaves holes.
    if handshake != nil { trimAt = now + Self.trimMilliseconds }
    switch handshake {
    case nil: break
    case .full: counters.fullHandshakes.add(1)
    case .resumed: counters.resumedHandshakes.add(1)
    case .failed: counters.failedHandshakes.add(1)
    }
  }
}
