import HTTP
import TestSupport
import Testing

/// Random damage to the fixtures' requests: nothing may trap, and what is read must not depend on the cuts.
@Suite struct MutationTests {
  static let seed: UInt64 = 0x0417_2024
  static let count = 30_000

  @Test func mutatedRequestsAreReadInOneWay() {
    print("MutationTests: seed \(Self.seed), \(Self.count) requests")
    var random = SeededGenerator(seed: Self.seed)
    let fixtures = Fixture.all.filter { !$0.request.isEmpty }
    // Damage mostly makes faults, so half of the requests begin as good ones.
    let good = fixtures.filter { $0.events.last == "idle" }
    var accepted = 0
    var refused = 0
    for number in 0..<Self.count {
      guard let fixture = (number % 2 == 0 ? good : fixtures).randomElement(using: &random) else { continue }
      let bytes = Self.mutated(fixture.request, fixtures, &random)
      let isEnded = Bool.random(using: &random)
      let whole = trace([bytes], isEnded)
      let cut = trace(pieces(of: bytes, &random), isEnded)
      guard whole.trace == cut.trace else {
        Issue.record("seed \(Self.seed), request \(number): \(bytes)\n\(whole.trace)\n\(cut.trace)")
        return
      }
      check(whole, bytes, number)
      accepted += whole.requests.count
      refused += whole.fault == nil ? 0 : 1
    }
    #expect(
      accepted > Self.count / 20 && refused > Self.count / 20, "\(accepted) accepted, \(refused) refused")
  }

  /// After a fault nothing is left to be read; without one, every answer stands for one request.
  private func check(_ driver: Driver, _ bytes: [UInt8], _ number: Int) {
    var connection = driver.connection
    if driver.fault != nil {
      #expect(!connection.isIdle && connection.bufferedBytes == 0, "request \(number)")
      Array("GET / HTTP/1.1\r\nHost: a\r\n\r\n".utf8).withUnsafeBytes { connection.receive($0, now: 0) }
      switch connection.next(now: 0) {
      case .wait, .close: break
      default: Issue.record("seed \(Self.seed), request \(number) goes on after a fault: \(bytes)")
      }
    }
    for request in driver.requests {
      let lengths = request.fields.values("Content-Length")
      let codings = request.fields.values("Transfer-Encoding")
      #expect(lengths.count + codings.count <= 1, "request \(number) has one framing")
      if let length = lengths.first { #expect(Int(length) == request.content.count, "request \(number)") }
      if lengths.isEmpty && codings.isEmpty { #expect(request.content.isEmpty, "request \(number)") }
    }
    let detail = driver.fault?.detail ?? ""
    #expect(
      detail.unicodeScalars.allSatisfy { (0x20..<0x7F).contains($0.value) }, "request \(number): \(detail)")
  }

  private func trace(_ pieces: [[UInt8]], _ isEnded: Bool) -> Driver {
    var driver = Driver()
    for piece in pieces { driver.receive(piece) }
    if isEnded { driver.end() }
    return driver
  }

  private func pieces(of bytes: [UInt8], _ random: inout SeededGenerator) -> [[UInt8]] {
    var pieces: [[UInt8]] = []
    var start = 0
    while start < bytes.count {
      let end = min(bytes.count, start + Int.random(in: 1...12, using: &random))
      pieces.append(Array(bytes[start..<end]))
      start = end
    }
    return pieces
  }

  static func mutated(
    _ request: [UInt8], _ fixtures: [Fixture], _ random: inout SeededGenerator
  ) -> [UInt8] {
    var bytes = request
    for _ in 0..<Int.random(in: 1...2, using: &random) {
      let index = Int.random(in: 0...bytes.count, using: &random)
      let end = min(bytes.count, index + Int.random(in: 0...20, using: &random))
      switch Int.random(in: 0..<7, using: &random) {
      case 0 where index < bytes.count: bytes[index] = UInt8.random(in: 0...255, using: &random)
      case 1 where index < bytes.count: bytes[index] = delimiters.randomElement(using: &random) ?? 0
      case 2: bytes.insert(delimiters.randomElement(using: &random) ?? 0, at: index)
      case 3: bytes.removeSubrange(index..<end)
      case 4: bytes.insert(contentsOf: bytes[index..<end], at: index)
      case 5:
        let other = fixtures[Int.random(in: 0..<fixtures.count, using: &random)].request
        bytes.replaceSubrange(index..., with: other.suffix(Int.random(in: 0...other.count, using: &random)))
      default:
        bytes.insert(
          contentsOf: words.randomElement(using: &random).map { Array($0.utf8) } ?? [], at: index)
      }
    }
    return bytes
  }

  private static let delimiters = Array("\r\n\t :;,=\"\\/?#*%0\0\u{7F}".utf8)
  private static let words = [
    "\r\n", "\r\n\r\n", "Content-Length: 3\r\n", "Transfer-Encoding: chunked\r\n", "Connection: close\r\n",
    "Host: a\r\n", "HTTP/1.0", "0\r\n\r\n", "chunked", "GET / HTTP/1.1\r\n", "100-continue", ", ", "FFFFFFFF",
  ]
}
