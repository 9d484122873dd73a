import TestSupport
import Testing

@testable import HTTP

/// The short way to read a head comes to what the long one does, wherever it comes to anything.
@Suite struct PlainHeadTests {
  static let seed: UInt64 = 0x0927_2026
  static let count = 30_000

  @Test(arguments: Fixture.all) func everyPrefixOfAFixture(_ fixture: Fixture) {
    for count in 0...fixture.request.count {
      _ = isPlain(Array(fixture.request[..<count]), Limits(), "\(count)")
    }
  }

  @Test func mutatedRequests() {
    print("PlainHeadTests: seed \(Self.seed), \(Self.count) requests")
    var random = SeededGenerator(seed: Self.seed)
    let fixtures = Fixture.all.filter { !$0.request.isEmpty }
    var plain = 0
    for number in 0..<Self.count {
      let fixture = fixtures[Int.random(in: 0..<fixtures.count, using: &random)]
      let bytes = MutationTests.mutated(fixture.request, fixtures, &random)
      if isPlain(bytes, Limits(), "seed \(Self.seed), request \(number)") { plain += 1 }
    }
    #expect(plain > Self.count / 10, "\(plain) heads are plain")
  }

  /// Around each limit, which is the last byte or line taken.
  @Test func limits() {
    let head = Array("GET /abc HTTP/1.1\r\nHost: a\r\nAccept: */*\r\nX: y\r\n\r\n".utf8)
    for bytesMax in 1...60 {
      var line = Limits()
      line.requestLineBytesMax = bytesMax
      #expect(isPlain(head, line, "request line of \(bytesMax)") == (bytesMax >= 17))
      var header = Limits()
      header.headerBytesMax = bytesMax
      #expect(isPlain(head, header, "header of \(bytesMax)") == (bytesMax >= 28))
      var fields = Limits()
      fields.headerFieldsMax = bytesMax
      #expect(isPlain(head, fields, "\(bytesMax) fields") == (bytesMax >= 3))
    }
  }

  /// Whether `bytes` begin with a plain head; the test fails when the others see another request in them.
  private func isPlain(_ bytes: [UInt8], _ limits: Limits, _ name: String) -> Bool {
    withUnsafeTemporaryAllocation(of: FieldLine.self, capacity: 100) { fields in
      guard let plain = PlainHead(bytes.span, fields, limits) else { return false }
      var parser = HeadParser()
      var lines = FieldLines()
      do throws(Fault) {
        let end = try parser.parse(bytes.span, into: &lines, limits)
        #expect(end == plain.end, "\(name): \(bytes)")
      } catch {
        Issue.record("\(name): \(error) for \(bytes)")
        return true
      }
      guard let line = parser.requestLine, lines.count == plain.fieldCount else {
        Issue.record("\(name): \(lines.count) lines, plainly \(plain.fieldCount) for \(bytes)")
        return true
      }
      #expect(line.method == plain.line.method && line.version == plain.line.version, "\(name): \(bytes)")
      #expect(line.originForm == plain.line.originForm && line.authority == nil, "\(name): \(bytes)")
      for index in 0..<lines.count {
        #expect(
          lines[index].name == fields[index].name && lines[index].value == fields[index].value
            && lines[index].known == fields[index].known, "\(name), line \(index): \(bytes)")
      }
      #expect("\(parser.framing)" == "\(plain.framing)", "\(name): \(bytes)")
      checkConnection(bytes, plain, limits, name)
      return true
    }
  }

  private func checkConnection(_ bytes: [UInt8], _ plain: PlainHead, _ limits: Limits, _ name: String) {
    var connection = Connection(limits: limits, now: 0)
    bytes.withUnsafeBytes { connection.receive($0, now: 0) }
    let body: Framing.Body
    do throws(Fault) {
      body = try plain.framing.body(of: plain.line, bodyBytesMax: limits.bodyBytesMax)
    } catch {
      var told: Fault?
      if case .fault(let fault) = connection.next(now: 0) { told = fault }
      #expect(told == error, "\(name): \(bytes)")
      return
    }
    guard body == .length(0) else { return }
    guard case .request(let request) = connection.next(now: 0), let target = plain.line.originForm else {
      Issue.record("\(name): no request in \(bytes)")
      return
    }
    #expect(request.method == plain.line.method && request.version == plain.line.version, "\(name): \(bytes)")
    #expect(Array(request.target.utf8) == Array(bytes[target]), "\(name): \(bytes)")
    #expect(request.fields.count == plain.fieldCount, "\(name): \(bytes)")
    #expect(connection.bufferedBytes <= bytes.count - plain.end, "\(name): \(bytes)")
  }
}
