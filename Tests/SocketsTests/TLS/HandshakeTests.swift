import Sockets
import TestSupport
import Testing

/// What is agreed upon, and what is refused with which alert (RFC 8446 §6).
@Suite(.timeLimit(.minutes(5))) struct HandshakeTests {
  @Test(arguments: [TLSClient.Version.tls12, .tls13])
  func aHandshakeOpensTheSession(_ version: TLSClient.Version) throws {
    let pair = try Pair(Shared.context(), .only(version))
    #expect(pair.state == .handshaking)
    #expect(pair.handshake() == .done)
    #expect(pair.state == .open)
    #expect(pair.isEstablished)
    #expect(!pair.isResumed)
    #expect(pair.version == (version == .tls12 ? .tls12 : .tls13))
    #expect(pair.handshakes == [.full])
    #expect(pair.client.version == version)
    #expect(pair.client.applicationProtocol == "http/1.1")
    #expect(pair.client.serverCommonName == "localhost")
    pair.ask(Array("question".utf8))
    pair.answer(Array("answer".utf8))
    #expect(pair.received == Array("question".utf8))
    #expect(pair.answered == Array("answer".utf8))
  }
}
