import Extraction
import NewsModel
import TestSupport
import Testing

/// What holds for every text, sensible or not.
struct QuoteInvariantsTests {
  /// Pieces that random texts are made of: cues, names, marks of all sorts, and characters of every width.
  private static let pieces = [
    "Ann Lee", "said", "that", "“", "”", "\"", "‘", "’", "'", "«", "»", ",", ".", "?", "!", ":", ";", " — ",
    "-", "(",
    ")", "\n", "\r\n", "\n\n", "she", "who", "according to", "told reporters", "pledged to", "adding that",
    "and",
    "the bridge", "is safe", "called for", "e\u{301}", "🧑‍🚒", "👩🏽", "日本", "ﬃ", "\u{202E}", "\u{FEFF}", "1,000",
    "’s", "…",
    "SMITH:", "\t", "\u{0}",
  ]

  @Test(arguments: 0..<200)
  func spansAreExactOnRandomText(_ seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    var text = ""
    for _ in 0..<Int.random(in: 0...60, using: &generator) {
      text += Self.pieces.randomElement(using: &generator) ?? ""
      if Bool.random(using: &generator) { text += " " }
    }
    let analysis = TestExtractor.shared.analyse(title: nil, text: text, source: nil)
    checkSpans(analysis, in: text)
    #expect(
      TestExtractor.shared.analyse(title: nil, text: text, source: nil).quotes == analysis.quotes,
      "seed \(seed)")
  }

  @Test func spansAreExactBehindWideCharacters() {
    let text = "🧑‍🚒 e\u{301}te\u{301} 日本\r\n“The bridge is safe,” Ann Lee said.\r\n"
    let analysis = TestExtractor.shared.analyse(title: nil, text: text, source: nil)
    #expect(analysis.quotes.map(\.parts[0].span.exact) == ["“The bridge is safe,”"])
    checkSpans(analysis, in: text)
  }

  /// One paragraph without an end of sentence must not take longer than its length warrants.
  @Test(
    .timeLimit(.minutes(5)),
    arguments: [
      "Ann Lee said that the bridge is safe and ", "“ ", "said ", "Ann Lee, ", "according to ", "(",
      "said “no” ", "who ",
      "to say ", ", adding that she ",
    ])
  func longTextsEnd(_ piece: String) {
    let text = String(repeating: piece, count: 200_000 / piece.utf8.count)
    _ = TestExtractor.shared.analyse(title: nil, text: text, source: nil)
  }
}
