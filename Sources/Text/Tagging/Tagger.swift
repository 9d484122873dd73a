/// Gives each token its part of speech, left to right: an averaged perceptron trained on EWT and GUM.
package struct Tagger: Sendable {
  package let model: TaggerModel
  /// Words that are ever pronouns, determiners, conjunctions and the like; no others are tagged so.
  private let closedWords: Set<String>

  /// `closedWords`: the lines of `closed-words.txt`.
  package init(_ model: TaggerModel, closedWords: [UInt8]) {
    self.model = model
    self.closedWords = Set(LineTable(closedWords).map { $0[0] })
  }

  /// Whether words with this tag are a list that does not grow.
  package static func isClosed(_ xpos: XPOS) -> Bool {
    switch xpos {
    case .cc, .dt, .ex, .md, .pdt, .pos, .prp, .prpPossessive, .wdt, .wp, .wpPossessive, .wrb, .to, .in: true
    case .add, .afx, .gw, .ls, .nfp, .uh: true
    case .period, .comma, .colon, .openQuote, .closeQuote, .openBracket, .closeBracket, .dollar, .hyph, .sym:
      true
    default: false
    }
  }

  /// Tags all sentences of `document`. `properNouns` tells which tokens are sure to be proper nouns: they are tagged so,
  /// and their neighbours in the light of it.
  func tag(_ document: inout Document, properNouns: [Bool]) {
    let proper = model.labels.firstIndex { $0.xpos == .nnp && $0.upos == .propn }.map(UInt8.init)
    var words: [WordShape] = []
    for sentence in document.sentences {
      let ignoresCase = !document.utf8[
        Int(document.tokens[sentence.lowerBound].start)..<Int(document.tokens[sentence.upperBound - 1].end)
      ].contains { 0x61...0x7A ~= $0 }
      words.removeAll(keepingCapacity: true)
      words.append(.edge)
      words.append(.edge)
      for token in sentence {
        words.append(
          WordShape(
            form: document.form(token), lower: document.lowers[token],
            spaceBefore: document.tokens[token].spaceBefore, ignoresCase: ignoresCase))
      }
      words.append(.edge)
      words.append(.edge)
      let sure = properNouns[sentence]
      label(
        words, fixed: { sure[sure.startIndex + $0] ? proper : nil },
        isOpen: { isOpen(sentence.lowerBound + $0, document) }
      ) { index, label in
        document.tokens[sentence.lowerBound + index].xpos = model.labels[Int(label)].xpos
        document.tokens[sentence.lowerBound + index].upos = model.labels[Int(label)].upos
      }
    }
  }

  /// Whether a token is a word that no closed class knows; marks are never.
  private func isOpen(_ token: Int, _ document: Document) -> Bool {
    document.utf8.character(at: Int(document.tokens[token].start)).isWord
      && !closedWords.contains(document.lowers[token])
  }

  /// Labels a sentence given as shapes with two edges on each side; `fixed` gives labels that are known,
  /// `isOpen` tells words that can have no closed-class tag.
  package func label(
    _ words: [WordShape], fixed: (Int) -> UInt8? = { _ in nil }, isOpen: (Int) -> Bool = { _ in false },
    _ assign: (Int, UInt8) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: TaggerFeatures.count) { features in
      withUnsafeTemporaryAllocation(of: Int32.self, capacity: TaggerModel.labelsMax) { scores in
        words.withUnsafeBufferPointer { words in
          var before = UInt8.max
          var before2 = UInt8.max
          for index in 0..<(words.count - 4) {
            TaggerFeatures.write(words, index, before: before, before2: before2, to: features)
            let label =
              fixed(index) ?? model.best(UnsafeBufferPointer(features), scores: scores, open: isOpen(index))
            assign(index, label)
            before2 = before
            before = label
          }
        }
      }
    }
  }
}
