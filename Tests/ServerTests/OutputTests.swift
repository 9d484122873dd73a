import HTTP
import Server
import Sockets
import TestSupport
import Testing

/// Answers that do not fit the kernel's buffers, and readers that do not read.
@Suite(.timeLimit(.minutes(5))) struct OutputTests {
  /// Copied in pieces: byte by byte it takes seconds in a build with ThreadSanitizer, and whoever asks first waits,
  /// which may be a loop.
  static let big: [UInt8] = {
    let cycle = [UInt8](0..<251)
    return (0..<32_000).reduce(into: []) { bytes, _ in bytes += cycle }
  }()
  static let handler = TestHandler { request in
    request.path == "/big" ? .ready(Response(status: .ok, content: big)) : .ready(.text(request.path))
  }

  @Test func aSlowReaderGetsAllOfABigAnswer() throws {
    let server = try TestServer(Self.handler)
    let client = try server.client(receiveBufferBytes: 4096)
    try client.send("GET /big HTTP/1.1\r\nHost: test\r\n\r\nGET /next HTTP/1.1\r\nHost: test\r\n\r\n")
    pause(50)
    // Others are served meanwhile.
    #expect(try server.client().get("/other").text == "/other")
    #expect(try client.response().content == Self.big)
    #expect(try client.response().text == "/next")
  }

  @Test func requestsWaitWhileOutputIsFull() throws {
    let server = try TestServer(
      TestHandler { _ in .ready(Response(status: .ok, content: [UInt8](repeating: 0x61, count: 1_000_000))) }
    ) { $0.limits.outputBytesMax = 100_000 }
    let client = try server.client(receiveBufferBytes: 4096)
    try client.send(String(repeating: "GET /big HTTP/1.1\r\nHost: test\r\n\r\n", count: 40))
    #expect(server.counters { $0.requests >= 1 })
    pause(100)
    // Kernel buffers take some megabytes, not forty.
    #expect(server.server.counters.requests < 20)
    for _ in 0..<40 { #expect(try client.response().content.count == 1_000_000) }
    #expect(server.server.counters.requests == 40)
  }

  /// However fast it reads: others have their turn in between.
  @Test func aLongPipelineIsAnsweredInManyTurns() throws {
    let content = [UInt8](repeating: 0x61, count: 1000)
    let server = try TestServer(TestHandler { _ in .ready(Response(status: .ok, content: content)) }) {
      $0.limits.outputBytesMax = 4000
      $0.loops = 1
    }
    let client = try server.client()
    let before = server.server.counters.wakeups
    // The answers fit the kernel's buffers, so nothing but the server itself makes turns of it.
    try client.send(String(repeating: "GET /a HTTP/1.1\r\nHost: test\r\n\r\n", count: 64))
    for _ in 0..<64 { #expect(try client.response().content == content) }
    #expect(server.server.counters.wakeups - before >= 16)
  }

  @Test func inputIsNotReadWithoutBoundWhileWorkGoesOn() throws {
    let gate = Gate()
    let handler = TestHandler { request in
      guard request.path == "/work" else { return .ready(.text(request.path)) }
      return .work {
        gate.pass()
        return .text("worked")
      }
    }
    let server = try TestServer(handler) { $0.inputBytesMax = 10_000 }
    let client = try server.client()
    try client.send("GET /work HTTP/1.1\r\nHost: test\r\n\r\n")
    #expect(gate.isReached())
    let request = "GET /a HTTP/1.1\r\nHost: test\r\n\r\n"
    try client.send(String(repeating: request, count: 10_000))
    pause(50)
    // One read beyond the bound.
    #expect(server.server.counters.bytesReceived < 10_000 + 2 * 65_536)
    gate.open()
    #expect(try client.response().text == "worked")
    for _ in 0..<10_000 { #expect(try client.response().text == "/a") }
  }

  @Test func whoDoesNotReadIsCut() throws {
    let server = try TestServer(Self.handler) { $0.limits.writeIdleMilliseconds = 150 }
    let client = try server.client(receiveBufferBytes: 4096)
    try client.send("GET /big HTTP/1.1\r\nHost: test\r\n\r\n")
    #expect(server.counters { $0.accepted == 1 && $0.open == 0 })
    #expect(throws: (any Error).self) { try client.response() }
  }
}
