import NewsModel
import Text

/// Stances without a word of the lexicon: what a speaker says should be done, is wrong, or will happen by the
/// speaker's own hand. Only inside reported speech, but for "will" with a body that can decide.
struct SpeechRules {
  let reading: StanceReading
  let matcher: FrameMatcher
  let resolver: HolderResolver

  init(_ reading: StanceReading) {
    self.reading = reading
    resolver = HolderResolver(reading)
    matcher = FrameMatcher(reading: reading)
  }

  func candidate(_ index: Int) -> StanceCandidate? {
    let group = reading.phrases.verbGroups[index]
    let clause = reading.clauses[index]
    guard group.form == .finite || group.isPassive, !clause.subjects.isEmpty || clause.kind == .bare else {
      return nil
    }
    let isSpeech = reading.isSpoken(group.head)
    if isSpeech,
      let found = obligation(index, group, clause) ?? verdict(group, clause)
        ?? misconduct(group, clause)
    {
      return found
    }
    return will(index, group, clause, isSpeech: isSpeech)
  }

  /// "I", "we"
  func isFirstPerson(_ subject: Range<Int>) -> Bool {
    subject.count == 1 && ["i", "we"].contains(reading.lowers[subject.lowerBound])
  }

  /// "I don't think we should": the denial belongs to what follows.
  func isDeniedFromAbove(_ clause: Clause) -> Bool {
    var token = clause.start - 1
    if token > 0, reading.lowers[token] == "that" { token -= 1 }
    guard token >= 0, let index = reading.phrases.verbGroup(at: token) else { return false }
    let above = reading.phrases.verbGroups[index]
    return Self.thinking.contains(reading.lemmas[above.head]) && isNegated(above)
  }

  private static let thinking: Set<String> = ["think", "believe", "feel", "consider"]

  func isNegated(_ group: VerbGroup) -> Bool { group.tokens.contains { reading.isNegator($0) } }

  func isHypothetical(_ group: VerbGroup) -> Bool {
    group.tokens.contains { ["may", "might", "could", "if"].contains(reading.lowers[$0]) }
  }

  func behind(_ modal: Int, to head: Int) -> Int {
    var token = modal + 1
    while token < head, reading.isAdverb(token) { token += 1 }
    return token
  }

  static let copulas: Set<String> = ["be", "'s", "'re", "remain"]
}
