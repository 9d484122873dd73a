import HTTP
import Server
import Sockets
import TestSupport
import Testing

/// Clients that go, or half of them.
@Suite(.timeLimit(.minutes(5))) struct DisconnectTests {
  /// `/work` waits for the gate, all else is answered at once.
  static func handler(_ gate: Gate) -> TestHandler {
    TestHandler { request in
      guard request.path == "/work" else { return .ready(.text(request.path)) }
      return .work {
        gate.pass()
        return .text("worked")
      }
    }
  }

  @Test func aHalfClosedClientGetsItsAnswers() throws {
    let gate = Gate()
    let server = try TestServer(Self.handler(gate))
    let client = try server.client()
    try client.send("GET /a HTTP/1.1\r\nHost: test\r\n\r\nGET /work HTTP/1.1\r\nHost: test\r\n\r\n")
    try client.send("GET /b HTTP/1.1\r\nHost: test\r\n\r\n")
    client.socket.shutdownSending()
    #expect(gate.isReached())
    pause(30)
    gate.open()
    #expect(try client.response().text == "/a")
    #expect(try client.response().text == "worked")
    #expect(try client.response().text == "/b")
    #expect(try client.isAtEnd())
  }

  @Test func aTruncatedRequestIsA400() throws {
    let client = try TestServer().client()
    try client.send("GET / HTTP/1.1\r\nHo")
    client.socket.shutdownSending()
    #expect(try client.response().status == 400)
    #expect(try client.isAtEnd())
  }

  @Test(arguments: ["GET / HTTP/1.1\r\nHos", "POST / HTTP/1.1\r\nHost: test\r\nContent-Length: 9\r\n\r\nabc"])
  func aResetInTheMiddleEndsThePeer(_ bytes: String) throws {
    let server = try TestServer()
    do {
      let client = try server.client()
      try client.send(bytes)
      #expect(server.counters { $0.open == 1 })
      client.socket.resetOnClose()
    }
    #expect(server.counters { $0.open == 0 })
    #expect(server.server.counters.faults.isEmpty)
    #expect(try server.client().get("/").status == 200)
  }

  @Test func aResetIsNoticedWhileWorkGoesOn() throws {
    let gate = Gate()
    let server = try TestServer(Self.handler(gate)) { $0.loops = 1 }
    do {
      let client = try server.client()
      try client.send("GET /work HTTP/1.1\r\nHost: test\r\n\r\n")
      #expect(gate.isReached())
      client.socket.resetOnClose()
    }
    #expect(server.counters { $0.open == 0 })
    // Another peer in the same place must not get the answer of the one that went.
    let next = try server.client()
    #expect(try next.get("/mine").text == "/mine")
    gate.open()
    pause(50)
    #expect(try next.get("/mine-too").text == "/mine-too")
  }

  @Test func aClientThatEndsCostsNoProcessorWhileWorkGoesOn() throws {
    let gate = Gate()
    let server = try TestServer(Self.handler(gate))
    let client = try server.client()
    try client.send("GET /work HTTP/1.1\r\nHost: test\r\n\r\n")
    client.socket.shutdownSending()
    #expect(gate.isReached())
    pause(20)
    let before = server.server.counters.wakeups
    pause(200)
    // A loop that is told of the end again and again would wake thousands of times.
    #expect(server.server.counters.wakeups - before < 5)
    gate.open()
    #expect(try client.response().text == "worked")
  }
}
