import HTTP
import Server
import Sockets
import TestSupport
import Testing

/// Requests and answers in their many arrangements.
@Suite(.timeLimit(.minutes(5))) struct ExchangeTests {
  @Test func keepsTheConnection() throws {
    let server = try TestServer()
    let client = try server.client()
    for number in 0..<50 {
      let response = try client.get("/\(number)")
      #expect(response.status == 200)
      #expect(response.text == "/\(number)")
      #expect(response.fields["connection"] == nil)
      #expect(response.fields["date"]?.utf8.count == 29)
    }
    #expect(server.server.counters.accepted == 1)
    #expect(server.server.counters.requests == 50)
  }

  @Test func theDateIsNow() throws {
    let server = try TestServer()
    let before = SystemClock.wallSeconds()
    let date = try server.client().get("/").fields["date"]
    let seconds = try #require(HTTPDate.parse(date ?? ""))
    #expect((before...SystemClock.wallSeconds()).contains(seconds))
  }

  @Test func closesWhenAsked() throws {
    let client = try TestServer().client()
    try client.send("GET / HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n")
    #expect(try client.response().fields["connection"] == "close")
    #expect(try client.isAtEnd())
  }

  @Test func pipelinedAnswersKeepTheirOrder() throws {
    let handler = TestHandler { request in
      let response = Response.text(request.target)
      // Later pieces of work are done sooner.
      guard let delay = request.query.flatMap({ Int64($0) }) else { return .ready(response) }
      return .work {
        pause(delay)
        return response
      }
    }
    let server = try TestServer(handler)
    let client = try server.client()
    let targets = (0..<60).map { $0 % 3 == 0 ? "/\($0)?\(12 - $0 / 5)" : "/\($0)" }
    try client.send(targets.map { "GET \($0) HTTP/1.1\r\nHost: test\r\n\r\n" }.joined())
    for target in targets { #expect(try client.response().text == target) }
  }

  @Test func takesARequestByteByByte() throws {
    let server = try TestServer(TestHandler { .ready(.text(String(decoding: $0.content, as: UTF8.self))) })
    let client = try server.client()
    for byte in "POST / HTTP/1.1\r\nHost: test\r\nContent-Length: 5\r\n\r\nhello".utf8 {
      try client.socket.send([byte])
      pause(1)
    }
    #expect(try client.response().text == "hello")
  }

  @Test func takesAChunkedUpload() throws {
    let server = try TestServer(TestHandler { .ready(.text("\($0.content.count) \($0.content.last ?? 0)")) })
    let client = try server.client()
    try client.send("POST / HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n")
    for _ in 0..<64 { try client.send("4000\r\n" + String(repeating: "a", count: 0x4000) + "\r\n") }
    try client.send("1\r\nz\r\n0\r\n\r\n")
    #expect(try client.response().text == "\(64 * 0x4000 + 1) 122")
    #expect(try client.get("/").text == "0 0")
  }

  @Test func saysContinueAtOnce() throws {
    let server = try TestServer(TestHandler { .ready(.text("\($0.content.count)")) })
    let client = try server.client()
    try client.send(
      "POST / HTTP/1.1\r\nHost: test\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n")
    #expect(try client.response().status == 100)
    try client.send("abc")
    #expect(try client.response().text == "3")
  }

  @Test func answersHeadWithoutContent() throws {
    let client = try TestServer().client()
    try client.send("HEAD /long HTTP/1.1\r\nHost: test\r\n\r\n")
    #expect(try client.response(toHead: true).fields["content-length"] == "5")
    #expect(try client.get("/next").text == "/next")
  }

  @Test func answersAFaultAndLingers() throws {
    let server = try TestServer()
    let client = try server.client()
    // Far more than the server looks at: closing on it unread would reset the connection and lose the answer.
    try client.socket.send(Array("BAD\r\n\r\n".utf8) + [UInt8](repeating: 0x61, count: 200_000))
    let response = try client.response()
    #expect(response.status == 400)
    #expect(response.fields["connection"] == "close")
    #expect(try client.isAtEnd())
    #expect(server.server.counters.faults == [400: 1])
  }

  @Test func serves500Connections() throws {
    let server = try TestServer()
    let clients = try (0..<500).map { _ in try server.client() }
    for round in 0..<3 {
      for (number, client) in clients.enumerated() {
        try client.send("GET /\(round)/\(number) HTTP/1.1\r\nHost: test\r\n\r\n")
      }
      for (number, client) in clients.enumerated() {
        #expect(try client.response().text == "/\(round)/\(number)")
      }
    }
    #expect(server.server.counters.open == 500)
    #expect(server.server.counters.requests == 1500)
  }

  @Test func countsBytes() throws {
    let server = try TestServer()
    let client = try server.client()
    let request = "GET / HTTP/1.1\r\nHost: test\r\n\r\n"
    try client.send(request)
    _ = try client.response()
    #expect(server.server.counters.bytesReceived == request.utf8.count)
    // Counted right after the kernel took them, when the client may have them already.
    #expect(server.counters { $0.bytesSent > 100 })
  }
}
