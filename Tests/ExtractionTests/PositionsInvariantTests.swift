import NewsModel
import TestSupport
import Testing

@testable import Extraction

@Suite struct PositionsInvariantTests {
  /// Words that the rules look for, and words they stumble over.
  static let pieces = [
    "Norway", "Brazil", "President Anna Berg", "said", "that", "will", "not", "never", "urged", "to", "lift",
    "the ban", "on",
    "and", "or", ",", ".", ";", "“", "”", "\"", "?", "expressed", "concern", "over", "its", "'s", "which",
    "who", "is", "a",
    "mistake", "called", "for", "should", "be", "tolerated", "by", "it", "we", "if", "unless", "\n", "\n\n",
    "no", "café",
    "日本", "🙂", "e\u{301}", "(", ")", "—", "of", "refused", "pledge", "renewed", "in", "on Tuesday", "voted",
    "61-55",
    "against", "abstained", "because", "needed", "must", "keep", "asking", "described", "as", "such", "moves",
  ]

  @Test func randomTextKeepsEverySpan() throws {
    let seed: UInt64 = 20_240_131
    var random = SeededGenerator(seed: seed)
    for round in 0..<300 {
      var text = ""
      for _ in 0..<Int.random(in: 0...60, using: &random) {
        text += Self.pieces.randomElement(using: &random) ?? ""
        if Int.random(in: 0..<8, using: &random) > 0 { text += " " }
      }
      try holds(text, "seed \(seed), round \(round)")
    }
  }

  private func holds(_ text: String, _ where: String) throws {
    let first = TestExtractor.shared.analyse(title: nil, text: text, source: nil)
    let again = TestExtractor.shared.analyse(title: nil, text: text, source: nil)
    #expect(first.positions == again.positions, "\(`where`): two answers for one text")
    let offsets = OffsetTable(text)
    var last = 0
    for (index, position) in first.positions.enumerated() {
      var spans = [position.evidence, position.cue.span, position.proposal.span]
      spans += position.holders.map(\.mention.span) + position.targets.map(\.mention.span)
      for span in spans { #expect(offsets.text(span.range) == span.exact, "\(`where`)") }
      #expect(
        position.evidence.range.contains(position.cue.span.range), "\(`where`): \(position.evidence.exact)")
      #expect(
        position.evidence.range.contains(position.proposal.span.range),
        "\(`where`): \(position.evidence.exact)")
      #expect(!position.holders.isEmpty && !position.evidence.range.isEmpty, "\(`where`)")
      #expect((0...1).contains(position.confidence) && (1...3).contains(position.strength), "\(`where`)")
      #expect(position.evidence.range.start >= last, "\(`where`): text order")
      #expect(position.sameAs.map { $0 < index } ?? true, "\(`where`)")
      #expect(position.quotes.allSatisfy(first.quotes.indices.contains), "\(`where`)")
      last = position.evidence.range.start
    }
  }
}
