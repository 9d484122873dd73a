import HTTP
import Server
import Sockets
import TestSupport
import Testing

/// Clients that take their time, with limits made small.
@Suite(.timeLimit(.minutes(5))) struct DeadlineTests {
  private func server(_ change: (inout Limits) -> Void) throws -> TestServer {
    try TestServer { change(&$0.limits) }
  }

  @Test func anIdleConnectionIsClosedSilently() throws {
    let server = try server { $0.keepAliveMilliseconds = 100 }
    let client = try server.client()
    #expect(try client.get("/").status == 200)
    let start = SystemClock.monotonicMilliseconds()
    #expect(try client.isAtEnd())
    #expect((80...2_000).contains(SystemClock.monotonicMilliseconds() - start))
  }

  @Test func requestsKeepAConnectionOpen() throws {
    let server = try server { $0.keepAliveMilliseconds = 300 }
    let client = try server.client()
    for _ in 0..<8 {
      #expect(try client.get("/").status == 200)
      pause(100)
    }
    #expect(try client.isAtEnd())
  }

  @Test func aHeaderThatTakesTooLongIsA408() throws {
    let server = try server { $0.headerTimeMilliseconds = 100 }
    let client = try server.client()
    try client.send("GET / HTTP/1.1\r\nHos")
    let response = try client.response()
    #expect(response.status == 408)
    #expect(response.fields["connection"] == "close")
    #expect(try client.isAtEnd())
    #expect(server.server.counters.faults == [408: 1])
  }

  @Test func contentThatStallsIsA408() throws {
    let server = try server { $0.bodyIdleMilliseconds = 150 }
    let client = try server.client()
    try client.send("POST / HTTP/1.1\r\nHost: test\r\nContent-Length: 10\r\n\r\n")
    for _ in 0..<4 {
      pause(75)
      try client.send("a")
    }
    #expect(try client.response().status == 408)
  }

  /// However steadily it drips.
  @Test func contentThatTakesTooLongIsA408() throws {
    let server = try server {
      $0.bodyIdleMilliseconds = 5_000
      $0.bodyTimeMilliseconds = 200
    }
    let client = try server.client()
    try client.send("POST / HTTP/1.1\r\nHost: test\r\nContent-Length: 100\r\n\r\n")
    for _ in 0..<6 {
      pause(50)
      try? client.send("a")
    }
    let response = try client.response()
    #expect(response.status == 408 && response.text.contains("200 ms after the header"))
  }

  @Test func lingeringHasAnEnd() throws {
    let server = try server { $0.lingerMilliseconds = 100 }
    let client = try server.client()
    try client.send("BAD\r\n\r\n")
    #expect(try client.response().status == 400)
    #expect(try client.isAtEnd())
    // The client never closes.
    #expect(server.counters { $0.open == 0 })
  }

  @Test func workHasAllTheTimeItTakes() throws {
    let handler = TestHandler { _ in
      .work {
        pause(300)
        return .text("done")
      }
    }
    let server = try TestServer(handler) {
      $0.limits.keepAliveMilliseconds = 50
      $0.limits.headerTimeMilliseconds = 50
      $0.limits.writeIdleMilliseconds = 50
    }
    #expect(try server.client().get("/").text == "done")
  }
}
