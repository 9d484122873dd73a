import Sockets
import TestSupport

/// A client and a server's session with nothing but memory between them.
final class Pair {
  let client: TLSClient
  private var server: TLSSession
  private var output = ByteBuffer()
  /// Results of the server's side, in order.
  var handshakes: [TLSSession.Handshake] = []
  /// Plaintext the server received.
  var received: [UInt8] = []
  /// Plaintext the client received.
  var answered: [UInt8] = []

  init(
    _ context: TLSContext, _ options: TLSClient.Options = TLSClient.Options(),
    resuming: TLSClient.Resumption? = nil
  ) throws {
    client = TLSClient(options, resuming: resuming)
    guard let session = TLSSession(context) else { throw TLSClient.Failure(description: "no memory") }
    server = session
  }

  var state: TLSSession.State { server.state }
  var isEstablished: Bool { server.isEstablished }
  var isResumed: Bool { server.isResumed }
  var hasClosed: Bool { server.hasClosed }
  var version: TLSSession.Version { server.version }
  var cipherSuite: String? { server.cipherSuite }

  /// Hands `bytes` to the server in parts of `part` bytes; returns what it sends.
  func toServer(_ bytes: [UInt8], part: Int = .max) -> [UInt8] {
    var rest = bytes[...]
    repeat {
      let piece = Array(rest.prefix(part))
      rest = rest.dropFirst(part)
      var plaintext = [UInt8](repeating: 0, count: TLSSession.plaintextBytes(forCiphertext: piece.count))
      let result = piece.withUnsafeBytes { piece in
        plaintext.withUnsafeMutableBytes { server.receive(piece, plaintext: $0, output: &output) }
      }
      received += plaintext.prefix(result.plaintext)
      if let handshake = result.handshake { handshakes.append(handshake) }
    } while !rest.isEmpty
    return takeOutput()
  }

  /// Encrypts `bytes` at the server; returns what it sends.
  func fromServer(_ bytes: [UInt8]) -> [UInt8] {
    bytes.withUnsafeBytes { _ = server.send($0, output: &output) }
    return takeOutput()
  }

  /// The transport ends.
  func endTransport() {
    if let handshake = server.receiveEnd().handshake { handshakes.append(handshake) }
  }

  func closeServer() -> [UInt8] {
    server.close(output: &output)
    return takeOutput()
  }

  private func takeOutput() -> [UInt8] {
    defer { output.removeAll() }
    return output.array
  }

  /// Shakes hands, all bytes to the server in parts of `part`. The client's last step.
  func handshake(part: Int = .max) -> TLSClient.Step {
    while true {
      let step = client.handshake()
      let flight = client.takeOutput()
      // A client that is done may have said its last word already; the server's answer to it is read later.
      if flight.isEmpty { return step }
      client.receive(toServer(flight, part: part))
      if step != .wait { return step }
    }
  }

  /// Sends `bytes` to the server.
  func ask(_ bytes: [UInt8], part: Int = .max) {
    client.send(bytes)
    client.receive(toServer(client.takeOutput(), part: part))
  }

  /// Sends `bytes` to the client.
  func answer(_ bytes: [UInt8]) {
    client.receive(fromServer(bytes))
    if case .bytes(let bytes) = client.read() { answered += bytes }
  }
}

/// Contexts are dear to make, so tests that need nothing special share one certificate.
enum Shared {
  static let certificate = TestCertificate()

  static func context(
    _ certificate: TestCertificate = certificate, tickets: TicketKeys = TicketKeys()
  ) throws -> TLSContext {
    try TLSContext(
      Credentials(certificatePEM: certificate.certificate, keyPEM: certificate.key), tickets: tickets)
  }
}
