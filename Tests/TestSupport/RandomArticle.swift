/// Articles made up from a seed: sentences in the patterns of news, with the oddities that break readers of text.
public struct RandomArticle {
  private var generator: SeededGenerator

  public init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  /// Between no sentence and some sixty, in paragraphs.
  public mutating func text() -> String {
    var text = ""
    for _ in 0..<Int.random(in: 0...14, using: &generator) {
      for _ in 0..<Int.random(in: 1...5, using: &generator) {
        text += sentence() + pick([" ", " ", " ", "  ", "", "\u{A0}"])
      }
      text += pick(["\n\n", "\n", "\r\n", "\r\n\r\n", "\n\n\n", "\u{2029}", "\u{B}"])
    }
    return text
  }

  private mutating func sentence() -> String {
    switch Int.random(in: 0..<16, using: &generator) {
    case 0: "\(quoted(clause())) \(name()) \(pick(Self.cues))."
    case 1: "\(name()) \(pick(Self.cues)) that \(clause())."
    case 2: "\(name()) \(pick(Self.cues)) \(clause())."
    case 3: "\(quoted(phrase())) \(pronoun()) \(pick(Self.cues)), \(quoted(clause()))."
    case 4: "According to \(name()), \(clause())."
    case 5: "\(name()), \(pick(Self.titles)) of \(country()), \(pick(Self.stances)) \(phrase())."
    case 6: "\(country()) \(pick(Self.stances)) \(quoted(phrase())) and \(pick(Self.stances)) \(phrase())."
    case 7:
      "The \(pick(Self.titles)) \(pick(Self.cues)) \(country()) will \(pick(["not ", "never ", "", "continue to "]))\(phrase())."
    case 8: "\(pick(Self.openers))\(clause()), \(pronoun()) \(pick(Self.cues))"
    case 9: "\(name().uppercased()): \(clause())."
    case 10: "\(country()) and \(country()) agreed to \(phrase()) unless \(country()) \(phrase())."
    case 11: "\(noise())\(clause())\(noise())"
    case 12: "\(name())’s \(phrase()) was called \(quoted(phrase())) by \(name())."
    case 13: "\(quoted("\(quoted(phrase())) \(clause())")) — \(name())"
    case 14: noise()
    default: "\(clause()) \(pick(["?", "!", "...", "…", "", ";", "?!"]))"
    }
  }

  private mutating func clause() -> String {
    "\(pick([country(), name(), pronoun(), "the plan", "taxes", "we"])) \(pick(Self.verbs)) \(phrase())"
  }

  private mutating func phrase() -> String {
    pick([
      "lift a ban on \(country())", "the \(pick(Self.nouns))", "maintain sanctions and offer support",
      "\(number()) \(pick(Self.nouns))",
      "“serious concern” over the \(pick(Self.nouns))", "work with \(country())", "the U.S.-led talks", "it",
      "",
    ])
  }

  private mutating func quoted(_ text: String) -> String {
    let marks: [(String, String)] = [
      ("“", ",”"), ("\"", ",\""), ("‘", "’"), ("'", "'"), ("«", "»"), ("„", "“"), ("“", ""), ("", "”"),
      ("\"", ""), ("“‘", "’”"),
      ("''", "''"), ("‹", "›"),
    ]
    let (open, close) = pick(marks)
    return open + text + close
  }

  private mutating func name() -> String {
    pick([
      "\(pick(Self.given)) \(pick(Self.family))", pick(Self.family),
      "\(pick(["Mr.", "Mrs.", "Sen.", "Dr.", "President"])) \(pick(Self.family))",
      "\(pick(Self.given)) \(pick(["J.", "de", "van der", "O’", "“Red”"])) \(pick(Self.family))",
      "the \(pick(Self.titles))",
    ])
  }

  private mutating func country() -> String { pick(Self.countries) }
  private mutating func pronoun() -> String {
    pick(["he", "she", "they", "it", "I", "we", "who", "He", "She"])
  }
  private mutating func number() -> String {
    pick(["3", "1,500", "$2.4 million", "12%", "No. 10", "2024", "４２", "½", "10th"])
  }

  private mutating func noise() -> String {
    pick([
      "👋🏽", "e\u{301}", "\u{0}", "\u{FEFF}", "\u{202E}abc\u{202C}", "日本は拒否した。", "—", "--", "(", ")", "[", "]",
      "https://example.org/a?b=c",
      "a@example.org", "@someone", "#tag", "\t", "\u{200B}", "🇯🇵🇨🇳",
      "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}", "N.B.", "....", "-", "'", "’", "\u{E000}",
      "AAAA" + String(repeating: "a", count: 300), "• ", "1. ", "\u{10FFFF}",
    ])
  }

  private mutating func pick<T>(_ choices: [T]) -> T {
    guard let choice = choices.randomElement(using: &generator) else { preconditionFailure("no choice") }
    return choice
  }

  private static let cues = [
    "said", "says", "told reporters", "added", "claimed", "denied", "vowed to", "warned", "has said",
    "will say", "didn’t say", "asked",
    "tweeted", "expressed", "called", "believes", "was told", "said,", "said:", "pledged to", "insisted",
  ]
  private static let stances = [
    "supports", "opposes", "rejected", "condemned", "urged", "demanded", "called for", "welcomed",
    "voted against", "threatened to",
    "has fiercely opposed", "expressed concern over", "pledged to", "abstained from", "refused to",
    "did not rule out",
  ]
  private static let verbs = [
    "will", "must", "should", "has", "is", "were", "takes", "would never", "can’t", "may", "lifted", "raises",
  ]
  private static let nouns = [
    "plan", "treaty", "ban", "budget", "releases", "deal", "border", "tariffs", "security", "law", "talks",
  ]
  private static let titles = [
    "foreign minister", "Prime Minister", "spokeswoman", "senator", "president", "chief cabinet secretary",
    "mayor", "minister",
  ]
  private static let given = [
    "Ann", "Yoko", "Xi", "José", "Zoë", "Mohammed", "Jean-Luc", "Björk", "Li", "D’Arcy", "Åsa",
  ]
  private static let family = [
    "Lee", "Kamikawa", "Jinping", "García", "O’Neil", "bin Salman", "Smith-Jones", "Ng", "Østergård",
    "McDonald", "Ко",
  ]
  private static let countries = [
    "Japan", "China", "the United States", "U.S.", "Tokyo", "Beijing", "North Korea", "Britain", "the EU",
    "Moscow", "Côte d’Ivoire", "UN",
    "Palestinians", "Türkiye", "Georgia", "the Kremlin", "Japanese",
  ]
  private static let openers = [
    "If ", "When ", "Unless ", "“", "And ", "But ", "Asked whether ", "Although ",
  ]
}
