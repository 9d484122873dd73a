import TestSupport
import Testing

@testable import HTTP

/// Answers that stand ready are, to a client, the answers there would be without them.
@Suite struct PreparedConformanceTests {
  /// Plays a server's loop: what stands ready is tried first where `usesPrepared`, all else goes through the connection.
  private final class Loop {
    private var prepared = PreparedAnswers(seed: 1)
    private let rules = ConnectionRules(Limits())
    private let usesPrepared: Bool
    var version: UInt64 = 1
    /// Whether answers may be given again.
    var isMarked = true
    private(set) var hits = 0

    init(usesPrepared: Bool) { self.usesPrepared = usesPrepared }

    /// All that a client which sends `pieces` gets.
    func answers(to pieces: [[UInt8]], isEnded: Bool = false) -> String {
      var connection = Connection(rules: rules, now: 0)
      var output: [UInt8] = []
      for piece in pieces { receive(piece, &connection, &output) }
      if isEnded {
        connection.receiveEnd(now: 0)
        advance(&connection, &output)
      }
      var end = "open"
      if case .close = connection.next(now: 0) { end = "closed" }
      return String(decoding: output, as: UTF8.self) + (connection.isLingering ? "lingering" : end)
    }

    func answer(to head: String) -> String { answers(to: [Array(head.utf8)]) }

    private func receive(_ piece: [UInt8], _ connection: inout Connection, _ output: inout [UInt8]) {
      var start = 0
      var isLast = false
      if connection.isFresh && usesPrepared {
        piece.withUnsafeBytes { bytes in
          while !isLast, start < bytes.count,
            let hit = prepared.find(
              UnsafeRawBufferPointer(rebasing: bytes[start...]), rules, version: version)
          {
            hits += 1
            var buffer = Output()
            Self.withLines(hit.requestID.map { Array($0) } ?? []) { hit.write($0, into: &buffer) }
            output += buffer.bytes()
            start += hit.requestBytes
            isLast = !hit.persists
            connection.answeredAside(isLast: isLast, now: 0)
          }
        }
        prepared.freeRetired()
      }
      if isLast { return }
      piece[start...].withUnsafeBytes { connection.receive($0, now: 0) }
      advance(&connection, &output)
    }

    private func advance(_ connection: inout Connection, _ output: inout [UInt8]) {
      while true {
        var buffer = Output()
        switch connection.next(now: 0) {
        case .request(let request):
          let response = response(to: request)
          let id = request.fields["X-Request-Id"].map { Array($0.utf8) } ?? []
          let isSane = RequestIDs.isSane(id.span, 0..<id.count)
          Self.withLines(isSane ? id : []) {
            connection.send(response, $0, closing: false, into: &buffer, now: 0)
          }
          prepared.keep(response, for: request, series: 0, label: [])
        case .fault(let fault):
          let response = Response(status: fault.status, content: Array(fault.detail.utf8))
          Self.withLines([]) { connection.send(response, $0, closing: false, into: &buffer, now: 0) }
        case .write(let bytes): output += bytes
        case .wait, .close: return
        }
        output += buffer.bytes()
      }
    }

    /// Says back all that an answer may depend on.
    private func response(to request: Request) -> Response {
      let fields = request.fields.filter { KnownField(name: $0.name).selectsAnswer }
        .map { "\($0.name.lowercased()): \($0.value)\n" }.joined()
      let content = "\(request.method) \(request.target)\n\(fields)version \(version)"
      var response = Response(
        status: .ok, fields: Fields([("ETag", "\"\(version)\"")]), content: Array(content.utf8))
      if isMarked { response.validAt = version }
      return response
    }

    private static func withLines(_ id: [UInt8], _ body: (AnswerLines) -> Void) {
      (Array("Date: ".utf8) + Driver.date + Array("\r\n".utf8)).withUnsafeBytes { date in
        id.withUnsafeBytes { id in
          body(AnswerLines(date: date.baseAddress!, requestID: id, microseconds: nil))
        }
      }
    }
  }

  private static func get(
    _ target: String = "/a", _ fields: String = "", method: String = "GET", version: String = "1.1"
  )
    -> String
  {
    "\(method) \(target) HTTP/\(version)\r\nHost: a.example\r\n\(fields)\r\n"
  }

  /// Every case of the fixtures and damaged ones, asked three times of one loop: the later times much stands ready.
  @Test func whatIsFoundIsWhatWouldBeAnswered() {
    let seed: UInt64 = 9111
    var random = SeededGenerator(seed: seed)
    let loop = Loop(usesPrepared: true)
    let plain = Loop(usesPrepared: false)
    for fixture in Fixture.all where !fixture.request.isEmpty {
      for number in 0..<20 {
        var bytes = fixture.request
        if number > 0 {
          let index = Int.random(in: 0..<bytes.count, using: &random)
          switch Int.random(in: 0..<3, using: &random) {
          case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
          case 1: bytes.insert(UInt8.random(in: 0...255, using: &random), at: index)
          default: bytes.remove(at: index)
          }
        }
        let cut = Int.random(in: 0...bytes.count, using: &random)
        let expected = plain.answers(to: [bytes], isEnded: fixture.isEnded)
        for pieces in [[bytes], [bytes], [Array(bytes[..<cut]), Array(bytes[cut...])]] {
          let found = loop.answers(to: pieces, isEnded: fixture.isEnded)
          guard found == expected else {
            Issue.record("seed \(seed), \(fixture.description): \(bytes)\n\(found)\n\(expected)")
            return
          }
        }
      }
    }
    #expect(loop.hits > 500 && plain.hits == 0, "\(loop.hits) were found")
  }

  @Test func keysTellApart() {
    let names = [
      "Accept", "Accept-Encoding", "If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since",
      "Range",
      "If-Range",
    ]
    var heads = [
      Self.get(), Self.get("/b"), Self.get("/a?"), Self.get("/a?b"), Self.get("/A"), Self.get(method: "HEAD"),
    ]
    for name in names {
      heads += [
        Self.get("/a", "\(name): \(name) x\r\n"), Self.get("/a", "\(name): \(name) y\r\n"),
        Self.get("/a", "\(name): \(name) x\r\n\(name): y\r\n"), Self.get("/a", "\(name): \(name) x, y\r\n"),
      ]
    }
    let loop = Loop(usesPrepared: true)
    let first = heads.map { loop.answer(to: $0) }
    #expect(loop.hits == 0)
    #expect(
      Set(first.filter { !$0.contains("\r\n\r\nopen") }).count == heads.count - 1,
      "each has an answer of its own")
    #expect(heads.map { loop.answer(to: $0) } == first)
    #expect(loop.hits == heads.count)
  }

  @Test func onlyReadsAreFound() {
    let loop = Loop(usesPrepared: true)
    for _ in 0..<2 {
      for method in ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"] {
        _ = loop.answer(to: Self.get("/a", "Content-Length: 0\r\n", method: method))
      }
      // Nor reads that bring content, or wait to.
      _ = loop.answer(to: Self.get("/a", "Content-Length: 0\r\n"))
      _ = loop.answer(to: Self.get("/a", "Expect: 100-continue\r\n"))
      _ = loop.answer(to: Self.get("/a", "Transfer-Encoding: chunked\r\n") + "0\r\n\r\n")
    }
    #expect(loop.hits == 0)
  }

  @Test func onlyWhatIsMarkedIsKept() {
    let loop = Loop(usesPrepared: true)
    loop.isMarked = false
    for _ in 0..<3 { _ = loop.answer(to: Self.get()) }
    #expect(loop.hits == 0)
    loop.isMarked = true
    for _ in 0..<3 { _ = loop.answer(to: Self.get()) }
    #expect(loop.hits == 2)
  }

  @Test func aNewVersionEndsAll() {
    let loop = Loop(usesPrepared: true)
    for version in 1...5 {
      loop.version = UInt64(version)
      for target in ["/a", "/b", "/a"] {
        #expect(loop.answer(to: Self.get(target)).contains("version \(version)"))
      }
    }
    #expect(loop.hits == 5)
  }

  @Test func conditionsAreKeys() {
    let loop = Loop(usesPrepared: true)
    _ = loop.answer(to: Self.get("/a", "If-None-Match: \"1\"\r\n"))
    #expect(!loop.answer(to: Self.get()).contains("if-none-match"))
    #expect(loop.answer(to: Self.get("/a", "If-None-Match: \"1\"\r\n")).contains("if-none-match: \"1\""))
    #expect(loop.hits == 1)
  }

  /// What is about the connection and the one request is written anew each time.
  @Test func eachAnswerHasItsOwnLines() {
    let loop = Loop(usesPrepared: true)
    let plain = Loop(usesPrepared: false)
    for _ in 0..<3 {
      for (fields, version) in [
        ("", "1.1"), ("Connection: close\r\n", "1.1"), ("", "1.0"), ("Connection: keep-alive\r\n", "1.0"),
        ("X-Request-Id: one\r\n", "1.1"), ("X-Request-Id: two\r\n", "1.1"),
        ("X-Request-Id: no good\r\n", "1.1"),
      ] {
        let head = Self.get("/a", fields, version: version)
        #expect(loop.answer(to: head) == plain.answer(to: head))
      }
    }
    #expect(loop.hits == 20)
  }
}
