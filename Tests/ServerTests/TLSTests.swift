import HTTP
import Server
import Sockets
import TestSupport
import Testing

/// The TLS port over real connections.
@Suite(.timeLimit(.minutes(5))) struct TLSTests {
  /// A server with both ports, whose TLS clients keep what they received behind a response.
  final class TLSServer {
    let plain: TestServer
    let versioned = VersionedHandler()
    let address: SocketAddress

    init(_ configure: (inout ServerConfiguration) -> Void = { _ in }) throws {
      let made = TestCertificate(name: "first.example")
      let credentials = try Credentials(certificatePEM: made.certificate, keyPEM: made.key)
      plain = try TestServer(versioned.handler) {
        $0.loops = 1
        $0.tls = TLSConfiguration(port: 0, credentials: credentials)
        configure(&$0)
      }
      address = try #require(plain.server.tlsAddress)
    }

    var counters: ServerCounters { plain.server.counters }

    func client(
      _ options: TLSClient.Options = TLSClient.Options(), resuming: TLSClient.Resumption? = nil,
      receiveBufferBytes: Int32? = nil
    ) throws -> Client {
      try Client(
        TLSClientSocket(address, options, resuming: resuming, receiveBufferBytes: receiveBufferBytes))
    }
  }

  final class Client {
    let socket: TLSClientSocket
    private var received: [UInt8] = []

    init(_ socket: TLSClientSocket) { self.socket = socket }

    func send(_ text: String) throws { try socket.send(text) }

    func get(_ target: String) throws -> ReceivedResponse {
      try send("GET \(target) HTTP/1.1\r\nHost: test\r\n\r\n")
      return try response()
    }

    func response() throws -> ReceivedResponse {
      while true {
        if let (response, count) = ReceivedResponse.read(received) {
          received.removeFirst(count)
          return response
        }
        let part = try socket.receive()
        if part.isEmpty { throw TestClient.Ended() }
        received += part
      }
    }

    /// The server's end, with `close_notify`.
    func endsCleanly() throws -> Bool {
      try received.isEmpty && socket.receive().isEmpty && socket.hasEndedCleanly
    }
  }

  /// RFC 9110 §7.4
  @Test func targetsOfHTTPSAreForTLSAlone() throws {
    let server = try TLSServer()
    let secured = try server.client()
    let plain = try server.plain.client()
    #expect(try secured.get("https://test/v/1").status == 200)
    #expect(try secured.get("http://test/v/1").status == 200)
    #expect(try plain.get("http://test/v/1").status == 200)
    let refused = try plain.get("https://test/v/1")
    #expect(refused.status == 421 && refused.fields["connection"] == "close")
  }

  @Test(arguments: [TLSClient.Version.tls12, .tls13]) func keepsTheConnection(_ version: TLSClient.Version)
    throws
  {
    let server = try TLSServer()
    let client = try server.client(.only(version))
    for number in 0..<20 { #expect(try client.get("/v/\(number % 4)").text == "/v/\(number % 4) at 1 for -") }
    #expect(server.counters.accepted == 1 && server.counters.requests == 20 && server.counters.prepared == 16)
    #expect(server.counters.fullHandshakes == 1 && server.counters.failedHandshakes == 0)
  }

  @Test func pipelinedAndByteByByte() throws {
    let server = try TLSServer()
    let client = try server.client()
    let targets = (0..<400).map { ["/v/a", "/once/\($0)", "/later/\($0 % 3)", "/v/b"][$0 % 4] }
    try client.send(targets.map { "GET \($0) HTTP/1.1\r\nHost: test\r\n\r\n" }.joined())
    for target in targets { #expect(try client.response().text == "\(target) at 1 for -") }
    for byte in "GET /v/a HTTP/1.1\r\nHost: test\r\n\r\n".utf8 { try client.socket.send([byte]) }
    #expect(try client.response().text == "/v/a at 1 for -")
  }

  @Test func bigAnswersReachASlowReader() throws {
    let server = try TLSServer()
    let client = try server.client(receiveBufferBytes: 4_096)
    try client.send((0..<8).map { "GET /big/\($0 % 2) HTTP/1.1\r\nHost: test\r\n\r\n" }.joined())
    pause(50)
    #expect(try server.client().get("/v/other").status == 200)
    for number in 0..<8 {
      #expect(try client.response().content == VersionedHandler.big("/big/\(number % 2)"))
    }
  }

  /// A reader of nothing that asks for more and more, a little at a time, so that each time all of it stands ready.
  @Test func preparedAnswersWaitWhileOutputIsFull() throws {
    let server = try TLSServer { $0.limits.outputBytesMax = 400_000 }
    _ = try server.client().get("/big/a")
    let client = try server.client(receiveBufferBytes: 4_096)
    for _ in 0..<100 {
      try client.send("GET /big/a HTTP/1.1\r\nHost: test\r\n\r\n")
      pause(3)
    }
    pause(50)
    // Kernel buffers take some megabytes, not thirty.
    #expect(server.counters.requests < 40, "\(server.counters.requests) answers were made")
    for _ in 0..<100 { #expect(try client.response().content.count >= VersionedHandler.bigBytes) }
  }

  @Test func halfClose() throws {
    let server = try TLSServer()
    for target in ["/once/a", "/later/a", "/v/a", "/v/a"] {
      let client = try server.client()
      try client.send("GET \(target) HTTP/1.1\r\nHost: test\r\n\r\n")
      try client.socket.close()
      #expect(try client.response().status == 200, "\(target)")
      #expect(try client.endsCleanly(), "\(target)")
    }
    #expect(server.plain.counters { $0.open == 0 })
  }

  @Test func closeIsSaidCleanly() throws {
    let server = try TLSServer()
    for _ in 0..<2 {
      let client = try server.client()
      try client.send("GET /v/a HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n")
      #expect(try client.response().fields["connection"] == "close")
      #expect(try client.endsCleanly())
    }
    let client = try server.client()
    try client.send("BAD\r\n\r\n")
    #expect(try client.response().status == 400)
    #expect(try client.endsCleanly())
  }

  @Test(arguments: [TLSClient.Version.tls12, .tls13]) func sessionsAreResumed(_ version: TLSClient.Version)
    throws
  {
    let server = try TLSServer { $0.loops = 2 }
    let first = try server.client(.only(version))
    #expect(try first.get("/v/a").status == 200)
    // It came with the first answer, if not before.
    let resumption = try #require(first.socket.tls.resumption)
    let second = try server.client(.only(version), resuming: resumption)
    #expect(second.socket.tls.isResumed)
    #expect(try second.get("/v/a").status == 200)
    #expect(server.counters.fullHandshakes == 1 && server.counters.resumedHandshakes == 1)
  }

  @Test func plainHTTPIsToldSo() throws {
    let server = try TLSServer()
    let socket = try ClientSocket(server.address)
    try socket.send("GET / HTTP/1.1\r\nHost: test\r\n\r\n")
    socket.shutdownSending()
    let (response, _) = try #require(ReceivedResponse.read(try socket.receiveAll()))
    #expect(response.status == 400 && response.fields["connection"] == "close")
    #expect(response.fields["content-type"]?.hasPrefix("text/plain") == true)
    #expect(response.text.contains("https://"))
    #expect(server.counters.failedHandshakes == 1)
    #expect(server.plain.counters { $0.open == 0 })
  }

  @Test func garbageIsDropped() throws {
    let server = try TLSServer()
    for bytes in [
      [0, 1, 2, 3, 4, 5, 6, 7], [0x16, 0x03, 0x01, 0, 5, 1, 2, 3, 4, 5],
      [UInt8](repeating: 0xFF, count: 70_000),
    ] as [[UInt8]] {
      let socket = try ClientSocket(server.address)
      try? socket.send(bytes)
      socket.shutdownSending()
      let answer = (try? socket.receiveAll()) ?? []
      #expect(answer.count < 50, "an alert at most: \(answer)")
    }
    let silent = try ClientSocket(server.address)
    silent.shutdownSending()
    #expect(try silent.receiveAll().isEmpty)
    #expect(server.plain.counters { $0.open == 0 && $0.failedHandshakes >= 3 })
    #expect(try server.client().get("/v/a").status == 200)
  }

  @Test func handshakesHaveTheirTime() throws {
    let server = try TLSServer { $0.limits.headerTimeMilliseconds = 100 }
    for bytes in [[], [0x16], [0x16, 0x03, 0x01, 0x02, 0, 1, 0]] as [[UInt8]] {
      let socket = try ClientSocket(server.address)
      try socket.send(bytes)
      let start = SystemClock.monotonicMilliseconds()
      #expect(((try? socket.receiveAll()) ?? []).isEmpty)
      #expect((50...2_000).contains(SystemClock.monotonicMilliseconds() - start))
    }
    #expect(server.plain.counters { $0.open == 0 && $0.failedHandshakes == 3 })
  }

  @Test func anotherCertificateForNewSessions() throws {
    let server = try TLSServer()
    let old = try server.client()
    #expect(try old.get("/v/a").status == 200)
    #expect(old.socket.tls.serverCommonName == "first.example")
    let made = TestCertificate(name: "second.example", key: .rsa(bits: 2048))
    try server.plain.server.reload(Credentials(certificatePEM: made.certificate, keyPEM: made.key))
    pause(50)
    let new = try server.client()
    #expect(new.socket.tls.serverCommonName == "second.example")
    #expect(try new.get("/v/a").status == 200)
    #expect(try old.get("/v/a").status == 200, "open sessions go on")
    let resumption = try #require(old.socket.tls.resumption)
    #expect(try server.client(resuming: resumption).socket.tls.isResumed, "tickets stay good")
  }

  @Test func drainingEndsIdleSessionsCleanly() throws {
    let server = try TLSServer()
    let client = try server.client()
    _ = try client.get("/v/a")
    let busy = try server.client()
    _ = try busy.get("/v/a")
    try busy.send("GET /v/a HTTP/1.1\r\n")
    pause(50)
    server.plain.server.stop()
    #expect(try client.endsCleanly())
    try busy.send("Host: test\r\n\r\n")
    #expect(try busy.response().fields["connection"] == "close")
    #expect(try busy.endsCleanly())
    server.plain.server.wait()
    #expect(server.counters.open == 0)
  }

  @Test func idleSessionsEndCleanly() throws {
    let server = try TLSServer { $0.limits.keepAliveMilliseconds = 150 }
    let client = try server.client()
    _ = try client.get("/v/a")
    let start = SystemClock.monotonicMilliseconds()
    #expect(try client.endsCleanly())
    #expect((100...2_000).contains(SystemClock.monotonicMilliseconds() - start))
  }
}
