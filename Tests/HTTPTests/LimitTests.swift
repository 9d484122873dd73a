import HTTP
import Testing

/// Every limit: met exactly, all is well; one above, the fault that `Limits` names. Each at once and byte by byte.
@Suite struct LimitTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var name: String
    var limits: Limits
    /// A request that grows by one in what is limited with each one added to the number.
    var request: @Sendable (Int) -> String
    var max: Int
    var status: Int
    var detail: String
    var testDescription: String { name }
  }

  private static func limits(_ change: (inout Limits) -> Void) -> Limits {
    var limits = Limits()
    change(&limits)
    return limits
  }

  private static func chunked(_ body: String) -> String {
    "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n\(body)"
  }

  fileprivate static func repeated(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
  }

  static let rows: [Row] = [
    Row(
      name: "request line", limits: limits { $0.requestLineBytesMax = 64 },
      request: { "GET /\(repeated("a", $0 - 14)) HTTP/1.1\r\nHost: a\r\n\r\n" },
      max: 64, status: 414, detail: "The request line is longer than 64 bytes."),
    Row(
      name: "field lines' bytes", limits: limits { $0.headerBytesMax = 100 },
      request: { "GET / HTTP/1.1\r\nHost: a\r\nX: \(repeated("b", $0 - 14))\r\n\r\n" },
      max: 100, status: 431, detail: "The field lines are longer than 100 bytes."),
    Row(
      name: "field lines", limits: limits { $0.headerFieldsMax = 5 },
      request: { "GET / HTTP/1.1\r\nHost: a\r\n\(repeated("X: b\r\n", $0 - 1))\r\n" },
      max: 5, status: 431, detail: "The request has more than 5 field lines."),
    Row(
      name: "content by length", limits: limits { $0.bodyBytesMax = 10 },
      request: { "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: \($0)\r\n\r\n\(repeated("x", $0))" },
      max: 10, status: 413, detail: "The content is longer than 10 bytes."),
    Row(
      name: "content in one chunk", limits: limits { $0.bodyBytesMax = 10 },
      request: { chunked("\(String($0, radix: 16))\r\n\(repeated("x", $0))\r\n0\r\n\r\n") },
      max: 10, status: 413, detail: "The content is longer than 10 bytes."),
    Row(
      name: "content in many chunks", limits: limits { $0.bodyBytesMax = 10 },
      request: { chunked("\(repeated("1\r\nx\r\n", $0))0\r\n\r\n") },
      max: 10, status: 413, detail: "The content is longer than 10 bytes."),
    Row(
      name: "one chunk's extensions", limits: limits { $0.chunkExtensionBytesMax = 20 },
      request: { chunked("1;\(repeated("e", $0 - 1))\r\nx\r\n0\r\n\r\n") },
      max: 20, status: 431, detail: "The extensions of a chunk are longer than 20 bytes."),
    Row(
      name: "all chunks' extensions", limits: limits { $0.chunkExtensionBytesMax = 4 },
      request: { chunked("\(repeated("1;e\r\nx\r\n", $0))0\r\n\r\n") },
      max: 32, status: 431, detail: "The extensions of all chunks are longer than 64 bytes."),
    Row(
      name: "trailers' bytes", limits: limits { $0.trailerBytesMax = 30 },
      request: { chunked("0\r\nA: b\r\nX: \(repeated("c", $0 - 11))\r\n\r\n") },
      max: 30, status: 431, detail: "The trailer lines are longer than 30 bytes."),
    Row(
      name: "trailers", limits: limits { $0.headerFieldsMax = 3 },
      request: { chunked("0\r\n\(repeated("X: b\r\n", $0))\r\n") },
      max: 3, status: 431, detail: "The request has more than 3 trailer lines."),
  ]

  @Test(arguments: rows) func exactly(_ row: Row) {
    for driver in drivers(row, row.max) {
      #expect(driver.fault == nil)
      #expect(driver.requests.count == 1)
      #expect(driver.connection.isIdle)
    }
  }

  @Test(arguments: rows) func oneAbove(_ row: Row) {
    for driver in drivers(row, row.max + 1) {
      #expect(driver.requests.isEmpty)
      #expect(driver.fault?.status.code == row.status)
      #expect(driver.fault?.detail == row.detail)
    }
  }

  private func drivers(_ row: Row, _ size: Int) -> [Driver] {
    let request = Array(row.request(size).utf8)
    var whole = Driver(limits: row.limits)
    whole.receive(request)
    var single = Driver(limits: row.limits)
    for byte in request { single.receive([byte]) }
    return [whole, single]
  }

  @Test(arguments: [
    (repeated("a", 8 * 1024 + 1), 414), ("GET / HTTP/1.1\r\nX: \(repeated("b", 32 * 1024))", 431),
  ])
  func aLineWithoutEndIsRefusedBeforeItEnds(_ start: String, _ status: Int) {
    var driver = Driver()
    driver.receive(start)
    #expect(driver.fault?.status.code == status)
  }

  /// RFC 9112 §3 asks for request lines of at least 8000 octets.
  @Test func linesOfTheLengthThatTheRFCAsksFor() {
    var driver = Driver()
    driver.receive("GET /\(Self.repeated("a", 8000 - 14)) HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(driver.requests.first?.path.utf8.count == 8000 - 13)
  }

  @Test func aLengthAboveTheLimitIsRefusedBeforeItsContent() {
    var driver = Driver()
    driver.receive("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 4194305\r\n\r\n")
    #expect(driver.fault?.status.code == 413)
    #expect(driver.outputText.contains("\r\nConnection: close\r\n"))
  }

  /// Slow senders must cost time in proportion to their bytes. With 16 times the bytes, quadratic work would take 256
  /// times the time; the bound in between leaves room for a busy machine.
  @Test(arguments: Slow.allCases) func timeIsProportionalToBytes(_ slow: Slow) {
    let short = (0..<3).map { _ in slow.time(pieces: 1_000) }.min() ?? .zero
    let long = (0..<3).map { _ in slow.time(pieces: 16_000) }.min() ?? .zero
    #expect(long < short * 128)
  }

  enum Slow: CaseIterable {
    case field, fields, content, chunks

    func time(pieces: Int) -> Duration {
      var limits = Limits()
      limits.headerBytesMax = 1 << 20
      limits.headerFieldsMax = .max
      limits.bodyBytesMax = 1 << 30
      let (head, piece) =
        switch self {
        case .field: ("X: ", "b")
        case .fields: ("", "X: b\r\n")
        case .content: ("Content-Length: 99999999\r\n\r\n", LimitTests.repeated("x", 100))
        case .chunks: ("Transfer-Encoding: chunked\r\n\r\n", "64\r\n\(LimitTests.repeated("x", 100))\r\n")
        }
      var driver = Driver(limits: limits)
      driver.receive("PUT / HTTP/1.1\r\nHost: a\r\n\(head)")
      let bytes = Array(piece.utf8)
      let time = ContinuousClock().measure { for _ in 0..<pieces { driver.receive(bytes) } }
      #expect(driver.fault == nil && driver.requests.isEmpty)
      return time
    }
  }
}
