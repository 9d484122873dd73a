import HTTP
import Server
import Sockets
import TestSupport
import Testing

/// Answers from prepared bytes are those of the handler, whatever stands around them.
@Suite(.timeLimit(.minutes(5))) struct PreparedTests {
  private func server(
    _ versioned: VersionedHandler, _ configure: (inout ServerConfiguration) -> Void = { _ in }
  ) throws -> TestServer {
    try TestServer(versioned.handler) {
      $0.loops = 1
      configure(&$0)
    }
  }

  @Test func theSameBytesButForDateIDAndTime() throws {
    let versioned = VersionedHandler()
    let server = try server(versioned)
    for (head, isHead) in [("GET", false), ("HEAD", true)] {
      for accept in ["", "Accept: text/html\r\n", "accept:  text/html \r\n"] {
        let client = try server.client()
        var first: ReceivedResponse?
        for number in 0..<4 {
          try client.send(
            "\(head) /v/a?\(accept.utf8.count) HTTP/1.1\r\nHost: test\r\nX-Request-Id: id-\(number)\r\n\(accept)\r\n"
          )
          let response = try client.response(toHead: isHead)
          #expect(response.fields["request-id"] == "id-\(number)")
          #expect(response.fields["server-timing"]?.hasPrefix("query;dur=") == true)
          #expect(response.fields["date"]?.utf8.count == 29)
          let expected = first ?? response
          #expect(response.lines.map(\.0) == expected.lines.map(\.0))
          for (name, value) in expected.fields where !["date", "request-id", "server-timing"].contains(name) {
            #expect(response.fields[name] == value, "\(name)")
          }
          #expect(response.content == expected.content && response.status == 200)
          first = expected
        }
      }
    }
    #expect(versioned.count == 6)
    #expect(server.server.counters.prepared == 18 && server.server.counters.requests == 24)
  }

  @Test func aChangeIsSeenByTheNextRequest() throws {
    let versioned = VersionedHandler()
    let server = try server(versioned)
    let client = try server.client()
    for _ in 0..<100 {
      for _ in 0..<3 { #expect(try client.get("/v/a").text == "/v/a at \(versioned.version) for -") }
      versioned.change()
    }
    #expect(versioned.count == 100)
    #expect(server.server.counters.prepared == 200)
  }

  @Test func aMixKeepsItsOrder() throws {
    let versioned = VersionedHandler()
    let server = try server(versioned)
    let client = try server.client()
    let targets = (0..<600).map {
      ["/v/a", "/once/\($0)", "/v/\($0 % 7)", "/later/\($0 % 5)", "/v/a", "/"][$0 % 6]
    }
    // Known from before, and then in one piece, in small ones, and in large ones.
    for target in targets.prefix(60) { _ = try client.get(target) }
    for pieceBytes in [1_000_000, 37, 5_000] {
      var bytes = Array(targets.map { "GET \($0) HTTP/1.1\r\nHost: test\r\n\r\n" }.joined().utf8)[...]
      var expected = targets[...]
      while !bytes.isEmpty {
        try client.socket.send(Array(bytes.prefix(pieceBytes)))
        bytes = bytes.dropFirst(pieceBytes)
        if pieceBytes < 100 && bytes.count % 100 < 37 { continue }
      }
      while let target = expected.popFirst() {
        #expect(try client.response().text == "\(target) at 1 for -")
      }
    }
    #expect(server.server.counters.prepared > 0)
    #expect(versioned.count + server.server.counters.prepared == server.server.counters.requests)
  }

  @Test func aFaultBehindPreparedAnswersIsTheLast() throws {
    let versioned = VersionedHandler()
    let server = try server(versioned)
    _ = try server.client().get("/v/a")
    let client = try server.client()
    let get = "GET /v/a HTTP/1.1\r\nHost: test\r\n\r\n"
    try client.send(get + get + "GET /v/a HTTP/1.1\r\n\r\n" + get)
    for _ in 0..<2 { #expect(try client.response().text == "/v/a at 1 for -") }
    let fault = try client.response()
    #expect(fault.status == 400 && fault.fields["connection"] == "close")
    #expect(try client.isAtEnd())
    #expect(server.server.counters.faults == [400: 1])
  }

  @Test func closeIsTheLast() throws {
    let versioned = VersionedHandler()
    let server = try server(versioned)
    _ = try server.client().get("/v/a")
    for (request, option) in [
      ("GET /v/a HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n", "close"),
      ("GET /v/a HTTP/1.0\r\n\r\n", "close"),
    ] {
      let client = try server.client()
      try client.send(request + "GET /once/b HTTP/1.1\r\nHost: test\r\n\r\n")
      let response = try client.response()
      #expect(response.text == "/v/a at 1 for -" && response.fields["connection"] == option)
      #expect(throws: (any Error).self) { try client.response() }
    }
    let client = try server.client()
    for _ in 0..<3 {
      try client.send("GET /v/a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
      #expect(try client.response().fields["connection"] == "keep-alive")
    }
    #expect(versioned.count == 1)
  }

  /// Content is sent from where it lies; what the kernel has no room for must not change when its answer goes.
  @Test func bigContentReachesASlowReader() throws {
    let versioned = VersionedHandler()
    let server = try server(versioned) {
      $0.preparedBytesMax = 3_000_000
      $0.limits.outputBytesMax = 1_000_000
    }
    for number in 0..<4 { _ = try server.client().get("/big/\(number)") }
    let slow = try server.client(receiveBufferBytes: 4_096)
    try slow.send((0..<12).map { "GET /big/\($0 % 4) HTTP/1.1\r\nHost: test\r\n\r\n" }.joined())
    pause(50)
    // Others make the first ones go.
    let quick = try server.client()
    for number in 4..<30 {
      #expect(try quick.get("/big/\(number)").content == VersionedHandler.big("/big/\(number)"))
    }
    versioned.change()
    for number in 0..<12 {
      #expect(try slow.response().content == VersionedHandler.big("/big/\(number % 4)"), "\(number)")
    }
    #expect(server.server.counters.prepared > 0)
  }

  /// A connection beyond the maximum is told so, whatever stands ready.
  @Test func aSurplusConnectionGetsNone() throws {
    let server = try server(VersionedHandler()) { $0.connectionsMax = 1 }
    let client = try server.client()
    for _ in 0..<2 { #expect(try client.get("/v/a").status == 200) }
    let surplus = try server.client()
    #expect(try surplus.get("/v/a").status == 503)
    #expect(try surplus.isAtEnd())
    #expect(try client.get("/v/a").status == 200)
  }

  /// More pieces than one system call takes.
  @Test func manyLentContents() throws {
    let versioned = VersionedHandler()
    let server = try server(versioned)
    let client = try server.client()
    let expected = try (0..<3).map { try client.get("/mid/\($0)").content }
    #expect(expected.map(\.count) == [3_000, 3_000, 3_000])
    for count in [31, 32, 33, 64, 200] {
      try client.send((0..<count).map { "GET /mid/\($0 % 3) HTTP/1.1\r\nHost: test\r\n\r\n" }.joined())
      for number in 0..<count { #expect(try client.response().content == expected[number % 3]) }
    }
  }

  @Test func drainingSaysClose() throws {
    let versioned = VersionedHandler()
    let server = try server(versioned)
    _ = try server.client().get("/v/a")
    let client = try server.client()
    _ = try client.get("/v/a")
    try client.send("GET /v/a HTTP/1.1\r\nHo")
    #expect(server.counters { $0.bytesReceived > 80 })
    pause(20)
    server.server.stop()
    pause(50)
    try client.send("st: test\r\n\r\n")
    let response = try client.response()
    #expect(response.text == "/v/a at 1 for -" && response.fields["connection"] == "close")
    #expect(try client.isAtEnd())
  }

  @Test func theKeepAliveTimeCountsFromTheLastAnswer() throws {
    let versioned = VersionedHandler()
    let server = try server(versioned) { $0.limits.keepAliveMilliseconds = 200 }
    let client = try server.client()
    for _ in 0..<6 {
      #expect(try client.get("/v/a").status == 200)
      pause(80)
    }
    #expect(versioned.count == 1)
    let start = SystemClock.monotonicMilliseconds()
    _ = try client.get("/v/a")
    #expect(try client.isAtEnd())
    #expect((150...2_000).contains(SystemClock.monotonicMilliseconds() - start))
  }

  @Test func aHeaderBehindAPreparedAnswerHasItsTime() throws {
    let versioned = VersionedHandler()
    let server = try server(versioned) { $0.limits.headerTimeMilliseconds = 150 }
    let client = try server.client()
    _ = try client.get("/v/a")
    try client.send("GET /v/a HTTP/1.1\r\nHost: test\r\n\r\nGET /v/a HT")
    #expect(try client.response().status == 200)
    #expect(try client.response().status == 408)
    #expect(try client.isAtEnd())
  }

  @Test func halfCloseAfterPreparedRequests() throws {
    let versioned = VersionedHandler()
    let server = try server(versioned)
    let client = try server.client()
    _ = try client.get("/v/a")
    try client.send(String(repeating: "GET /v/a HTTP/1.1\r\nHost: test\r\n\r\n", count: 50))
    client.socket.shutdownSending()
    for _ in 0..<50 { #expect(try client.response().status == 200) }
    #expect(try client.isAtEnd())
    #expect(server.counters { $0.open == 0 })
  }
}
