import NewsModel

/// The place and agency that open a wire story: `TOKYO (Kyodo) — `, `WASHINGTON, Jan 30 (Reuters) - `, `PARIS — `.
/// It stays in the text, so that offsets index what was published.
struct Dateline: Equatable {
  /// As printed: `TOKYO`.
  var place: String
  var agency: String?
  /// Only when the dateline holds a year.
  var day: Timestamp?

  /// Scalars in which a dateline must end.
  static let scalarsMax = 90

  /// `nil` when the paragraph does not open with a dateline.
  init?(paragraph: String) {
    let scalars = Array(paragraph.unicodeScalars.prefix(Self.scalarsMax))
    guard let dash = Self.dash(scalars) else { return nil }
    var head = String(String.UnicodeScalarView(scalars[..<dash])).trimmed
    var agency: String?
    if head.hasSuffix(")"), let open = head.lastIndex(of: "(") {
      agency = head[head.index(after: open)..<head.index(before: head.endIndex)].trimmed
      head = head[..<open].trimmed
    }
    let parts = head.split(separator: ",").map { $0.trimmed }
    guard let town = parts.first, Self.isTown(town, strict: agency == nil) else { return nil }
    var region: [String] = []
    var dayParts: [String] = []
    for part in parts.dropFirst() {
      if DateLine.isDay(part) {
        dayParts.append(part)
      } else if part.split(separator: " ").count <= 3,
        part.unicodeScalars.first?.properties.isUppercase ?? false
      {
        region.append(part)
      } else {
        return nil
      }
    }
    guard region.count <= 2, agency.map({ (1...40).contains($0.unicodeScalars.count) }) ?? true else {
      return nil
    }
    place = ([town] + region).joined(separator: ", ")
    self.agency = agency
    day = DateLine.day(dayParts.joined(separator: " "))
  }

  /// The first dash with a space behind it: em and en dashes, `--`, or a hyphen between spaces.
  private static func dash(_ scalars: [Unicode.Scalar]) -> Int? {
    for at in scalars.indices where at > 1 {
      switch scalars[at] {
      case "—", "–": return at
      case "-":
        let isDouble = at + 1 < scalars.count && scalars[at + 1] == "-"
        let isSpaced = scalars[at - 1] == " " && at + 1 < scalars.count && scalars[at + 1] == " "
        if isDouble || isSpaced { return at }
      case ".", "“", "\"", "?", "!", ";", ":":
        if scalars[at] != "." || !isAbbreviationStop(scalars, at) { return nil }
      default: break
      }
    }
    return nil
  }

  /// `Jan.`, `Calif.`, `U.S.`, `ST.`: a full stop that a dateline may hold, since a comma, space-and-bracket or capital follows.
  private static func isAbbreviationStop(_ scalars: [Unicode.Scalar], _ at: Int) -> Bool {
    var start = at
    while start > 0, scalars[start - 1].properties.isAlphabetic { start -= 1 }
    return at - start <= 5
  }

  /// Capitals throughout, or (`strict` off: an agency vouches for it) a capitalised name of up to three words.
  private static func isTown(_ town: String, strict: Bool) -> Bool {
    let words = town.split(separator: " ")
    guard (1...5).contains(words.count) else { return false }
    let letters = town.unicodeScalars.filter { $0.properties.isAlphabetic }
    guard letters.count >= 3 else { return false }
    if letters.allSatisfy({ !$0.properties.isLowercase }) { return true }
    return !strict && words.count <= 3
      && words.allSatisfy { $0.unicodeScalars.first?.properties.isUppercase ?? false }
  }
}
