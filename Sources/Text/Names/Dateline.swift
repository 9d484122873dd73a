/// The place and agency that open a story, which are no actors: `TOKYO (Kyodo) —`.
enum Dateline {
  /// Tokens in which a dateline must end.
  static let tokensMax = 16

  /// The tokens up to and with the dash; empty when the text opens otherwise.
  static func tokens(_ document: Document) -> Range<Int> {
    guard let first = document.paragraphs.first(where: { $0.count > 4 }) else { return 0..<0 }
    let capital = document.form(first.lowerBound)
    guard capital.utf8.count >= 3, !capital.unicodeScalars.contains(where: { $0.properties.isLowercase }),
      capital.unicodeScalars.contains(where: { $0.properties.isUppercase })
    else { return 0..<0 }
    for token in first.prefix(tokensMax) where ["—", "–", "--", "-"].contains(document.form(token)) {
      if document.form(token) == "-", !document.tokens[token].spaceBefore { continue }
      return first.lowerBound..<(token + 1)
    }
    return 0..<0
  }
}
