import TestSupport
import Testing

@testable import HTTP

/// What prepared bytes are given for, and what they are.
@Suite struct PreparedAnswersTests {
  static let rules = ConnectionRules(Limits())
  static let get = "GET /a HTTP/1.1\r\nHost: test.example\r\n\r\n"

  static func response(_ content: [UInt8] = Array("hello".utf8), at version: UInt64 = 1) -> Response {
    var response = Response(status: .ok, fields: Fields([("Content-Type", "text/plain")]), content: content)
    response.validAt = version
    response.timing = .query
    return response
  }

  /// The request as the common way reads it.
  static func request(_ raw: String) throws -> Request {
    var driver = Driver()
    driver.receive(raw)
    return try #require(driver.requests.first, "\(raw)")
  }

  /// The label of the answer found.
  static func label(_ table: inout PreparedAnswers, _ raw: String, version: UInt64 = 1) -> String? {
    var raw = raw
    return raw.withUTF8 { bytes in
      guard let hit = table.find(UnsafeRawBufferPointer(bytes), rules, version: version) else { return nil }
      #expect(hit.requestBytes <= bytes.count)
      return String(decoding: hit.label, as: UTF8.self)
    }
  }

  static func keep(
    _ table: inout PreparedAnswers, _ raw: String, label: String = "label", _ response: Response = response()
  ) throws {
    table.keep(response, for: try request(raw), series: 3, label: Array(label.utf8))
  }

  static func withLines<Result>(id: String, _ body: (AnswerLines) -> Result) -> Result {
    let date = Array("Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n".utf8)
    var id = id
    return id.withUTF8 { id in
      date.withUnsafeBytes {
        body(AnswerLines(date: $0.baseAddress!, requestID: UnsafeRawBufferPointer(id), microseconds: 1_234))
      }
    }
  }

  // MARK: What is answered

  /// One row for each thing that must go the common way, found never.
  @Test(arguments: [
    ("absolute form", "GET http://test.example/a HTTP/1.1\r\nHost: test.example\r\n\r\n"),
    ("a length of 0", "GET /a HTTP/1.1\r\nHost: test.example\r\nContent-Length: 0\r\n\r\n"),
    ("content", "GET /a HTTP/1.1\r\nHost: test.example\r\nContent-Length: 3\r\n\r\nabc"),
    ("chunks", "GET /a HTTP/1.1\r\nHost: test.example\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
    ("an expectation", "GET /a HTTP/1.1\r\nHost: test.example\r\nExpect: 100-continue\r\n\r\n"),
    ("no host", "GET /a HTTP/1.1\r\nUser-Agent: none of yours\r\n\r\n"),
    ("two hosts", "GET /a HTTP/1.1\r\nHost: test.example\r\nHost: test.example\r\n\r\n"),
    ("an invalid host", "GET /a HTTP/1.1\r\nHost: test example\r\n\r\n"),
    ("another method", "OPTIONS /a HTTP/1.1\r\nHost: test.example\r\n\r\n"),
    ("HEAD, not GET", "HEAD /a HTTP/1.1\r\nHost: test.example\r\n\r\n"),
    ("another target", "GET /b HTTP/1.1\r\nHost: test.example\r\n\r\n"),
    ("an empty query", "GET /a? HTTP/1.1\r\nHost: test.example\r\n\r\n"),
    ("another version", "GET /a HTTP/2.0\r\nHost: test.example\r\n\r\n"),
    ("bare LF", "GET /a HTTP/1.1\nHost: test.example\r\n\r\n"),
    ("an empty line before", "\r\nGET /a HTTP/1.1\r\nHost: test.example\r\n\r\n"),
    ("folding", "GET /a HTTP/1.1\r\nHost: test.example\r\nX: a\r\n b\r\n\r\n"),
    ("an empty Accept", "GET /a HTTP/1.1\r\nHost: test.example\r\nAccept:\r\n\r\n"),
    ("a range", "GET /a HTTP/1.1\r\nHost: test.example\r\nRange: bytes=0-1\r\n\r\n"),
  ])
  func isLeftToTheCommonWay(_ name: String, _ raw: String) throws {
    var table = PreparedAnswers()
    try Self.keep(&table, Self.get)
    for _ in 0..<3 {
      #expect(Self.label(&table, Self.get) == "label")
      #expect(Self.label(&table, raw) == nil)
    }
  }

  @Test func whatHasNotAllComeWaits() throws {
    var table = PreparedAnswers()
    try Self.keep(&table, Self.get)
    for round in 0..<2 {
      for count in 0..<Self.get.utf8.count {
        let part = String(decoding: Self.get.utf8.prefix(count), as: UTF8.self)
        #expect(Self.label(&table, part) == nil, "round \(round), \(count) bytes")
      }
      #expect(Self.label(&table, Self.get) == "label")
    }
  }

  @Test func onlyAnswersThatMayBeGivenAgainAreKept() throws {
    var table = PreparedAnswers()
    var response = Self.response()
    response.validAt = nil
    try Self.keep(&table, Self.get, response)
    #expect(table.footprint == 0 && Self.label(&table, Self.get) == nil)
    try Self.keep(
      &table, "POST /a HTTP/1.1\r\nHost: test.example\r\nContent-Length: 0\r\n\r\n", Self.response())
    try Self.keep(
      &table, "GET /a HTTP/1.1\r\nHost: test.example\r\nContent-Length: 1\r\n\r\na", Self.response())
    try Self.keep(
      &table, "GET /\(String(repeating: "a", count: 1_100)) HTTP/1.1\r\nHost: test.example\r\n\r\n")
    #expect(table.footprint == 0)
  }

  @Test func holdsForItsVersionOnly() throws {
    var table = PreparedAnswers()
    try Self.keep(&table, Self.get, label: "one", Self.response(at: 1))
    #expect(Self.label(&table, Self.get, version: 1) == "one")
    #expect(Self.label(&table, Self.get, version: 2) == nil)
    #expect(Self.label(&table, Self.get, version: 0) == nil)
    try Self.keep(&table, Self.get, label: "two", Self.response(at: 2))
    #expect(Self.label(&table, Self.get, version: 2) == "two")
    #expect(Self.label(&table, Self.get, version: 1) == nil)
    table.freeRetired()
    #expect(Self.label(&table, Self.get, version: 2) == "two")
  }

  /// Keys read off bytes and off a `Request` are equal when, and only when, what selects the answer is.
  @Test func keysAreEqualWhenWhatSelectsIs() throws {
    var random = SeededGenerator(seed: 0x5E1EC7)
    var table = PreparedAnswers(seed: 99)
    var newest: [String: String] = [:]
    var hits = 0
    for number in 0..<4_000 {
      let made = RandomGet(&random)
      if number % 2 == 0 {
        // One that holds is not kept anew; but it may have made room for others.
        let held = Self.label(&table, made.raw)
        if held != nil { #expect(held == newest[made.key], "\(made.raw)") }
        try Self.keep(&table, made.raw, label: "\(number)")
        let label = held ?? "\(number)"
        newest[made.key] = label
        #expect(Self.label(&table, made.raw) == label, "\(made.raw)")
        #expect(Self.label(&table, made.written(&random)) == label, "\(made.raw)")
      } else if let label = Self.label(&table, made.raw) {
        hits += 1
        #expect(newest[made.key] == label, "\(made.raw)")
      }
      if number % 100 == 0 { table.freeRetired() }
    }
    #expect(hits > 100, "\(hits) requests meet an answer kept before")
  }

  // MARK: Which bytes are given

  @Test(
    arguments: [0, 5, 2_047, 2_048, 50_000],
    [
      "GET /a HTTP/1.1\r\nHost: test.example\r\n", "HEAD /a HTTP/1.1\r\nHost: test.example\r\n",
      "GET /a HTTP/1.1\r\nHost: test.example\r\nConnection: close\r\n",
      "GET /a HTTP/1.1\r\nHost: test.example\r\nConnection: a, CLOSE\r\n",
      "GET /a HTTP/1.0\r\nUser-Agent: an old one\r\n", "GET /a HTTP/1.0\r\nConnection: Keep-Alive\r\n",
      "GET /a HTTP/1.0\r\nConnection: keep-alive, close\r\n",
      "GET /a HTTP/1.1\r\nHost: test.example\r\nX-Request-Id: my-own.id\r\n",
    ])
  func theyAreWhatTheConnectionWouldSend(_ bytes: Int, _ head: String) throws {
    let raw = head + "\r\n"
    let response = Self.response((0..<bytes).map { UInt8(truncatingIfNeeded: $0) })
    var connection = Connection(limits: Limits(), now: 0)
    Array(raw.utf8).withUnsafeBytes { connection.receive($0, now: 0) }
    guard case .request = connection.next(now: 0) else { return #expect(Bool(false), "no request") }
    var expected = Output()
    Self.withLines(id: "some-id") { connection.send(response, $0, closing: false, into: &expected, now: 0) }
    let isOpen = connection.isFresh

    var table = PreparedAnswers()
    try Self.keep(&table, raw, response)
    let next = "GET /next"
    for _ in 0..<2 {
      var received = raw + next
      let given: [UInt8] = try received.withUTF8 { received in
        let found = table.find(UnsafeRawBufferPointer(received), Self.rules, version: 1)
        let hit = try #require(found)
        #expect(hit.requestBytes == raw.utf8.count && hit.persists == isOpen && hit.series == 3)
        #expect(
          hit.requestID.map { String(decoding: $0, as: UTF8.self) }
            == (raw.contains("X-Req") ? "my-own.id" : nil))
        var output = Output()
        Self.withLines(id: "some-id") { table.write(hit, $0, into: &output) }
        return output.bytes()
      }
      #expect(given == expected.bytes())
    }
  }

  @Test(
    arguments: [
      ("X-Request-Id: abc", "abc"), ("x-request-id:\t abc \t", "abc"), ("X-Request-Id: a b", nil),
      ("X-Request-Id:", nil), ("X-Request-Id: one\r\nX-Request-Id: two", "one"),
      ("X-Request-Id: \"\r\nX-Request-Id: two", nil), ("X-Request-Ids: abc", nil),
      ("X-Request-Id: \(String(repeating: "x", count: 129))", nil),
    ] as [(String, String?)])
  func theRequestsOwnIDIsTold(_ line: String, _ id: String?) throws {
    let raw = "GET /a HTTP/1.1\r\nHost: test.example\r\n\(line)\r\n\r\n"
    // As the common way has it.
    var ids = RequestIDs()
    #expect((ids.id(try Self.request(raw).fields["X-Request-Id"]) == id) == (id != nil))
    var table = PreparedAnswers()
    try Self.keep(&table, Self.get)
    for _ in 0..<2 {
      let found: String?? = Array(raw.utf8).withUnsafeBytes { bytes in
        table.find(bytes, Self.rules, version: 1).map { hit in
          hit.requestID.map { String(decoding: $0, as: UTF8.self) }
        }
      }
      #expect(found == .some(id))
    }
  }

  @Test func pipelinedRequestsAreFoundOneByOne() throws {
    var table = PreparedAnswers()
    let other = "GET /b HTTP/1.1\r\nHost: test.example\r\nAccept: text/html\r\n\r\n"
    try Self.keep(&table, Self.get, label: "a")
    try Self.keep(&table, other, label: "b")
    let whole = [Self.get, other, other, Self.get, Self.get]
    for cut in 0..<Self.get.utf8.count {
      let bytes = Array(whole.joined().utf8) + Self.get.utf8.prefix(cut)
      var labels = ""
      var start = 0
      bytes.withUnsafeBytes { bytes in
        while let hit = table.find(UnsafeRawBufferPointer(rebasing: bytes[start...]), Self.rules, version: 1)
        {
          labels += String(decoding: hit.label, as: UTF8.self)
          start += hit.requestBytes
        }
      }
      #expect(labels == "abbaa" && start == whole.joined().utf8.count, "cut at \(cut)")
    }
  }
}
