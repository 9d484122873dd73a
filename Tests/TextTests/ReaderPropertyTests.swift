import TestSupport
import Testing
import Text

/// What holds for every document, whatever the text.
@Suite struct ReaderPropertyTests {
  static func check(_ text: String, _ note: Comment) {
    let bytes = Array(text.utf8)
    let document = Reader.shared.read(bytes, title: nil)
    var end = 0
    for token in document.tokens {
      #expect(end <= token.bytes.lowerBound && token.bytes.lowerBound < token.bytes.upperBound, note)
      let gap = String(decoding: bytes[end..<token.bytes.lowerBound], as: UTF8.self)
      #expect(
        gap.unicodeScalars.allSatisfy {
          $0.properties.isWhitespace || $0.value < 0x20 || $0.value == 0x7F
            || $0.properties.generalCategory == .format
        }, note)
      end = token.bytes.upperBound
    }
    #expect(end <= bytes.count, note)
    for ranges in [document.sentences, document.paragraphs] {
      #expect(ranges.allSatisfy { !$0.isEmpty }, note)
      #expect(ranges.flatMap { Array($0) } == Array(document.tokens.indices), note)
    }
    for mention in document.mentions {
      #expect(
        mention.tokens.contains(mention.head) && mention.tokens.upperBound <= document.tokens.count, note)
      #expect(mention.entity.map { document.entities.indices.contains($0) } ?? true, note)
    }
    for quotation in document.quotations {
      #expect(
        quotation.open < document.tokens.count && quotation.tokens.upperBound <= document.tokens.count, note)
    }
  }

  @Test func randomArticles() {
    let seed = UInt64.random(in: .min ... .max)
    var articles = RandomArticle(seed: seed)
    for _ in 0..<150 { Self.check(articles.text(), "seed \(seed)") }
  }

  @Test(arguments: [
    "", " ", "\n\n", "\u{0}", "\u{FEFF}", "e\u{301}", "👋🏽", ".", "“", "”", "—", "a", "A.", "''", "--", "…",
    "\u{2028}x", "Mr.",
    "the the the", "No. 10", "🇯🇵", "\u{10FFFF}", "a\r\nb",
  ])
  func smallTexts(_ text: String) { Self.check(text, "\(text.debugDescription)") }

  @Test func longRunsAreReadInTime() {
    for text in [
      String(repeating: "a", count: 200_000), String(repeating: "“", count: 20_000),
      String(repeating: "Lee ", count: 20_000),
      String(repeating: "the minister of ", count: 8_000), String(repeating: "-", count: 100_000),
    ] { Self.check(text, "\(text.prefix(10))…") }
  }

  @Test func sameTextSameDocument() {
    var articles = RandomArticle(seed: 7)
    for _ in 0..<20 {
      let text = articles.text()
      let first = Reader.shared.read(text), second = Reader.shared.read(text)
      #expect(
        first.tokens == second.tokens && first.mentions == second.mentions
          && first.entities == second.entities)
    }
  }
}
