/// What is a proper noun whatever the tagger would say: names known beforehand, and given names before another capital.
///
/// The treebanks hold few of the world's names, and a word never seen at a sentence's start may look like anything.
extension NameFinder {
  /// For each token whether it is sure to be a proper noun. Linear in the tokens.
  func properNouns(in document: Document) -> [Bool] {
    var sure = [Bool](repeating: false, count: document.tokens.count)
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
        if token + 1 < sentence.upperBound, given.contains(document.form(token)), isCapitalised(document, token + 1),
          document.tokens[token + 1].spaceBefore
        {
          sure[token] = true
        }
        token += 1
      }
    }
    return sure
  }
}
