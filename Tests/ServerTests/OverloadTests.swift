import Glibc
import HTTP
import Server
import Sockets
import TestSupport
import Testing

/// More than the server takes.
@Suite(.timeLimit(.minutes(5))) struct OverloadTests {
  @Test func workBeyondTheQueueIsAnsweredOverloaded() throws {
    let gate = Gate()
    let server = try TestServer(DisconnectTests.handler(gate)) {
      $0.workers = 1
      $0.workQueueMax = 2
    }
    let clients = try (0..<6).map { _ in try server.client() }
    try clients[0].send("GET /work HTTP/1.1\r\nHost: test\r\n\r\n")
    #expect(gate.isReached())
    for client in clients[1...] { try client.send("GET /work HTTP/1.1\r\nHost: test\r\n\r\n") }
    #expect(server.counters { $0.overloaded == 3 })
    // What needs no worker is served.
    #expect(try server.client().get("/quick").text == "/quick")
    gate.open()
    let answers = try clients.map { try $0.response() }
    #expect(answers.filter { $0.status == 200 }.count == 3)
    let refused = answers.filter { $0.status == 503 }
    #expect(refused.count == 3)
    #expect(refused.allSatisfy { $0.fields["retry-after"] == "1" })
    // They may try again on the same connection.
    for client in clients { #expect(try client.get("/again").text == "/again") }
  }

  @Test func connectionsBeyondTheMaximumAreTold() throws {
    let server = try TestServer {
      $0.connectionsMax = 3
      $0.loops = 2
    }
    let kept = try (0..<3).map { _ in try server.client() }
    for client in kept { #expect(try client.get("/").status == 200) }
    let surplus = try server.client()
    let response = try surplus.get("/")
    #expect(response.status == 503)
    #expect(response.fields["connection"] == "close")
    #expect(try surplus.isAtEnd())
    for client in kept { #expect(try client.get("/").status == 200) }
  }

  @Test func connectionsBeyondTheSurplusWaitForTheirTurn() throws {
    let gate = Gate()
    let server = try TestServer(DisconnectTests.handler(gate)) {
      $0.connectionsMax = 2
      $0.loops = 1
    }
    let busy = try (0..<2).map { _ in try server.client() }
    for client in busy { try client.send("GET /work HTTP/1.1\r\nHost: test\r\n\r\n") }
    #expect(gate.isReached(by: 2))
    // Takes the one surplus place and says nothing whole.
    let surplus = try server.client()
    try surplus.send("GET")
    #expect(server.counters { $0.open == 3 })
    let waiting = try server.client()
    try waiting.send("GET /waited HTTP/1.1\r\nHost: test\r\n\r\n")
    pause(50)
    let before = server.server.counters.wakeups
    pause(300)
    #expect(server.server.counters.wakeups - before < 10)
    #expect(server.server.counters.accepted == 3)
    // Its place goes to the next, who is beyond the maximum as well.
    try surplus.send(" /a HTTP/1.1\r\nHost: test\r\n\r\n")
    #expect(try surplus.response().status == 503)
    #expect(try waiting.response().status == 503)
    gate.open()
    for client in busy { #expect(try client.response().text == "worked") }
    #expect(server.events.change { $0 }.contains { $0.contains("3 connections are open, the maximum") })
  }

  /// In a process of its own, because the limit is the process's.
  @Test func outOfDescriptorsClientsAreToldAndLaterServed() async {
    await #expect(processExitsWith: .success) {
      let server = try TestServer { $0.loops = 2 }
      try DescriptorLimit.lower(to: 60)
      var clients: [TestClient] = []
      // Clients take all descriptors, so that the server has none to accept with but its reserve.
      while let client = try? server.client() { clients.append(client) }
      try #require(clients.count > 30)
      for client in clients {
        try client.send("GET /x HTTP/1.1\r\nHost: test\r\n\r\n")
        let answer = try client.response()
        try #require(answer.status == 503 && answer.fields["connection"] == "close")
        try #require(try client.isAtEnd())
      }
      try #require(server.events.change { $0 }.contains { $0.contains("out of descriptors") })
      clients = []
      for _ in 0..<4 { try #require(try server.client().get("/x").status == 200) }
    }
  }

  /// In a process of its own, because the limit is the process's.
  @Test func withoutAReserveNothingSpinsAndAllIsServedLater() async {
    await #expect(processExitsWith: .success) {
      let server = try TestServer { $0.loops = 1 }
      let clients = try (0..<20).map { _ in try server.client() }
      // Below every number in use, so that giving the reserve up helps nothing.
      try DescriptorLimit.lower(to: 3)
      for client in clients { try client.send("GET /x HTTP/1.1\r\nHost: test\r\n\r\n") }
      pause(150)
      let counters = server.server.counters
      try #require(counters.accepted == 0)
      pause(300)
      try #require(server.server.counters.wakeups - counters.wakeups < 20)
      try #require(server.events.change { $0 }.contains { $0.contains("out of descriptors") })
      try DescriptorLimit.raise()
      for client in clients { try #require(try client.response().text == "/x") }
    }
  }
}
