import Text

/// Tags, lemmas and, where the document is parsed, heads and relations, on the treebank's own tokens and sentences.
enum AnalysisScore {
  static func figures(_ texts: [TreebankText], _ reader: Reader) -> [(name: String, value: Double)] {
    var words = 0
    var right = (upos: 0, xpos: 0, lemma: 0, head: 0, relation: 0)
    var isParsed = true
    for text in texts {
      let document = reader.read(text.utf8, words: text.bytes.flatMap { $0 }, sentences: text.ranges)
      isParsed = isParsed && !document.parse.isEmpty
      for (range, sentence) in zip(text.ranges, text.sentences) {
        for (token, word) in zip(range, sentence.words) {
          words += 1
          if document.tokens[token].upos == word.upos { right.upos += 1 }
          if document.tokens[token].xpos == word.xpos { right.xpos += 1 }
          if document.lemma(token).lowercased() == word.lemma.lowercased() { right.lemma += 1 }
          guard isParsed else { continue }
          let head = document.head(of: token).map { $0 - range.lowerBound }
          if head == word.head {
            right.head += 1
            if document.deprel(of: token).universal.name == word.relation { right.relation += 1 }
          }
        }
      }
    }
    func share(_ count: Int) -> Double { words == 0 ? 0 : Double(count) / Double(words) }
    var figures = [("upos", share(right.upos)), ("xpos", share(right.xpos)), ("lemmas", share(right.lemma))]
    if isParsed { figures += [("uas", share(right.head)), ("las", share(right.relation))] }
    return figures.map { (name: $0.0, value: $0.1) }
  }
}

extension TreebankWord {
  /// The relation without its subtype, as the parser has it: `nsubj` for `nsubj:pass`.
  var relation: String { String(deprel.prefix { $0 != ":" }) }
}
