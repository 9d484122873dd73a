/// Which words announce that someone says, thinks or wants something, and with what kind of content they do so.
///
/// Built from a text file of lines `lemma <tab> part of speech <tab> frame <tab> kind <tab> reliability`; `#` begins a
/// comment line. The head of `quote-cues.tsv` documents each column.
struct CueLexicon: Sendable {
  /// What stands where the content stands.
  enum Frame: Hashable, Sendable {
    /// Words in quotation marks: said “…”
    case quotation
    /// said that …
    case that
    /// said … (a clause without `that`)
    case clause
    /// asked whether …, explained why …
    case question
    /// pledged to …
    case infinitive
    /// underscored the necessity of …
    case nominal
    /// called for …, referred to …: the preposition belongs to the cue.
    case preposition(String)

    init?(_ name: Substring) {
      switch name {
      case "quotation": self = .quotation
      case "that": self = .that
      case "clause": self = .clause
      case "question": self = .question
      case "infinitive": self = .infinitive
      case "nominal": self = .nominal
      default:
        guard name.hasPrefix("+"), name.count > 1 else { return nil }
        self = .preposition(String(name.dropFirst()))
      }
    }
  }

  enum PartOfSpeech: Hashable, Sendable { case verb, noun }

  /// What the cue tells about its content.
  enum Kind: String, Sendable { case speech, thought, stance, evidence }

  struct Sense: Sendable {
    var kind: Kind
    /// Share of such cues that are attributions, 0…1.
    var reliability: Double
  }

  struct Entry: Sendable {
    var senses: [Frame: Sense] = [:]
    /// Takes the hearer as an object before its content: told reporters that …
    var takesAddressee = false

    /// Whether words before or after it may be quoted speech or a clause: a verb that can stand in `“…,” he said`.
    var speaks: Bool { senses[.quotation] != nil }
  }

  private var verbs: [String: Entry] = [:]
  private var nouns: [String: Entry] = [:]

  /// Throws `LexiconError` naming the first line that does not read.
  init(_ bytes: [UInt8]) throws(LexiconError) {
    for (index, line) in String(decoding: bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false
    ).enumerated() {
      if line.isEmpty || line.hasPrefix("#") { continue }
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard columns.count == 5, let frame = Frame(columns[2]) ?? (columns[2] == "addressee" ? .nominal : nil),
        let kind = Kind(rawValue: String(columns[3])), let percent = Int(columns[4]),
        (0...100).contains(percent),
        columns[1] == "verb" || columns[1] == "noun"
      else { throw LexiconError(file: Self.fileName, line: index + 1) }
      let lemma = String(columns[0])
      var entry = (columns[1] == "verb" ? verbs[lemma] : nouns[lemma]) ?? Entry()
      if columns[2] == "addressee" {
        entry.takesAddressee = true
      } else {
        entry.senses[frame] = Sense(kind: kind, reliability: Double(percent) / 100)
      }
      if columns[1] == "verb" { verbs[lemma] = entry } else { nouns[lemma] = entry }
    }
  }

  func verb(_ lemma: String) -> Entry? { verbs[lemma] }
  func noun(_ lemma: String) -> Entry? { nouns[lemma] }

  static let fileName = "quote-cues.tsv"
}

/// A word list that cannot be read: a mistake of ours in a file compiled in.
public struct LexiconError: Error, Sendable, Equatable {
  public var file: String
  /// Counted from 1.
  public var line: Int
}
