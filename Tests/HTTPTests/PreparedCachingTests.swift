import HTTP
import Testing

/// Prepared answers held against the rules for caches (RFC 9111 §3, §4).
@Suite struct PreparedCachingTests {
  private static let rules = ConnectionRules(Limits())

  private static func answer(_ text: String, validAt: UInt64? = 1, status: Status = .ok) -> Response {
    var response = Response(
      status: status, fields: Fields([("ETag", "\"\(text)\""), ("Vary", "Accept, Accept-Encoding")]),
      content: Array(text.utf8))
    response.validAt = validAt
    return response
  }

  /// The request that `head` is, as the connection reads it.
  private static func request(_ head: String) -> Request? {
    var driver = Driver()
    driver.receive(head)
    return driver.requests.first
  }

  private static func head(_ method: String, _ target: String, _ lines: [String] = []) -> String {
    "\(method) \(target) HTTP/1.1\r\nHost: a\r\n\(lines.map { "\($0)\r\n" }.joined())\r\n"
  }

  /// What is found for `head`, as text; `nil` when it goes the common way.
  private static func found(_ head: String, in answers: inout PreparedAnswers, version: UInt64 = 1) -> String? {
    var output = Output()
    let isFound = Array(head.utf8).withUnsafeBytes { bytes in
      guard let hit = answers.find(bytes, rules, version: version) else { return false }
      (Array("Date: ".utf8) + Driver.date + Array("\r\n".utf8)).withUnsafeBytes { date in
        let none = UnsafeRawBufferPointer(start: nil, count: 0)
        guard let base = date.baseAddress else { return }
        answers.write(
          hit, AnswerLines(date: base, requestID: none, microseconds: nil), into: &output)
      }
      return true
    }
    return isFound ? String(decoding: output.bytes(), as: UTF8.self) : nil
  }

  private static func keep(_ head: String, _ response: Response, in answers: inout PreparedAnswers) throws {
    answers.keep(response, for: try #require(request(head)), series: 0, label: [])
  }

  @Test(arguments: ["GET", "HEAD"]) func aHitIsWhatTheHandlerSaid(_ method: String) throws {
    var answers = PreparedAnswers()
    let head = Self.head(method, "/a?b")
    try Self.keep(head, Self.answer("one"), in: &answers)
    var driver = Driver()
    driver.answer = Self.answer("one")
    driver.receive(head)
    #expect(Self.found(head, in: &answers) == driver.outputText)
    #expect(Self.found(head, in: &answers) == driver.outputText, "again")
  }

  @Test func theKeyIsMethodAndTarget() throws {
    var answers = PreparedAnswers()
    try Self.keep(Self.head("GET", "/a?b"), Self.answer("one"), in: &answers)
    for (method, target) in [
      ("HEAD", "/a?b"), ("GET", "/a"), ("GET", "/a?"), ("GET", "/a?b&c"), ("GET", "/A?b"), ("GET", "/%61?b"),
      ("GET", "http://a/a?b"), ("OPTIONS", "/a?b"), ("DELETE", "/a?b"),
    ] {
      #expect(Self.found(Self.head(method, target), in: &answers) == nil, "\(method) \(target)")
    }
    #expect(Self.found(Self.head("GET", "/a?b", ["X: y", "User-Agent: z"]), in: &answers) != nil)
  }

  @Test(arguments: [
    "Accept: text/html", "Accept-Encoding: br", "If-None-Match: \"one\"", "If-Match: \"x\"", "Range: bytes=0-0",
    "If-Range: \"one\"", "If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT",
    "If-Unmodified-Since: Sun, 06 Nov 1994 08:49:37 GMT",
  ])
  func everyFieldThatSelectsIsOfTheKey(_ line: String) throws {
    var answers = PreparedAnswers()
    try Self.keep(Self.head("GET", "/a"), Self.answer("one"), in: &answers)
    #expect(Self.found(Self.head("GET", "/a", [line]), in: &answers) == nil)
    try Self.keep(Self.head("GET", "/a", [line]), Self.answer("two"), in: &answers)
    let name = String(line.prefix { $0 != ":" })
    for (lines, text) in [
      ([], "one"), ([line], "two"), (["X: y", line], "two"), ([line.replacing(name, with: name.uppercased())], "two"),
      ([line + "x"], nil), ([line, line], nil), (["X" + line], "one"),
    ] as [([String], String?)] {
      let found = Self.found(Self.head("GET", "/a", lines), in: &answers)
      #expect(found.map { String($0.suffix(3)) } == text, "\(lines)")
    }
  }

  @Test func nothingOutlivesItsVersion() throws {
    var answers = PreparedAnswers()
    let head = Self.head("GET", "/a")
    try Self.keep(head, Self.answer("one"), in: &answers)
    #expect(Self.found(head, in: &answers, version: 1) != nil)
    #expect(Self.found(head, in: &answers, version: 2) == nil, "a head seen before too")
    #expect(Self.found(Self.head("GET", "/a", ["X: y"]), in: &answers, version: 2) == nil)
    try Self.keep(head, Self.answer("two", validAt: 2), in: &answers)
    #expect(Self.found(head, in: &answers, version: 2)?.hasSuffix("two") == true)
    #expect(Self.found(head, in: &answers, version: 1) == nil)
  }

  @Test func onlyWhatIsMarkedIsKept() throws {
    var answers = PreparedAnswers()
    let head = Self.head("GET", "/a")
    try Self.keep(head, Self.answer("one", validAt: nil), in: &answers)
    try Self.keep(head, Self.answer("bad", validAt: nil, status: Status(503)), in: &answers)
    #expect(Self.found(head, in: &answers) == nil)
    #expect(answers.footprint == 0)
  }

  @Test(arguments: [
    "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n", "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n",
    "DELETE / HTTP/1.1\r\nHost: a\r\n\r\n", "OPTIONS / HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx",
  ])
  func onlyReadsAreKept(_ head: String) throws {
    var answers = PreparedAnswers()
    try Self.keep(head, Self.answer("one"), in: &answers)
    #expect(Self.found(head, in: &answers) == nil)
    #expect(answers.footprint == 0)
  }

  /// Whatever the connection would refuse, or read on for, is never answered aside.
  @Test(arguments: Fixture.all) func noFaultIsAnsweredAside(_ fixture: Fixture) throws {
    var answers = PreparedAnswers()
    for target in ["/", "/a", "/1", "/v1/quotes"] {
      try Self.keep(Self.head("GET", target), Self.answer("one"), in: &answers)
    }
    let found = Self.found(String(decoding: fixture.request, as: UTF8.self), in: &answers)
    if fixture.events.first?.hasPrefix("request GET") != true { #expect(found == nil) }
  }
}
