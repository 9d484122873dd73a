import Sockets

/// Output. While a peer is served it stands in the loop's `output`; between turns a peer keeps only what the kernel
/// would not take.
extension EventLoop {
  /// Consumed output at the front of a peer's buffer that is worth moving the rest for.
  private static let compactionBytes = 64 * 1024

  /// Makes what the peer still has unsent the beginning of the output.
  mutating func takeOutput(_ peer: UnsafeMutablePointer<Peer>) {
    guard peer.pointee.hasUnsent else { return }
    swap(&output, &peer.pointee.unsent)
    outputStart = peer.pointee.unsentStart
    peer.pointee.unsentStart = 0
    if outputStart >= Self.compactionBytes && outputStart * 2 >= output.count {
      output.removeSubrange(..<outputStart)
      outputStart = 0
    }
  }

  /// One send of all there is. A short one means that the kernel is full. `false`: the peer is gone.
  mutating func flush(_ peer: UnsafeMutablePointer<Peer>) -> Bool {
    guard outputStart < output.count else { return true }
    let sent = output.withUnsafeBytes {
      peer.pointee.socket.send(UnsafeRawBufferPointer(rebasing: $0[outputStart...]))
    }
    switch sent {
    case .bytes(let count):
      counters.bytesSent.add(count)
      outputStart += count
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
    let rest = output.count - outputStart
    if rest == 0 {
      peer.pointee.unsent = []
      if output.capacity > Self.keptOutputBytes {
        output = []
      } else {
        output.removeAll(keepingCapacity: true)
      }
    } else if rest * 2 < output.capacity {
      // Not worth the whole buffer.
      peer.pointee.unsent = Array(output[outputStart...])
      if output.capacity > Self.keptOutputBytes {
        output = []
      } else {
        output.removeAll(keepingCapacity: true)
      }
    } else {
      swap(&output, &peer.pointee.unsent)
      peer.pointee.unsentStart = outputStart
      output.removeAll(keepingCapacity: true)
    }
    outputStart = 0
  }

  /// The turn is over: closes, or sees to what the peer is waited for with, and how long.
  mutating func settle(_ id: PeerID, _ peer: UnsafeMutablePointer<Peer>, isClosing: Bool) {
    if !peer.pointee.hasUnsent {
      if isClosing || isDraining && peer.pointee.isIdle { return drop(id) }
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
