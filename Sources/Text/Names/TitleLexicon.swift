/// Words of titles, roles and honorifics (`titles.tsv`).
struct TitleLexicon: Sendable {
  enum Kind: String, Sendable { case head, modifier, honorific }

  struct Word: Sendable {
    var kind: Kind
    var gender: Gender?
    /// Heads that may mean the same office.
    var similar: [String]
  }

  private var words: [String: Word] = [:]

  init(_ file: [UInt8]) {
    for fields in LineTable(file) where fields.count >= 2 {
      guard let kind = Kind(rawValue: fields[1]) else { continue }
      let gender: Gender? =
        fields.count > 2 ? (fields[2] == "f" ? .female : fields[2] == "m" ? .male : nil) : nil
      let similar = fields.count > 3 ? fields[3].split(separator: "|").map(String.init) : []
      words[fields[0]] = Word(kind: kind, gender: gender, similar: similar)
    }
  }

  subscript(word: String) -> Word? { words[word] }

  /// The head in its singular, for `ministers` too; `nil` for words that are no heads.
  func head(_ word: String) -> String? {
    if words[word]?.kind == .head { return word }
    if word.hasSuffix("s"), words[String(word.dropLast())]?.kind == .head { return String(word.dropLast()) }
    return nil
  }

  /// Whether an office called `title` (its words) may be meant by the head noun `head`: the same head, or a similar
  /// office, all of whose words stand in the title.
  func means(_ head: String, _ title: [String]) -> Bool {
    if title.contains(head) { return true }
    return (words[head]?.similar ?? []).contains { similar in
      similar.split(separator: " ").allSatisfy { title.contains(String($0)) }
    }
  }
}
