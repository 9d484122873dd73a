import HTTP
import Server
import Sockets
import TestSupport
import Testing

/// Stopping in good order, and starting again.
@Suite(.timeLimit(.minutes(5))) struct StoppingTests {
  @Test func workInFlightIsFinishedAndIdleConnectionsClose() throws {
    let gate = Gate()
    let server = try TestServer(DisconnectTests.handler(gate))
    let idle = try (0..<5).map { _ in try server.client() }
    for client in idle { #expect(try client.get("/").status == 200) }
    let busy = try server.client()
    try busy.send("GET /work HTTP/1.1\r\nHost: test\r\n\r\n")
    #expect(gate.isReached())
    server.server.stop()
    for client in idle { #expect(try client.isAtEnd()) }
    // Nobody listens any more.
    #expect(throws: SystemError.self) { try ClientSocket(server.address) }
    gate.open()
    let response = try busy.response()
    #expect(response.text == "worked")
    #expect(response.fields["connection"] == "close")
    #expect(try busy.isAtEnd())
    server.server.wait()
    #expect(server.server.counters.open == 0)
    #expect(server.events.change { $0.last } == "stopped")
  }

  @Test func aRequestThatHasBegunIsAnswered() throws {
    let server = try TestServer()
    let client = try server.client()
    try client.send("GET /begun HTTP/1.1\r\nHo")
    #expect(server.counters { $0.open == 1 })
    server.server.stop()
    pause(50)
    try client.send("st: test\r\n\r\n")
    let response = try client.response()
    #expect(response.text == "/begun")
    #expect(response.fields["connection"] == "close")
    #expect(try client.isAtEnd())
    server.server.wait()
  }

  @Test func aBigAnswerIsSentToItsEnd() throws {
    let server = try TestServer(OutputTests.handler)
    let client = try server.client(receiveBufferBytes: 4096)
    try client.send("GET /big HTTP/1.1\r\nHost: test\r\n\r\n")
    #expect(server.counters { $0.requests == 1 })
    server.server.stop()
    pause(50)
    #expect(try client.response().content == OutputTests.big)
    #expect(try client.isAtEnd())
    server.server.wait()
  }

  @Test func drainingHasAnEnd() throws {
    let gate = Gate()
    let server = try TestServer(DisconnectTests.handler(gate)) { $0.drainMilliseconds = 150 }
    let client = try server.client()
    try client.send("GET /work HTTP/1.1\r\nHost: test\r\n\r\n")
    #expect(gate.isReached())
    let start = SystemClock.monotonicMilliseconds()
    server.server.stop()
    server.server.wait()
    #expect((100...2_000).contains(SystemClock.monotonicMilliseconds() - start))
    #expect(throws: (any Error).self) { try client.response() }
    #expect(server.events.change { $0 }.contains { $0.contains("1 connections were cut") })
    gate.open()
  }

  @Test func stoppingTwiceIsStoppingOnce() throws {
    let server = try TestServer()
    server.server.stop()
    server.server.stop()
    server.server.wait()
    server.server.wait()
  }

  @Test func thePortIsFreeAgainAtOnce() throws {
    var port: UInt16 = 0
    for round in 0..<10 {
      let server = try TestServer { $0.port = port }
      if round > 0 { #expect(server.address.port == port) }
      port = server.address.port
      // The server closes first, which leaves its side in TIME_WAIT.
      let client = try server.client()
      try client.send("GET / HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n")
      #expect(try client.response().status == 200)
      #expect(try client.isAtEnd())
    }
  }
}
