import Text

/// Tokens and sentences found in raw text: F1 of exact byte spans. Fused words that a treebank splits (`don’t`) count as
/// their parts.
enum SegmentationScore {
  static func figures(_ texts: [TreebankText], _ reader: Reader) -> [(name: String, value: Double)] {
    var tokens = SpanScore()
    var sentences = SpanScore()
    for text in texts {
      let document = reader.read(text.utf8, title: nil)
      tokens.add(found: Set(document.tokens.map(\.bytes)), gold: Set(text.bytes.flatMap { $0 }))
      sentences.add(
        found: Set(
          document.sentences.map {
            document.tokens[$0.lowerBound].bytes
              .lowerBound..<document.tokens[$0.upperBound - 1].bytes.upperBound
          }),
        gold: Set(
          text.bytes.compactMap { words in
            words.first.flatMap { first in words.last.map { first.lowerBound..<$0.upperBound } }
          }))
    }
    return [("tokens.f", tokens.f1), ("sentences.f", sentences.f1)]
  }
}
