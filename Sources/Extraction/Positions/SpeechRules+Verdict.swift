import NewsModel
import Text

/// "The plan is a mistake", "talks are needed", "it is vital to lower the tariffs".
extension SpeechRules {
  func verdict(_ group: VerbGroup, _ clause: Clause) -> StanceCandidate? {
    guard clause.kind == .main, let subject = clause.subjects.first else { return nil }
    let limit = reading.sentence(of: group.head).upperBound
    let isPassiveNeed = group.isPassive && reading.words.necessary.contains(reading.lowers[group.head])
    guard isPassiveNeed || Self.copulas.contains(reading.lemmas[group.head]), !isHypothetical(group) else {
      return nil
    }
    var token = isPassiveNeed ? group.head : group.head + 1
    while token < limit, reading.isAdverb(token) || reading.isQuotationMark(token) { token += 1 }
    guard token < limit else { return nil }
    let negators = (group.tokens.lowerBound..<token).filter { reading.isNegator($0) }
    // "has never been more needed" is the strongest yes.
    let isSuperlative =
      negators.count == 1 && (group.tokens.lowerBound..<token).contains { reading.lowers[$0] == "more" }
    let isNegated = (!negators.isEmpty && !isSuperlative) != isDeniedFromAbove(clause)
    if let need = necessity(token, limit: limit) {
      return necessary(group, subject, need, isNegated: isNegated, isStrong: isSuperlative)
    }
    guard let verdict = matcher.evaluation(from: token, limit: limit), !isFirstPerson(subject),
      !isPerson(subject),
      reading.upos(subject.upperBound - 1) != .pron
        || Self.anaphors.contains(reading.lowers[subject.lowerBound])
    else { return nil }
    let isGood = verdict.isGood != isNegated
    // "and was a waste of money" shares the subject of the clause before.
    let start = clause.start < group.tokens.lowerBound ? clause.start : subject.lowerBound
    guard start < group.tokens.lowerBound, group.head - start <= Self.subjectTokensMax else { return nil }
    var proposal = reading.trimmed(start..<group.tokens.lowerBound)
    if clause.start >= group.tokens.lowerBound { proposal = subject }
    var end = reading.extent(from: verdict.tokens.lowerBound, cue: group.head)
    var verbal = false
    if let outer = extraposed(subject, behind: verdict.tokens.upperBound, cue: group.head) {
      proposal = outer
      end = outer.upperBound
      verbal = true
    }
    guard !proposal.isEmpty else { return nil }
    return StanceCandidate(
      rule: .evaluation, cue: reading.trimmed(token..<verdict.tokens.upperBound),
      lemma: reading.lemmas[verdict.tokens.upperBound - 1], holder: .speaker,
      act: isGood ? .endorse : .criticize,
      polarity: isGood ? .support : .oppose, strength: verdict.isStrong ? 3 : 2, commitment: .none,
      target: isGood
        ? StanceLexicon.Target(role: .beneficiary, polarity: .positive)
        : StanceLexicon.Target(role: .criticized, polarity: .negative),
      cameo: isGood ? "051" : "111", voice: .speech, proposal: proposal, proposalIsVerbal: verbal,
      evidence: start..<max(end, verdict.tokens.upperBound))
  }

  /// "The agency overstepped its authority": a verb that judges.
  func misconduct(_ group: VerbGroup, _ clause: Clause) -> StanceCandidate? {
    guard clause.kind == .main, let subject = clause.subjects.first, !isFirstPerson(subject),
      reading.words.misconduct.contains(reading.lemmas[group.head]), !isNegated(group), !isHypothetical(group)
    else { return nil }
    let end = reading.extent(from: group.head + 1, cue: group.head)
    return StanceCandidate(
      rule: .misconduct, cue: group.head..<(group.head + 1), lemma: reading.lemmas[group.head],
      holder: .speaker,
      act: .criticize, polarity: .oppose, strength: 2, commitment: .none,
      target: StanceLexicon.Target(role: .criticized, polarity: .negative), cameo: "112", voice: .speech,
      proposal: clause.start..<max(end, group.head + 1), proposalIsVerbal: false,
      addressee: group.isPassive ? nil : subject, evidence: clause.start..<max(end, group.head + 1))
  }

  /// "needed", "so important", "a vital": the token of the word.
  private func necessity(_ start: Int, limit: Int) -> Int? {
    var token = start
    while token < min(limit, start + 3) {
      if reading.words.necessary.contains(reading.lowers[token]) {
        // "a crucial witness" needs nothing.
        let next = token + 1
        if next < limit,
          reading.upos(next) == .noun || reading.upos(next) == .propn || reading.upos(next) == .adj
        {
          return nil
        }
        return token
      }
      guard reading.isAdverb(token) || reading.upos(token) == .det else { return nil }
      token += 1
    }
    return nil
  }

  private func necessary(
    _ group: VerbGroup, _ subject: Range<Int>, _ need: Int, isNegated: Bool, isStrong: Bool
  ) -> StanceCandidate? {
    guard !isFirstPerson(subject) else { return nil }
    let clauseStart = subject.lowerBound
    var proposal = reading.trimmed(clauseStart..<group.tokens.lowerBound)
    var evidence = clauseStart..<(need + 1)
    var verbal = false
    if let outer = extraposed(subject, behind: need + 1, cue: group.head) {
      proposal = outer
      evidence = clauseStart..<outer.upperBound
      verbal = true
    } else if reading.upos(subject.upperBound - 1) == .pron,
      !Self.anaphors.contains(reading.lowers[subject.lowerBound])
    {
      return nil
    } else {
      evidence = clauseStart..<max(need + 1, reading.extent(from: need, cue: group.head))
    }
    guard !proposal.isEmpty else { return nil }
    var candidate = StanceCandidate(
      rule: .necessity, cue: need..<(need + 1), lemma: reading.lowers[need], holder: .speaker,
      act: isNegated ? .criticize : .advocate, polarity: isNegated ? .oppose : .support,
      strength: isStrong ? 3 : 2,
      commitment: .preference, target: StanceLexicon.Target(role: .partner, polarity: .positive), cameo: nil,
      voice: .speech, proposal: proposal, proposalIsVerbal: verbal, evidence: evidence)
    candidate.force = .obligation
    return candidate
  }

  /// "it is wrong to expect people …": the proposal behind the verdict.
  private func extraposed(_ subject: Range<Int>, behind start: Int, cue: Int) -> Range<Int>? {
    guard subject.count == 1, reading.lowers[subject.lowerBound] == "it" else { return nil }
    let frames = Self.extraposition
    return matcher.match(frames, head: .adjective, from: start, cue: cue, negated: false)?.proposal
  }

  /// Verdicts on a person are no policy (X7).
  private func isPerson(_ subject: Range<Int>) -> Bool {
    guard let index = reading.document.mention(at: subject.upperBound - 1),
      let entity = reading.document.mentions[index].entity
    else { return false }
    return reading.document.entities[entity].kind == .person
  }

  /// Tokens between a subject and the verb that judges it.
  static let subjectTokensMax = 40
  private static let anaphors: Set<String> = ["this", "that", "it", "they", "these", "those"]
  private static let extraposition: [StanceLexicon.Frame] = [
    StanceLexicon.Frame(head: .adjective, slots: [[.infinitive]]),
    StanceLexicon.Frame(head: .adjective, slots: [[.word("for")], [.nounPhrase], [.infinitive]]),
    StanceLexicon.Frame(head: .adjective, slots: [[.clause]]),
  ]
}
