import Glibc
import TestSupport
import Testing

@testable import Text

/// Texts made to break or to slow the cutting: nothing traps, and twice the text takes about twice the time.
@Suite(.serialized) struct RobustnessTests {
  struct Row: CustomTestStringConvertible, Sendable {
    let name: String
    /// A text of about that many bytes.
    let text: @Sendable (Int) -> [UInt8]
    var testDescription: String { name }

    init(_ name: String, _ text: @escaping @Sendable (Int) -> [UInt8]) {
      (self.name, self.text) = (name, text)
    }
    init(_ name: String, repeating unit: String) {
      self.init(name) { Array(String(repeating: unit, count: $0 / unit.utf8.count).utf8) }
    }
  }

  static let rows = [
    Row("one word", repeating: "a"), Row("letters and stops", repeating: "a."),
    Row("capitals and stops", repeating: "A."),
    Row("letters and hyphens", repeating: "ab-"), Row("digits", repeating: "1"),
    Row("digits and hyphens", repeating: "1-"),
    Row("at signs", repeating: "a@"), Row("schemes", repeating: "http://"), Row("wws", repeating: "www."),
    Row("apostrophes", repeating: "a'"), Row("opening marks", repeating: "“"),
    Row("straight marks", repeating: "\""),
    Row("single marks", repeating: "'"), Row("marks and blanks", repeating: "\" "),
    Row("single marks after s", repeating: "s’ a "),
    Row("nested marks", repeating: "“‘"),
    Row("nested brackets") { size in
      [UInt8](repeating: 0x28, count: size / 2) + [UInt8](repeating: 0x29, count: size / 2)
    },
    Row("emoji", repeating: "👋🏽"), Row("flags", repeating: "🇯🇵"), Row("joined emoji", repeating: "👩\u{200D}"),
    Row("stops", repeating: "."), Row("stops and blanks", repeating: ". "), Row("dashes", repeating: "—"),
    Row("line breaks", repeating: "a\n"), Row("blanks", repeating: " "),
    Row("combining marks", repeating: "\u{301}"),
    Row("NULs") { [UInt8](repeating: 0, count: $0) }, Row("NULs and letters", repeating: "a\u{0}"),
    Row("invalid bytes") { [UInt8](repeating: 0xFF, count: $0) },
    Row("truncated characters") { (0..<$0).map { $0 % 2 == 0 ? 0xE2 : 0x80 } },
    Row("any bytes") { size in
      var state: UInt64 = 1
      return (0..<size).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(truncatingIfNeeded: state >> 56)
      }
    },
    Row("distinct words") { size in
      Array((0..<size / 8).map { "w\(1_000_000 + $0)" }.joined(separator: " ").utf8)
    },
  ]

  @Test(arguments: rows) func doubleTextDoubleTime(_ row: Row) {
    let (small, large) = (row.text(60_000), row.text(120_000))
    // A busy machine may be slow: the best of some rounds counts for each, and a ratio that is right ends them.
    var (first, second) = (Double.infinity, Double.infinity)
    for _ in 0..<8 where second >= 3 * first || first == .infinity {
      first = min(first, time(small))
      second = min(second, time(large))
    }
    #expect(second < 3 * max(first, 1e-4), "\(second / first) times as long")
  }

  @Test func aMegabyteWithoutABlankIsRead() {
    let document = Reader.shared.cut([UInt8](repeating: UInt8(ascii: "a"), count: 1 << 20))
    #expect(document.tokens.count == 1 && document.sentences == [0..<1])
    let stops = Reader.shared.cut(Array(String(repeating: "a.b,", count: 1 << 18).utf8))
    #expect(stops.sentences.allSatisfy { $0.count <= SentenceSplitter.tokensMax })
  }

  /// Seconds of this thread's processor time.
  private func time(_ text: [UInt8]) -> Double {
    let start = Self.processorSeconds()
    var document = Reader.shared.cut(text)
    Reader.shared.lemmatizer.lemmatize(&document)
    return Self.processorSeconds() - start
  }

  private static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
