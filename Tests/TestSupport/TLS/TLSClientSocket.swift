import Sockets

/// A blocking TLS client over a TCP connection. One thread's at a time.
public final class TLSClientSocket {
  public let socket: ClientSocket
  /// The session: what was agreed upon, and the resumption for the next connection.
  public let tls: TLSClient
  private var hasTransportEnded = false

  /// Connects and shakes hands. Throws `SystemError`, or `TLSClient.Failure` when the server refuses.
  public convenience init(
    _ address: SocketAddress, _ options: TLSClient.Options = TLSClient.Options(),
    resuming: TLSClient.Resumption? = nil, timeoutMilliseconds: Int = 10_000, receiveBufferBytes: Int32? = nil
  ) throws {
    try self.init(
      ClientSocket(
        address, timeoutMilliseconds: timeoutMilliseconds, receiveBufferBytes: receiveBufferBytes),
      options, resuming: resuming)
  }

  /// Shakes hands over a connection that is there.
  public init(
    _ socket: ClientSocket, _ options: TLSClient.Options = TLSClient.Options(),
    resuming: TLSClient.Resumption? = nil
  ) throws {
    self.socket = socket
    tls = TLSClient(options, resuming: resuming)
    while true {
      let step = tls.handshake()
      try flush()
      switch step {
      case .done: return
      case .failed(let failure): throw failure
      case .wait:
        let bytes = try socket.receive()
        if bytes.isEmpty {
          throw TLSClient.Failure(alert: nil, description: "the connection ended within the handshake")
        }
        tls.receive(bytes)
      }
    }
  }

  /// Sends all of `bytes`.
  public func send(_ bytes: [UInt8]) throws {
    tls.send(bytes)
    try flush()
  }

  public func send(_ text: String) throws { try send(Array(text.utf8)) }

  /// What has come, waiting for the first; empty at the end, which `hasEndedCleanly` tells more of.
  public func receive() throws -> [UInt8] {
    while true {
      switch tls.read() {
      case .bytes(let bytes): return bytes
      case .end:
        hasEndedCleanly = true
        return []
      case .failed(let failure): throw failure
      case .wait:
        if hasTransportEnded { return [] }
        let bytes = try socket.receive()
        hasTransportEnded = bytes.isEmpty
        tls.receive(bytes)
      }
    }
  }

  /// Everything until the server's end.
  public func receiveAll() throws -> [UInt8] {
    var all: [UInt8] = []
    while true {
      let part = try receive()
      if part.isEmpty { return all }
      all += part
    }
  }

  /// Whether the server said `close_notify` before it ended; known when `receive` has given the end.
  public private(set) var hasEndedCleanly = false

  /// Says `close_notify`; the connection stays, so that the server's can be read.
  public func close() throws {
    tls.close()
    try flush()
  }

  private func flush() throws {
    let bytes = tls.takeOutput()
    if !bytes.isEmpty { try socket.send(bytes) }
  }
}
