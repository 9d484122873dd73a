import CLinux
import Glibc

/// Reading and writing on a connected, non-blocking socket. Nothing throws: on these calls failure is daily life.
extension Descriptor {
  public enum Received {
    /// Always at least 1.
    case bytes(Int)
    /// The peer sends no more.
    case end
    /// Nothing there; the poller will tell.
    case wouldBlock
    /// Reset or worse.
    case broken
  }

  /// Reads at most `buffer.count` bytes, which must not be 0.
  public borrowing func receive(into buffer: UnsafeMutableRawBufferPointer) -> Received {
    switch retrying({ linux_receive(number, buffer.baseAddress, UInt(buffer.count)) }) {
    case .value(0): .end
    case .value(let count): .bytes(count)
    case .failed(EAGAIN): .wouldBlock
    case .failed: .broken
    }
  }

  public enum Sent {
    /// Maybe fewer than given.
    case bytes(Int)
    case wouldBlock
    case broken
  }

  /// Writes what the kernel takes at once. Without SIGPIPE.
  public borrowing func send(_ bytes: UnsafeRawBufferPointer) -> Sent {
    switch retrying({ linux_send(number, bytes.baseAddress, UInt(bytes.count)) }) {
    case .value(let count): .bytes(count)
    case .failed(EAGAIN): .wouldBlock
    case .failed: .broken
    }
  }

  /// Parts that one `send(_:)` takes.
  public static let partsMax = 64

  /// As `send`, of several parts in order, at most `partsMax`, with one system call.
  public borrowing func send(_ parts: UnsafeBufferPointer<UnsafeRawBufferPointer>) -> Sent {
    precondition(
      !parts.isEmpty && parts.count <= Self.partsMax, "1 to \(Self.partsMax) parts: \(parts.count)")
    if parts.count == 1 { return send(parts[0]) }
    let number = number
    return withUnsafeTemporaryAllocation(of: iovec.self, capacity: Self.partsMax) { vectors in
      guard let first = vectors.baseAddress else { return .wouldBlock }
      for index in 0..<parts.count {
        let part = parts[index]
        // Safe: the memory has room for `partsMax`. sendmsg(2) only reads; iovec has no type for that.
        first[index] = iovec(
          iov_base: UnsafeMutableRawPointer(mutating: part.baseAddress), iov_len: part.count)
      }
      var message = msghdr()
      message.msg_iov = vectors.baseAddress
      message.msg_iovlen = parts.count
      return switch retrying({ linux_send_message(number, &message) }) {
      case .value(let count): .bytes(count)
      case .failed(EAGAIN): .wouldBlock
      case .failed: .broken
      }
    }
  }

  /// Tells the peer that no more will be sent; receiving goes on. A connection already gone is no error.
  public borrowing func shutdownSending() { _ = shutdown(number, Int32(SHUT_WR)) }

  /// Makes closing send a reset at once, dropping what is not sent.
  public borrowing func resetOnClose() {
    var value = linger(l_onoff: 1, l_linger: 0)
    _ = setsockopt(number, SOL_SOCKET, SO_LINGER, &value, socklen_t(MemoryLayout<linger>.size))
  }
}
