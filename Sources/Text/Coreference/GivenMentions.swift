/// A mention that is given from outside, as a treebank gives it.
package struct GivenMention: Sendable {
  package let tokens: Range<Int>
  package let head: Int

  package init(tokens: Range<Int>, head: Int) {
    self.tokens = tokens
    self.head = head
  }
}

extension Reader {
  /// Reads a text whose tokens, sentences and paragraphs are given, and maybe its trees and mentions too: then there are
  /// no mentions but those. For training and measuring.
  package func read(
    _ utf8: [UInt8], words ranges: [Range<Int>], sentences: [Range<Int>], paragraphs: [Range<Int>],
    parse: Parse? = nil, mentions given: [GivenMention]? = nil
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
    analyze(&document, headline: [], parse: parse, mentions: given)
    return document
  }
}
