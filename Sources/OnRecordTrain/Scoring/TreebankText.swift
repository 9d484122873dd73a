import Text

/// A treebank's document as running text, with the place of each word in it.
struct TreebankText {
  var sentences: [TreebankSentence]
  var utf8: [UInt8] = []
  /// For each sentence the bytes of each word.
  var bytes: [[Range<Int>]] = []

  /// One for each `# newdoc`; without any, the whole file is one document.
  static func documents(_ sentences: [TreebankSentence]) -> [TreebankText] {
    var documents: [TreebankText] = []
    var start = 0
    for end in 1...max(1, sentences.count) where end >= sentences.count || sentences[end].startsDocument {
      documents.append(TreebankText(Array(sentences[start..<min(end, sentences.count)])))
      start = end
    }
    return documents
  }

  /// Words with the space that the treebank tells; an empty line between paragraphs.
  init(_ sentences: [TreebankSentence]) {
    self.sentences = sentences
    for (number, sentence) in sentences.enumerated() {
      if sentence.startsParagraph, number > 0 {
        while utf8.last == UInt8(ascii: " ") { utf8.removeLast() }
        utf8 += [UInt8(ascii: "\n"), UInt8(ascii: "\n")]
      }
      var ranges: [Range<Int>] = []
      for word in sentence.words {
        let start = utf8.count
        utf8 += word.form.utf8
        ranges.append(start..<utf8.count)
        if word.spaceAfter { utf8.append(UInt8(ascii: " ")) }
      }
      bytes.append(ranges)
    }
  }
}
