import Sockets
import TestSupport
import Testing

/// Sessions over real connections, with a client that blocks and the smallest of servers.
@Suite(.timeLimit(.minutes(5))) struct TransportTests {
  /// Serves one connection: gives back what it gets, in capital letters, and closes after a full stop.
  static func serveOne(_ listener: borrowing Listener, _ context: TLSContext) throws {
    let poller = try Poller()
    try poller.add(listener.descriptor, token: 0, events: .readable)
    while poller.wait(milliseconds: 10_000) == 0 {}
    guard case .connection(let socket) = listener.accept(), var session = TLSSession(context) else { return }
    try poller.remove(listener.descriptor)
    try poller.add(socket.number, token: 1, events: .readable)
    var output = ByteBuffer()
    let input = UnsafeMutableRawBufferPointer.allocate(byteCount: 4_096, alignment: 8)
    let plaintext = UnsafeMutableRawBufferPointer.allocate(
      byteCount: TLSSession.plaintextBytes(forCiphertext: 4_096), alignment: 8)
    defer {
      input.deallocate()
      plaintext.deallocate()
    }
    while true {
      _ = poller.wait(milliseconds: 10_000)
      switch socket.receive(into: input) {
      case .wouldBlock: continue
      case .broken: return
      case .end:
        _ = session.receiveEnd()
        return
      case .bytes(let count):
        let received = session.receive(
          UnsafeRawBufferPointer(rebasing: input[..<count]), plaintext: plaintext, output: &output)
        let text = plaintext[..<received.plaintext]
        for index in text.indices where text[index] >= 0x61 { plaintext[index] &-= 0x20 }
        if !text.isEmpty { session.send(UnsafeRawBufferPointer(rebasing: text), output: &output) }
        if text.contains(UInt8(ascii: ".")) { session.close(output: &output) }
        while !output.isEmpty {
          guard case .bytes(let sent) = output.withUnsafeBytes({ socket.send($0) }) else { return }
          output.removeFirst(sent)
        }
        if session.hasClosed || received.state == .ended { return socket.shutdownSending() }
        if case .failed = received.state { return }
      }
    }
  }

  @Test(arguments: [TLSClient.Version.tls12, .tls13])
  func connectionsAreServedAndResumed(_ version: TLSClient.Version) throws {
    let context = try Shared.context()
    let listener = try Listener(SocketAddress(host: "127.0.0.1", port: 0))
    let address = listener.address
    let ended = Monitor(false)
    let handoff = Handoff(listener)
    try Thread.start("server") {
      for _ in 0..<3 { try? Self.serveOne(handoff.listener, context) }
      ended.change { $0 = true }
    }
    let first = try TLSClientSocket(address, .only(version))
    #expect(
      !first.tls.isResumed && first.tls.version == version && first.tls.applicationProtocol == "http/1.1")
    try first.send("hello")
    #expect(try first.receive() == Array("HELLO".utf8))
    try first.send("bye.")
    #expect(try first.receiveAll() == Array("BYE.".utf8))
    #expect(first.hasEndedCleanly)
    try first.close()

    let second = try TLSClientSocket(address, .only(version), resuming: first.tls.resumption)
    #expect(second.tls.isResumed)
    try second.close()
    #expect(try second.receiveAll() == [])

    var options = TLSClient.Options.only(version)
    options.protocols = ["h2"]
    #expect(throws: TLSClient.Failure.self) { try TLSClientSocket(address, options) }
    #expect(ended.wait(until: SystemClock.monotonicMilliseconds() + 10_000) { $0 ? true : nil } == true)
  }

  private final class Handoff: Sendable {
    let listener: Listener
    init(_ listener: consuming Listener) { self.listener = listener }
  }
}
