public import Sockets

/// What a peer on the TLS port has besides. Apart from `Peer`, so that others do not pay for it.
final class TLSPeer {
  /// `nil` until the first bytes are known to be TLS.
  var session: TLSSession?
  /// The first bytes, while they are too few to tell.
  var first: [UInt8] = []
  /// Ciphertext that the kernel has not taken.
  var unsent = ByteBuffer()
  /// When the handshake must be done (monotonic milliseconds).
  let handshakeDeadline: Int64

  init(handshakeDeadline: Int64) { self.handshakeDeadline = handshakeDeadline }

  var isHandshaking: Bool {
    guard let state = session?.state else { return true }
    return state == .handshaking
  }
}

/// TLS for a server: a port of its own, and what to say there.
public struct TLSConfiguration: Sendable {
  /// 0 picks a free one.
  public var port: UInt16
  public var credentials: Credentials
  public var ticketKeys: TicketKeys

  public init(port: UInt16, credentials: Credentials, ticketKeys: TicketKeys = TicketKeys()) {
    self.port = port
    self.credentials = credentials
    self.ticketKeys = ticketKeys
  }
}
