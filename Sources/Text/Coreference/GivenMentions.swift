/// A mention that is given from outside, as a treebank gives it.
package struct GivenMention: Sendable {
  package let tokens: Range<Int>
  package let head: Int

  package init(tokens: Range<Int>, head: Int) {
    self.tokens = tokens
    self.head = head
  }
}

extension GivenMention {
  /// The references that are `given`; those of `given` that are none become descriptions of nobody known.
  static func restrict(_ references: [Reference], to given: [GivenMention], _ document: Document)
    -> [Reference]
  {
    var kept: [Reference] = []
    for mention in given {
      let known =
        references.first { $0.head == mention.head && $0.kind != .name }
        ?? references.first { reference in
          reference.kind == .name && reference.phrase.contains(mention.head)
            && mention.tokens.lowerBound <= reference.tokens.lowerBound
            && reference.tokens.upperBound <= mention.tokens.upperBound
        }
      var reference =
        known
        ?? Reference(tokens: mention.tokens, head: mention.head, phrase: mention.tokens, kind: .description)
      if known == nil {
        reference.sentence = document.sentence(of: mention.head)
        reference.number = document.tokens[mention.head].xpos == .nns ? .plural : .unknown
      }
      if reference.sort == .other { reference.sort = .unknown }
      if !kept.contains(where: { $0.head == reference.head }) { kept.append(reference) }
    }
    kept.sort { $0.head < $1.head }
    ReferenceFinder.setPossessors(&kept)
    return kept
  }
}

extension Reader {
  /// Finds mentions and chains anew in a document that has been read, with another ranker: for training.
  package func resolve<Ranker: AntecedentRanker>(_ document: inout Document, ranker: inout Ranker) {
    mentions.resolve(&document, headline: [], ranker: &ranker)
  }

  /// Reads a text whose tokens, sentences and paragraphs are given, and maybe its mentions too: then there are no
  /// mentions but those. For training and measuring.
  package func read(
    _ utf8: [UInt8], words ranges: [Range<Int>], sentences: [Range<Int>], paragraphs: [Range<Int>],
    mentions given: [GivenMention]? = nil
  ) -> Document {
    var tokens: [Token] = []
    for range in ranges {
      let isSpaced = tokens.last.map { Int($0.end) < range.lowerBound } ?? true
      tokens.append(Token(start: range.lowerBound, end: range.upperBound, spaceBefore: isSpaced))
    }
    let types = Words(utf8, &tokens)
    var document = Document(
      utf8: utf8, tokens: tokens, words: types, sentences: sentences, paragraphs: paragraphs,
      quotations: QuotationFinder.quotations(utf8, tokens, paragraphs))
    analyze(&document, headline: [], mentions: given)
    return document
  }
}

extension Reader {
  /// Finds mentions and chains anew in a document that has been read: for measuring.
  package func resolve(_ document: inout Document) { mentions.resolve(&document, headline: []) }
}
