import TestSupport
import Testing

@testable import HTTP

/// There are two readers of heads: the quick one for what is plainly right, and the one that explains. What the first
/// takes, the second must read alike.
@Suite struct HeadReadersTests {
  /// Byte by byte, so that none of the quick steps that the parser shares with the other reader is taken.
  private func slow(_ bytes: [UInt8], _ limits: Limits) throws(Fault) -> HeadReading? {
    var parser = HeadParser()
    var fields = FieldLines()
    for count in 0...bytes.count {
      let part = bytes.span.extracting(..<count)
      guard let end = try parser.parse(part, into: &fields, limits), let line = parser.requestLine else {
        continue
      }
      return HeadReading(line, parser.framing, (0..<fields.count).map { fields[$0] }, end: end)
    }
    return nil
  }

  private func check(_ bytes: [UInt8], _ limits: Limits, _ context: String) -> Bool {
    guard let quick = HeadReading.quick(bytes, limits) else { return false }
    do throws(Fault) {
      let slow = try slow(bytes, limits)
      #expect(quick == slow, "\(context): \(bytes)")
    } catch {
      Issue.record("\(context): only the quick reader takes \(bytes): \(error.detail)")
    }
    return true
  }

  @Test func bothReadersAgree() {
    let seed: UInt64 = 9112
    var random = SeededGenerator(seed: seed)
    var taken = 0
    let limits = Limits()
    for fixture in Fixture.all where !fixture.request.isEmpty {
      if check(fixture.request, limits, fixture.description) { taken += 1 }
      for _ in 0..<100 {
        var bytes = fixture.request
        let index = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.insert(UInt8.random(in: 0...255, using: &random), at: index)
        default: bytes.remove(at: index)
        }
        if check(bytes, limits, "seed \(seed), \(fixture.description)") { taken += 1 }
      }
    }
    #expect(taken > 5_000, "\(taken) heads were taken by the quick reader")
  }

  @Test func bothReadersHaveTheSameLimits() {
    for size in 1...80 {
      for lineMax in [20, 30] {
        var limits = Limits()
        limits.requestLineBytesMax = lineMax
        limits.headerBytesMax = 40
        limits.headerFieldsMax = 3
        let path = String(repeating: "a", count: size / 4)
        let value = String(repeating: "b", count: size / 2)
        let more = String(repeating: "Y: z\r\n", count: size % 4)
        let head = "GET /\(path) HTTP/1.1\r\nHost: a\r\nX: \(value)\r\n\(more)\r\n"
        let bytes = Array(head.utf8)
        guard let slow = try? slow(bytes, limits) else {
          #expect(HeadReading.quick(bytes, limits) == nil, "\(head)")
          continue
        }
        #expect(HeadReading.quick(bytes, limits) == slow, "\(head)")
      }
    }
  }

  private static let knownNames: [(String, KnownField)] = [
    ("host", .host), ("expect", .expect), ("connection", .connection), ("content-length", .contentLength),
    ("transfer-encoding", .transferEncoding), ("x-request-id", .requestID), ("accept", .accept),
    ("accept-encoding", .acceptEncoding), ("if-match", .ifMatch), ("if-none-match", .ifNoneMatch),
    ("if-modified-since", .ifModifiedSince), ("if-unmodified-since", .ifUnmodifiedSince), ("range", .range),
    ("if-range", .ifRange),
  ]

  /// Names are told by their first bytes as a number; no other name may pass for one, and no spelling be missed.
  @Test(arguments: knownNames.indices) func namesAreKnownExactly(_ row: Int) {
    let (name, known) = Self.knownNames[row]
    let lower = Array(name.utf8)
    for behind in ["", ": a\r\n\r\n"] {
      for place in lower.indices {
        for byte in UInt8.min...UInt8.max where ASCII.isToken(byte) {
          var bytes = lower
          bytes[place] = byte
          let isSame = byte | 0x20 == lower[place] && ASCII.isLetter(byte) || byte == lower[place]
          let found = KnownField((bytes + Array(behind.utf8)).span, 0..<bytes.count)
          let other = Self.knownNames.first { Array($0.0.utf8) == bytes }?.1 ?? .other
          #expect(found == (isSame ? known : other), "\(String(decoding: bytes, as: UTF8.self))")
        }
      }
      let upper = Array(name.uppercased().utf8)
      #expect(KnownField((upper + Array(behind.utf8)).span, 0..<upper.count) == known)
      let longer = lower + Array("x".utf8)
      #expect(KnownField((longer + Array(behind.utf8)).span, 0..<longer.count) == .other)
      #expect(KnownField((lower + Array(behind.utf8)).span, 0..<lower.count - 1) == .other)
    }
  }
}
