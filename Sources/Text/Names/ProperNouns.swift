/// What is a proper noun whatever the tagger would say: names known beforehand, given names before another capital, and
/// at a sentence's start the words that have a capital inside sentences too.
///
/// The treebanks hold few of the world's names, and a word never seen at a sentence's start may look like anything.
extension NameFinder {
  /// For each token whether it is sure to be a proper noun. Linear in the tokens.
  func properNouns(in document: Document) -> [Bool] {
    var sure = [Bool](repeating: false, count: document.tokens.count)
    var capitalised = capitalisedInside(document)
    for sentence in document.sentences {
      var token = sentence.lowerBound
      while token < sentence.upperBound {
        guard isCapitalised(document, token) else {
          token += 1
          continue
        }
        if let match = lexicon.match(document, at: token, limit: sentence.upperBound) {
          for covered in token..<(token + match.count)
          where match.entry.use != .adjective && isCapitalised(document, covered) { sure[covered] = true }
          token += match.count
          continue
        }
        let form = document.form(token)
        if token + 1 < sentence.upperBound, isCapitalised(document, token + 1),
          document.tokens[token + 1].spaceBefore,
          given.contains(form) || given.putsFamilyFirst([form, document.form(token + 1)])
        {
          sure[token] = true
          // "Xi Jinping … Xi said": alone it names him from here on.
          if !given.contains(form) { capitalised.insert(document.lowers[token]) }
        }
        if isInitial(document, token, in: sentence), capitalised.contains(document.lowers[token]) {
          sure[token] = true
        }
        token += 1
      }
    }
    return sure
  }

  /// Words, lower case, that stand with a capital inside a sentence and nowhere without one.
  private func capitalisedInside(_ document: Document) -> Set<String> {
    var capitals: Set<String> = []
    var plain: Set<String> = []
    for sentence in document.sentences where !isMostlyCapitalised(document, sentence) {
      for token in sentence where document.lowers[token].utf8.count > 1 {
        if !isCapitalised(document, token) {
          plain.insert(document.lowers[token])
        } else if !isInitial(document, token, in: sentence) {
          capitals.insert(document.lowers[token])
        }
      }
    }
    return capitals.subtracting(plain)
  }

  /// First in its sentence, or behind a mark.
  private func isInitial(_ document: Document, _ token: Int, in sentence: Range<Int>) -> Bool {
    guard token > sentence.lowerBound else { return true }
    let before = document.utf8.character(at: Int(document.tokens[token - 1].start))
    return !before.isWord
  }
}
