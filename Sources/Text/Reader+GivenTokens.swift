extension Reader {
  /// Reads a text whose tokens and sentences are given, as a treebank gives them: `words` are byte ranges of `utf8` in
  /// order, `sentences` ranges of their indices that cover them all. What follows is what `read` does.
  package func read(_ utf8: [UInt8], words ranges: [Range<Int>], sentences: [Range<Int>]) -> Document {
    var tokens: [Token] = []
    for range in ranges {
      let isSpaced = tokens.last.map { Int($0.end) < range.lowerBound } ?? true
      tokens.append(Token(start: range.lowerBound, end: range.upperBound, spaceBefore: isSpaced))
    }
    let types = Words(utf8, &tokens)
    var document = Document(
      utf8: utf8, tokens: tokens, words: types, sentences: sentences, paragraphs: sentences,
      quotations: QuotationFinder.quotations(utf8, tokens, sentences))
    analyze(&document, headline: [])
    return document
  }

  /// A document with the tags of a treebank and nothing more, for trainers.
  package func document(
    _ utf8: [UInt8], words ranges: [Range<Int>], sentences: [Range<Int>], tags: [(upos: UPOS, xpos: XPOS)]
  ) -> Document {
    var document = read(utf8, words: ranges, sentences: sentences)
    for (token, tag) in tags.enumerated() {
      document.tokens[token].upos = tag.upos
      document.tokens[token].xpos = tag.xpos
    }
    document.names = labeller?.names(in: document) ?? []
    return document
  }
}

extension Reader {
  /// The labeller's names of a tagged document; for measuring.
  package func labelledNames(_ document: Document) -> [Name] { labeller?.names(in: document) ?? [] }
  /// How many name spans are found in a tagged document; for measuring.
  package func nameSpanCount(_ document: Document) -> Int { mentions.names.names(in: document).count }
}
