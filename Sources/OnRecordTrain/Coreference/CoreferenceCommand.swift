import Text

/// `OnRecordTrain coreference`.
enum CoreferenceCommand {
  static func score(_ path: String, files folder: String, errors: Int, usesGoldTrees: Bool) throws {
    let reader = try Reader(file: { try? File.read("\(folder)/\($0)") })
    let figures = try CoreferenceScore.run(path, reader: reader, errors: errors, usesGoldTrees: usesGoldTrees)
    for (name, value) in figures { print(name, percent(Int(value * 10_000), 10_000)) }
  }
}

extension TreebankText {
  /// The document on the treebank's tokens, sentences and paragraphs, with its trees and `mentions` instead of ours if asked for.
  func document(_ reader: Reader, usesGoldTrees: Bool, mentions: [ChainMention]?) -> Document {
    var ranges: [Range<Int>] = []
    var paragraphs: [Range<Int>] = []
    var paragraph = 0
    var heads: [Int32] = []
    var deprels: [Deprel] = []
    var start = 0
    for (number, sentence) in sentences.enumerated() {
      if sentence.startsParagraph, start > paragraph {
        paragraphs.append(paragraph..<start)
        paragraph = start
      }
      ranges.append(start..<(start + bytes[number].count))
      for word in sentence.words {
        heads.append(word.head.map { Int32(start + $0) } ?? -1)
        deprels.append(Deprel(name: word.deprel) ?? .dep)
      }
      start += bytes[number].count
    }
    if start > paragraph { paragraphs.append(paragraph..<start) }
    return reader.read(
      utf8, words: bytes.flatMap { $0 }, sentences: ranges, paragraphs: paragraphs,
      parse: usesGoldTrees
        ? Parse(heads: heads, deprels: deprels, inParts: ranges.map { _ in false }) : nil,
      mentions: mentions?.map { GivenMention(tokens: $0.tokens, head: $0.head) })
  }
}
