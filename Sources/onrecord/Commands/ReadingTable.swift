import NewsModel

/// A reading as tables for people: a token a line, then the chains, then what was taken for a quote and for a stance.
enum ReadingTable {
  /// Columns wider than this stick out.
  static let columnWidthMax = 24

  /// Ends in a line feed. Linear in the reading.
  static func text(_ reading: TextReading) -> String {
    var nameOf: [Int: String] = [:]
    for name in reading.names { for token in name.tokens { nameOf[token] = name.kind } }
    var chainsOf: [Int: [String]] = [:]
    for mention in reading.mentions {
      guard let chain = mention.chain else { continue }
      for token in mention.tokens { chainsOf[token, default: []].append("\(chain + 1)") }
    }
    var text = ""
    for (number, sentence) in reading.sentences.enumerated() {
      text += "Sentence \(number + 1)\n"
      var rows = [["#", "form", "lemma", "upos", "xpos", "head", "relation", "name", "chain"]]
      for index in sentence {
        let token = reading.tokens[index]
        let head =
          token.head.map { String($0 - sentence.lowerBound + 1) } ?? (token.relation == nil ? "" : "0")
        rows.append([
          String(index - sentence.lowerBound + 1), token.span.exact, token.lemma, token.upos, token.xpos,
          head,
          token.relation ?? "", nameOf[index] ?? "", chainsOf[index]?.joined(separator: " ") ?? "",
        ])
      }
      text += table(rows) + "\n"
    }
    return text + chains(reading) + quotes(reading) + stances(reading)
  }

  /// What the rules proposed as positions, and what removed it.
  private static func stances(_ reading: TextReading) -> String {
    guard !reading.positionCandidates.isEmpty else { return "No stances\n\n" }
    var text = "Stances\n"
    for candidate in reading.positionCandidates {
      text += "  \(candidate.exclusion ?? "position"): \(candidate.act) by \(candidate.rule)"
      text += " (\(candidate.cue)): \(candidate.span.exact)\n"
    }
    return text + "\n"
  }

  private static func chains(_ reading: TextReading) -> String {
    guard !reading.chains.isEmpty else { return "No chains\n\n" }
    var text = "Chains\n"
    for (number, chain) in reading.chains.enumerated() {
      let entity = chain.entity.map { reading.entities[$0] }
      let what = [chain.kind, entity?.country, entity?.gender].compactMap { $0 }.joined(separator: ", ")
      let roles = entity?.roles.map { role in
        role.organization.map { "\(role.title) (\($0))" } ?? role.title
      }
      text += "\(number + 1). \(entity?.name ?? "unnamed")\(what.isEmpty ? "" : " [\(what)]")"
      if let roles, !roles.isEmpty { text += ": \(roles.joined(separator: ", "))" }
      text += "\n   \(chain.mentions.map { reading.mentions[$0].span.exact }.joined(separator: " · "))\n"
    }
    return text + "\n"
  }

  /// A candidate a line: why it is listed or not, then who, the cue and the words.
  private static func quotes(_ reading: TextReading) -> String {
    guard !reading.quoteCandidates.isEmpty else { return "No quotes\n\n" }
    func hundredths(_ share: Double?) -> String { share.map { String(Int(($0 * 100).rounded())) } ?? "" }
    var text =
      "Quotes: outcome, chances in hundredths that the cue is one, that the words are right, that all is\n"
    var rows = [["#", "outcome", "cue", "words", "all", "rule", "mention", "cue", "content"]]
    for (number, candidate) in reading.quoteCandidates.enumerated() {
      rows.append([
        String(number + 1), candidate.outcome + (candidate.better.map { " \($0 + 1)" } ?? ""),
        hundredths(candidate.cueChance), hundredths(candidate.contentCertainty),
        hundredths(candidate.confidence),
        candidate.rule, candidate.source?.exact ?? "-", candidate.cue?.exact ?? "-",
        candidate.parts.map(\.exact).joined(separator: " … "),
      ])
    }
    text += table(rows)
    return text + "\n"
  }

  /// Columns set flush left, divided by two spaces; no space at the end of a line.
  private static func table(_ rows: [[String]]) -> String {
    var widths = [Int](repeating: 0, count: rows[0].count)
    for row in rows {
      for (column, cell) in row.enumerated() {
        widths[column] = max(widths[column], min(columnWidthMax, cell.unicodeScalars.count))
      }
    }
    var text = ""
    for row in rows {
      var line = " "
      var blanks = 1
      for (column, cell) in row.enumerated() {
        if !cell.isEmpty {
          line += String(repeating: " ", count: blanks) + cell
          blanks = 0
        }
        blanks += max(0, widths[column] - cell.unicodeScalars.count) + 2
      }
      text += line + "\n"
    }
    return text
  }
}
