/// The words of a quote or of evidence as ids are made from them, so that an id survives a change of marks,
/// spacing or closing comma.
enum Words {
  /// The parts' words, joined by one space.
  static func plain(_ parts: [String]) -> String {
    parts.map(plain).filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// `text` without quotation marks (Unicode's property `Quotation_Mark`; apostrophes inside words stay), runs of
  /// white space as one space, no punctuation or space at either end. O(text).
  static func plain(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var kept: [Unicode.Scalar] = []
    var gap = false
    for (index, scalar) in scalars.enumerated() {
      if scalar.properties.isWhitespace {
        gap = true
        continue
      }
      if scalar.properties.isQuotationMark, !isApostrophe(scalars, index) { continue }
      if gap && !kept.isEmpty { kept.append(" ") }
      gap = false
      kept.append(scalar)
    }
    let isOuter = { (scalar: Unicode.Scalar) in scalar == " " || isPunctuation(scalar) }
    guard let first = kept.firstIndex(where: { !isOuter($0) }),
      let last = kept.lastIndex(where: { !isOuter($0) })
    else { return "" }
    var words = String.UnicodeScalarView()
    words.append(contentsOf: kept[first...last])
    return String(words)
  }

  private static func isApostrophe(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    guard scalars[index] == "'" || scalars[index] == "’", index > 0, index + 1 < scalars.count else {
      return false
    }
    return isWord(scalars[index - 1]) && isWord(scalars[index + 1])
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation:
      true
    default: false
    }
  }
}
