import HTTP
import Sockets

/// Output. While a peer is served it stands in the loop's `output`; between turns a peer keeps only what the kernel
/// would not take.
extension EventLoop {
  /// Makes what the peer still has unsent the beginning of the output.
  mutating func takeOutput(_ peer: UnsafeMutablePointer<Peer>) {
    if let tls = peer.pointee.tls {
      if !tls.unsent.isEmpty { swap(&wire, &tls.unsent) }
      return
    }
    guard let unsent = peer.pointee.unsent else { return }
    swap(&output, &unsent.output)
    peer.pointee.unsent = nil
  }

  /// Sends all there is, mostly with one call. A short one means that the kernel is full. `false`: the peer is gone.
  ///
  /// `isClosing`: nothing will come behind it.
  mutating func flush(_ peer: UnsafeMutablePointer<Peer>, isClosing: Bool) -> Bool {
    let sent: Descriptor.Sent
    if let tls = peer.pointee.tls {
      let isLast = isClosing || peer.pointee.connection.isLingering
      guard encrypt(tls, isLast: isLast && !tls.isHandshaking) else { return false }
      if wire.isEmpty { return true }
      sent = sendWire(peer)
    } else {
      if output.isEmpty { return true }
      sent = sendOutput(peer)
    }
    return note(sent, peer)
  }

  private mutating func sendOutput(_ peer: UnsafeMutablePointer<Peer>) -> Descriptor.Sent {
    guard let bytes = output.onePart else { return sendParts(peer) }
    let sent = peer.pointee.socket.send(bytes)
    if case .bytes(let count) = sent { output.consume(count) }
    return sent
  }

  /// As many parts at once as a call takes, until the kernel is full.
  private mutating func sendParts(_ peer: UnsafeMutablePointer<Peer>) -> Descriptor.Sent {
    withUnsafeTemporaryAllocation(of: UnsafeRawBufferPointer.self, capacity: Descriptor.partsMax) { parts in
      var total = 0
      while true {
        let filled = UnsafeBufferPointer(rebasing: parts[..<output.fill(parts)])
        let sent = peer.pointee.socket.send(filled)
        switch sent {
        case .bytes(let count):
          total += count
          let isFull = count < filled.reduce(0) { $0 + $1.count }
          output.consume(count)
          if isFull || output.isEmpty { return .bytes(total) }
        case .wouldBlock: return total > 0 ? .bytes(total) : sent
        case .broken: return sent
        }
      }
    }
  }

  private func note(_ sent: Descriptor.Sent, _ peer: UnsafeMutablePointer<Peer>) -> Bool {
    switch sent {
    case .bytes(let count):
      counters.bytesSent.add(count)
      peer.pointee.progressed = now
      return true
    case .wouldBlock:
      // The time for reading counts from when there was something to read.
      if !(peer.pointee.watched?.contains(.writable) ?? false) { peer.pointee.progressed = now }
      return true
    case .broken: return false
    }
  }

  /// Gives the rest to the peer, and makes the output ready for the next one.
  mutating func leaveOutput(_ peer: UnsafeMutablePointer<Peer>) {
    if let tls = peer.pointee.tls {
      if !wire.isEmpty { swap(&wire, &tls.unsent) }
    } else if !output.isEmpty {
      // What was borrowed may be gone when the kernel has room again.
      output.settle()
      let unsent = UnsentOutput()
      if output.count * 2 < output.footprint {
        // Not worth the whole buffer.
        unsent.output.append(output.bytes())
      } else {
        swap(&output, &unsent.output)
      }
      peer.pointee.unsent = unsent
    }
    resetOutput()
  }

  /// Nothing of it is for anybody else.
  mutating func resetOutput() {
    output.removeAll()
    wire.removeAll(keepingCapacityAtMost: Self.keptOutputBytes)
    if output.footprint > Self.keptOutputBytes { output = Output() }
  }

  /// The turn is over: closes, or sees to what the peer is waited for with, and how long.
  mutating func settle(_ id: PeerID, _ peer: UnsafeMutablePointer<Peer>, isClosing: Bool) {
    // Mostly the peer is where it was before: between requests, watched, and with a timer that comes in time.
    if !isClosing, !isDraining, peer.pointee.isFresh, peer.pointee.watched == Peer.idleEvents,
      let armed = timers.deadline(of: Int(id.index)), armed <= now &+ keepAliveMilliseconds
    {
      return
    }
    if !peer.pointee.hasUnsent {
      if isClosing || isDraining && peer.pointee.isIdle { return close(id, peer) }
      if peer.pointee.connection.isLingering && !peer.pointee.hasShutDown {
        // RFC 9112 §9.6: the peer reads the answer and the end, and only then do we close.
        peer.pointee.socket.shutdownSending()
        peer.pointee.hasShutDown = true
      }
    }
    let events = peer.pointee.events(inputBytesMax: configuration.inputBytesMax)
    guard watch(id, peer, events) else { return cut(id, peer) }
    guard let deadline = peer.pointee.deadline(configuration.limits) else { return }
    let index = Int(id.index)
    if let armed = timers.deadline(of: index), armed <= deadline { return }
    timers.set(index, deadline)
  }

  /// Tells the poller, if it does not know. `false`: the kernel's limit of watches is reached.
  private func watch(_ id: PeerID, _ peer: UnsafeMutablePointer<Peer>, _ events: Poller.Events) -> Bool {
    if peer.pointee.watched == events { return true }
    let descriptor = peer.pointee.socket.number
    do throws(SystemError) {
      if peer.pointee.watched == nil {
        try poller.add(descriptor, token: id.token, events: events)
      } else {
        try poller.modify(descriptor, token: id.token, events: events)
      }
    } catch {
      return false
    }
    peer.pointee.watched = events
    return true
  }
}
