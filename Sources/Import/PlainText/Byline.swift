/// `By Jane Doe`, `By JANE DOE and John Roe, Associated Press`.
enum Byline {
  /// Words of a longer line are a sentence ("By Tuesday the rebels had left").
  static let wordsMax = 14

  /// The names without `By`, if `line` is a byline.
  static func names(_ line: String) -> String? {
    let words = line.split(separator: " ")
    guard (3...wordsMax).contains(words.count), words[0].lowercased() == "by", !Block.endsSentence(line)
    else { return nil }
    let names = words.dropFirst()
    let small: Set<String> = [
      "and", "de", "van", "von", "der", "den", "la", "le", "du", "of", "for", "in", "the", "al", "bin", "&",
      "|", "/", "-", "–", "—",
    ]
    guard names.allSatisfy({ small.contains($0.lowercased()) || isCapitalised($0) }),
      names.first.map({ isCapitalised($0) }) ?? false
    else { return nil }
    return names.joined(separator: " ")
  }

  /// The persons of a byline; what follows a comma, bar or dash is where they work.
  static func authors(_ byline: String?) -> [String] {
    guard let byline else { return [] }
    let persons = byline.split(whereSeparator: { "|/—–".contains($0) }).first.map(String.init) ?? byline
    let parts = persons.replacing(" and ", with: " & ").replacing(", &", with: " &").split(separator: "&")
    var authors: [String] = []
    for part in parts {
      let names = part.split(separator: ",").map { $0.trimmed }
      guard let first = names.first else { continue }
      authors.append(first)
      // "Ann Lee, Bob Roe & Cy Dee": a comma before "and" lists; behind the last name it adds the outlet.
      if part != parts.last { authors += names.dropFirst() }
    }
    return authors.filter { !$0.isEmpty }
  }

  private static func isCapitalised(_ word: Substring) -> Bool {
    word.unicodeScalars.first { $0.properties.isAlphabetic }?.properties.isUppercase ?? false
  }
}
