import NewsModel

/// The verbs, nouns and adjectives that carry a stance, read from `stance.tsv` (the format stands in its
/// header).
struct StanceLexicon: Sendable {
  enum Head: Character, Sendable {
    case verb = "V"
    case noun = "N"
    case adjective = "A"
  }

  /// What an entry may be followed by.
  enum Slot: Sendable, Hashable {
    case nounPhrase, measure, infinitive, gerund, participle, bareInfinitive, clause, question, reflexive
    /// A clause that says what is wanted: "that Brazil lower", "that Brazil should lower".
    case desiredClause
    case evaluation
    case word(String)
  }

  struct Frame: Sendable {
    var head: Head
    /// The words must be negated, and the negation is part of the meaning.
    var isNegated = false
    /// The proposal is the subject.
    var proposalIsSubject = false
    /// Alternatives at each place.
    var slots: [[Slot]] = []
  }

  /// Who is speaking when the cue stands in the outlet's text.
  enum Voice: String, Sendable {
    case selfVoice = "self"
    case reporter, speech
  }

  struct Target: Sendable {
    var role: PositionTarget.Role
    var polarity: PositionTarget.Polarity
  }

  struct Entry: Sendable {
    /// Its first word is a lemma, the others are as written.
    var words: [String]
    var frames: [Frame]
    var act: Position.Act
    /// `criticize~reject`: reject when the proposal is something on offer.
    var rejectsOffers: Bool
    var polarity: Position.Polarity
    var strength: Int
    var commitment: Position.Commitment
    var target: Target?
    var cameo: String?
    var voice: Voice
    var example: String

    var lemma: String { words.joined(separator: " ") }
  }

  static let fileName = "stance.tsv"

  let entries: [Entry]
  /// Indices into `entries` by first word, longest entries first.
  private let byFirstWord: [String: [Int]]

  /// First words of the entries that are verbs.
  let verbs: Set<String>

  /// Regular forms of the entries' verbs: what the lemma of a rare verb should be ("prodded": prod).
  let baseForms: [String: String]

  func entries(beginningWith lemma: String) -> [Int] { byFirstWord[lemma] ?? [] }

  /// Reads the file's bytes. Throws `LexiconError` with the line that breaks the format.
  init(_ bytes: [UInt8]) throws(LexiconError) {
    var entries: [Entry] = []
    for (number, line) in LexiconLines(bytes) { entries.append(try Self.entry(line, number)) }
    var byFirstWord: [String: [Int]] = [:]
    for index in entries.indices { byFirstWord[entries[index].words[0], default: []].append(index) }
    self.entries = entries
    verbs = Set(entries.filter { $0.frames[0].head == .verb }.map { $0.words[0] })
    var baseForms: [String: String] = [:]
    for verb in verbs {
      for form in Self.regularForms(of: verb) { baseForms[form] = verb }
    }
    self.baseForms = baseForms
    self.byFirstWord = byFirstWord.mapValues { indices in
      indices.sorted { (-entries[$0].words.count, $0) < (-entries[$1].words.count, $1) }
    }
  }

  /// Past, participle and third person of a regular verb, with and without a doubled consonant.
  private static func regularForms(of verb: String) -> [String] {
    guard let last = verb.last else { return [] }
    if last == "e" { return [verb + "d", verb + "s", String(verb.dropLast()) + "ing"] }
    if last == "y", let before = verb.dropLast().last, !"aeiou".contains(before) {
      return [String(verb.dropLast()) + "ied", String(verb.dropLast()) + "ies", verb + "ing"]
    }
    var forms = [verb + "ed", verb + "ing", verb + "s"]
    if !"aeiouwxy".contains(last) { forms += [verb + String(last) + "ed", verb + String(last) + "ing"] }
    return forms
  }

  private static func entry(_ line: Substring, _ number: Int) throws(LexiconError) -> Entry {
    let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    let broken = LexiconError(file: fileName, line: number)
    guard fields.count == 10 else { throw broken }
    let act = fields[2].split(separator: "~")
    guard let first = act.first, let kind = Position.Act(rawValue: String(first)),
      act.count == 1 || act[1] == "reject"
    else { throw broken }
    guard let polarity = Position.Polarity(rawValue: fields[3]) else { throw broken }
    guard let strength = Int(fields[4]), (1...3).contains(strength) else { throw broken }
    guard let commitment = Position.Commitment(rawValue: fields[5]) else { throw broken }
    guard let voice = Voice(rawValue: fields[8]) else { throw broken }
    var target: Target?
    if fields[6] != "-" {
      guard let sign = fields[6].last, let role = PositionTarget.Role(rawValue: String(fields[6].dropLast())),
        let polarity = ["+": PositionTarget.Polarity.positive, "0": .neutral, "-": .negative][sign]
      else { throw broken }
      target = Target(role: role, polarity: polarity)
    }
    var frames: [Frame] = []
    for written in fields[1].split(separator: "|") { frames.append(try frame(written, broken)) }
    let words = fields[0].split(separator: " ").map(String.init)
    guard !words.isEmpty, !frames.isEmpty, !fields[9].isEmpty else { throw broken }
    return Entry(
      words: words, frames: frames, act: kind, rejectsOffers: act.count == 2, polarity: polarity,
      strength: strength,
      commitment: commitment, target: target, cameo: fields[7] == "-" ? nil : fields[7], voice: voice,
      example: fields[9])
  }

  private static func frame(_ text: Substring, _ broken: LexiconError) throws(LexiconError) -> Frame {
    var words = text.split(separator: " ")[...]
    var frame = Frame(head: .verb)
    if words.first == "not" {
      frame.isNegated = true
      words = words.dropFirst()
    }
    if words.first == "SUBJ" {
      frame.proposalIsSubject = true
      words = words.dropFirst()
    }
    guard let letter = words.first, letter.count == 1, let head = Head(rawValue: letter.first ?? " ") else {
      throw broken
    }
    frame.head = head
    for word in words.dropFirst() { frame.slots.append(word.split(separator: "/").map(slot)) }
    return frame
  }

  private static func slot(_ name: Substring) -> Slot {
    switch name {
    case "NP": .nounPhrase
    case "MEASURE": .measure
    case "to-INF": .infinitive
    case "ING": .gerund
    case "VBN": .participle
    case "BARE": .bareInfinitive
    case "that": .clause
    case "that-should": .desiredClause
    case "wh": .question
    case "REFL": .reflexive
    case "EVAL": .evaluation
    default: .word(String(name))
    }
  }
}

/// The lines of a word list that say something, with their numbers from 1.
struct LexiconLines: Sequence {
  private let lines: [(Int, Substring)]

  init(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    var lines: [(Int, Substring)] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    where !line.isEmpty && line.first != "#" {
      lines.append((index + 1, line))
    }
    self.lines = lines
  }

  func makeIterator() -> IndexingIterator<[(Int, Substring)]> { lines.makeIterator() }
}
