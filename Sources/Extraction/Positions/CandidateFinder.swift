import NewsModel
import Text

/// Asks every verb group for its stance and drops what the guidelines exclude.
struct CandidateFinder {
  let reading: StanceReading
  let lexiconRules: LexiconRules
  let speechRules: SpeechRules

  init(_ reading: StanceReading, _ lexicon: StanceLexicon) {
    self.reading = reading
    lexiconRules = LexiconRules(reading, lexicon)
    speechRules = SpeechRules(reading)
  }

  func candidates() -> [StanceCandidate] {
    var found: [Int: StanceCandidate] = [:]
    for index in reading.phrases.verbGroups.indices where !isExcluded(index) {
      let lexical = lexiconRules.candidate(index)
      guard let candidate = lexical ?? speechRules.candidate(index) else { continue }
      if let outer = governor(index) {
        // "will continue to ask": the asking is the stance, the outer verb its commitment.
        if let above = found[outer] {
          guard Self.yields.contains(above.act), Self.inner.contains(candidate.act), lexical != nil else {
            continue
          }
          var inner = candidate
          inner.commitment = inner.commitment.orStronger(above.commitment)
          if case .nounPhrases = inner.holder { inner.holder = above.holder }
          inner.continuing = inner.continuing || above.continuing
          if above.rule != .will { inner.evidence = above.cue.lowerBound..<inner.evidence.upperBound }
          found[outer] = nil
          found[index] = inner
          continue
        }
        guard reading.words.catenative.contains(reading.lemmas[reading.phrases.verbGroups[outer].head]) else {
          continue
        }
      }
      found[index] = candidate
    }
    return found.sorted { $0.key < $1.key }.map(\.value)
  }

  /// The verb group whose infinitive or gerund `index` is.
  private func governor(_ index: Int) -> Int? {
    let clause = reading.clauses[index]
    let group = reading.phrases.verbGroups[index]
    switch clause.kind {
    case .infinitive: return clause.governor
    case .bare where group.form == .gerund: return index > 0 ? index - 1 : nil
    default: return nil
    }
  }

  /// Questions and unadopted conditions (X6), denials (X5), restrictive relative clauses and modifiers (X4).
  private func isExcluded(_ index: Int) -> Bool {
    let group = reading.phrases.verbGroups[index]
    let clause = reading.clauses[index]
    let sentence = reading.sentence(of: group.head)
    if isQuestion(group.head, sentence) { return true }
    if let cue = reading.voices.voice(at: group.head)?.cueLemma,
      cue == "deny" || cue == "ask" && isIndirectQuestion(group.head)
    {
      return true
    }
    if clause.kind == .relative, !clause.isAppositive { return true }
    if clause.start > sentence.lowerBound, clause.kind == .main {
      if isContactClause(clause, in: sentence) { return true }
      switch reading.lowers[clause.start - 1] {
      case "if", "whether", "unless", "what", "why", "how", "because": return true
      default: break
      }
    }
    if clause.kind == .bare, group.form == .gerund {
      let before = group.tokens.lowerBound - 1
      guard before >= 0, let outer = reading.phrases.verbGroup(at: before) else { return true }
      return !reading.words.catenative.contains(reading.lemmas[reading.phrases.verbGroups[outer].head])
    }
    return false
  }

  /// "the guidelines he proposed": a relative clause without its pronoun.
  private func isContactClause(_ clause: Clause, in sentence: Range<Int>) -> Bool {
    let before = clause.start - 1
    guard let subject = clause.subjects.first, subject.lowerBound == clause.start,
      reading.upos(before) == .noun,
      !reading.words.temporal.contains(reading.lemmas[before]), reading.sameVoice(before, clause.start),
      let phrase = reading.phrases.nounPhrase(at: before), phrase.upperBound == clause.start
    else { return false }
    return phrase.lowerBound > sentence.lowerBound + 1
  }

  private func isQuestion(_ head: Int, _ sentence: Range<Int>) -> Bool {
    var token = sentence.upperBound - 1
    while token > head, reading.upos(token) == .punct {
      if reading.lowers[token] == "?" { return true }
      token -= 1
    }
    // A question inside a longer sentence: “Who gave them the right?” the senator asked.
    if let part = reading.voices.part(at: head) {
      var mark = head
      while mark < min(part.upperBound + 1, reading.window(around: head).upperBound) {
        if reading.lowers[mark] == "?" { return true }
        mark += 1
      }
    }
    return false
  }

  private func isIndirectQuestion(_ head: Int) -> Bool {
    guard let part = reading.voices.part(at: head) else { return false }
    return ["whether", "if", "why", "how", "what", "who", "when"].contains(reading.lowers[part.lowerBound])
  }

  private static let yields: Set<Position.Act> = [.commit, .advocate, .agree, .decide]
  private static let inner: Set<Position.Act> = [.demand, .criticize, .reject]
}
