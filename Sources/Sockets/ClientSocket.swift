import CLinux
import Glibc

/// A blocking TCP client for tests and tools; no part of serving. Every wait is bounded by one timeout.
public final class ClientSocket: Sendable {
  private let socket: Descriptor

  /// Connects. `timeoutMilliseconds` bounds connecting and each single send and receive, which then throw EAGAIN.
  /// `receiveBufferBytes`: a small one makes a slow reader.
  public init(
    _ address: SocketAddress, timeoutMilliseconds: Int = 10_000, receiveBufferBytes: Int32? = nil
  ) throws(SystemError) {
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    let socket = Descriptor(owning: try systemCall("socket") { Glibc.socket(address.domain, kind, 0) })
    let number = socket.number
    var time = timeval(tv_sec: timeoutMilliseconds / 1000, tv_usec: timeoutMilliseconds % 1000 * 1000)
    for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
      try systemCall("setsockopt") {
        setsockopt(number, SOL_SOCKET, option, &time, socklen_t(MemoryLayout<timeval>.size))
      }
    }
    if let receiveBufferBytes { try socket.set(SOL_SOCKET, SO_RCVBUF, receiveBufferBytes) }
    try socket.set(Int32(IPPROTO_TCP), TCP_NODELAY, 1)
    try systemCall("connect") { address.withSocketAddress { connect(number, $0, $1) } }
    self.socket = socket
  }

  /// Sends all of `bytes`.
  public func send(_ bytes: [UInt8]) throws(SystemError) {
    var start = 0
    while start < bytes.count {
      start += try systemCall("send") {
        bytes.withUnsafeBytes {
          let rest = UnsafeRawBufferPointer(rebasing: $0[start...])
          return Glibc.send(socket.number, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
        }
      }
    }
  }

  public func send(_ text: String) throws(SystemError) { try send(Array(text.utf8)) }

  /// What has come, at most `max` bytes, waiting for the first; empty at the end.
  public func receive(max: Int = 65_536) throws(SystemError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: max)
    let count = try systemCall("recv") { recv(socket.number, &bytes, max, 0) }
    bytes.removeSubrange(count...)
    return bytes
  }

  /// Everything until the peer sends no more.
  public func receiveAll() throws(SystemError) -> [UInt8] {
    var all: [UInt8] = []
    while true {
      let part = try receive()
      if part.isEmpty { return all }
      all += part
    }
  }

  /// Half-closes: the peer sees the end, answers still come.
  public func shutdownSending() { socket.shutdownSending() }

  /// Makes the close at the end of this object's life a reset.
  public func resetOnClose() { socket.resetOnClose() }
}
