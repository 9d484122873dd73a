import NewsModel

/// CAMEO codes for acts by the words of their proposals, from `cameo.tsv`, and the PLOVER events above them.
struct CameoTable: Sendable {
  static let fileName = "cameo.tsv"

  private struct Row: Sendable {
    var code: String
    /// Any of these sets of lemmas; none for the act's default.
    var words: [[String]]
  }

  private let rows: [Position.Act: [Row]]

  /// Throws `LexiconError` with the line that breaks the format.
  init(_ bytes: [UInt8]) throws(LexiconError) {
    var rows: [Position.Act: [Row]] = [:]
    for (number, line) in LexiconLines(bytes) {
      let fields = line.split(separator: "\t")
      guard fields.count == 3, let act = Position.Act(rawValue: String(fields[0])),
        Self.event(of: String(fields[1])) != nil
      else { throw LexiconError(file: Self.fileName, line: number) }
      let words =
        fields[2] == "-"
        ? [] : fields[2].split(separator: " ").map { $0.split(separator: "+").map(String.init) }
      rows[act, default: []].append(Row(code: String(fields[1]), words: words))
    }
    self.rows = rows
  }

  /// The first code of `act` whose words all stand among `lemmas`.
  func code(of act: Position.Act, lemmas: Set<String>) -> String? {
    for row in rows[act] ?? [] {
      if row.words.isEmpty { return row.code }
      if row.words.contains(where: { $0.allSatisfy(lemmas.contains) }) { return row.code }
    }
    return nil
  }

  /// The PLOVER 2021 event of a CAMEO code, by the official crosswalk: its first two digits decide, but for
  /// the codes 0813, 0814 and 084 to 087 (RETREAT) and 16x (SANCTION, and 163 COERCE by the guidelines).
  static func event(of code: String) -> String? {
    if code == "163" { return "COERCE" }
    if code.hasPrefix("0813") || code.hasPrefix("0814") { return "RETREAT" }
    if code.hasPrefix("08"), let third = code.dropFirst(2).first, ("4"..."7").contains(third) {
      return "RETREAT"
    }
    return switch code.prefix(2) {
    case "03": "AGREE"
    case "04": "CONSULT"
    case "05": "SUPPORT"
    case "06": "COOPERATE"
    case "07": "AID"
    case "08": "CONCEDE"
    case "09", "11": "ACCUSE"
    case "10": "REQUEST"
    case "12": "REJECT"
    case "13": "THREATEN"
    case "14": "PROTEST"
    case "16": "SANCTION"
    default: nil
    }
  }
}
