import Text

extension TreebankText {
  /// The document on the treebank's tokens, sentences and paragraphs, with `mentions` instead of ours if asked for.
  func document(_ reader: Reader, mentions: [ChainMention]?) -> Document {
    var ranges: [Range<Int>] = []
    var paragraphs: [Range<Int>] = []
    var paragraph = 0
    var start = 0
    for (number, sentence) in sentences.enumerated() {
      if sentence.startsParagraph, start > paragraph {
        paragraphs.append(paragraph..<start)
        paragraph = start
      }
      ranges.append(start..<(start + bytes[number].count))
      start += bytes[number].count
    }
    if start > paragraph { paragraphs.append(paragraph..<start) }
    return reader.read(
      utf8, words: bytes.flatMap { $0 }, sentences: ranges, paragraphs: paragraphs,
      mentions: mentions?.map { GivenMention(tokens: $0.tokens, head: $0.head) })
  }
}
