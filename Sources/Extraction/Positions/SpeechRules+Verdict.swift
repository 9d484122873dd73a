import NewsModel
import Text

/// "The plan is a mistake", "talks are needed", "it is vital to lower the tariffs".
extension SpeechRules {
  func verdict(_ predicate: Predicate, _ modality: VerbModality) -> StanceCandidate? {
    let token = predicate.token
    guard predicate.kind == .main || predicate.isAppositive, !modality.isUncertain,
      let subject = predicate.subjects.first
    else { return nil }
    let isPassiveNeed = predicate.isPassive && reading.words.necessary.contains(reading.lowers[token])
    let hasCopula = reading.child(token, .cop) != nil || isPassiveNeed || isJoinedToCopula(predicate)
    guard hasCopula else { return nil }
    // "it would be in the public interest to …"
    if let tie = reading.child(token, .case) {
      guard reading.lowers[tie] == "in", reading.lemmas[token] == "interest" else { return nil }
      return necessary(predicate, subject, token, isNegated: modality.isNegated, isStrong: false)
    }
    // "has never been more needed" is the strongest yes.
    let isSuperlative =
      modality.isNegated && reading.children(token).contains { reading.lowers[$0] == "more" }
    let isNegated = (modality.isNegated && !isSuperlative) != isDeniedFromAbove(predicate)
    if let need = necessity(token) {
      return necessary(predicate, subject, need, isNegated: isNegated, isStrong: isSuperlative)
    }
    guard let verdict = matcher.evaluation(of: token), !isFirstPerson(subject), !isPerson(subject),
      reading.upos(subject) != .pron || Self.anaphors.contains(reading.lowers[subject])
        || reading.child(subject, .det) != nil
    else { return nil }
    // "It's a challenge" judges no policy, "the plan is a challenge" does.
    let isPolicy =
      reading.words.measure.contains(reading.lemmas[subject])
      || reading.words.generic.contains(reading.lemmas[subject])
      || extraposed(subject, of: token) != nil
    if !isPolicy, verdict.tokens.contains(where: { reading.words.weak.contains(reading.lemmas[$0]) }) {
      return nil
    }
    // The predicate's own negation was read with the verdict already.
    let deniedInside = reading.children(token).contains {
      reading.isNegator($0) && reading.deprel($0) != .conj
    }
    let isGood = verdict.isGood != (isNegated != deniedInside)
    var proposalHead = subject
    var proposal = reading.subjectSpan(subject, before: token)
    var end = reading.extent(of: token, from: token, cue: token)
    var verbal = false
    var start = predicate.hasOwnSubject ? min(proposal.lowerBound, token) : proposal.lowerBound
    if let clause = extraposed(subject, of: token) {
      proposalHead = clause
      let from = reading.clauseStart(clause)
      proposal = from..<reading.extent(of: clause, from: from, cue: token)
      end = max(end, proposal.upperBound)
      verbal = true
    }
    guard !proposal.isEmpty, token - start <= Self.subjectTokensMax, start < token else { return nil }
    if predicate.isCoordinate, !predicate.hasOwnSubject { start = verdict.tokens.lowerBound }
    let cue = reading.trimmed(
      min(verdict.tokens.lowerBound, token)..<max(verdict.tokens.upperBound, token + 1))
    return StanceCandidate(
      rule: .evaluation, head: token, cue: cue, lemma: reading.lemmas[token], holder: .speaker,
      act: isGood ? .endorse : .criticize, polarity: isGood ? .support : .oppose,
      strength: verdict.isStrong ? 3 : 2, commitment: .none,
      target: isGood
        ? StanceLexicon.Target(role: .beneficiary, polarity: .positive)
        : StanceLexicon.Target(role: .criticized, polarity: .negative),
      cameo: isGood ? "051" : "111", voice: .speech, proposal: proposal, proposalHead: proposalHead,
      proposalIsVerbal: verbal,
      evidence: min(start, proposal.lowerBound)..<max(end, cue.upperBound, proposal.upperBound))
  }

  /// "is clumsy, unthinking and a waste of money": the copula is the first one's.
  private func isJoinedToCopula(_ predicate: Predicate) -> Bool {
    guard predicate.isCoordinate, !predicate.hasOwnSubject, reading.upos(predicate.token) != .verb,
      let index = reading.governor(of: predicate)
    else { return false }
    return reading.child(reading.predicates[index].token, .cop) != nil
  }

  /// "The agency overstepped its authority": a verb that judges.
  func misconduct(_ predicate: Predicate, _ modality: VerbModality) -> StanceCandidate? {
    let token = predicate.token
    guard predicate.kind == .main || predicate.isAppositive || isRaised(predicate),
      let subject = predicate.subjects.first,
      !isFirstPerson(subject), subject < token, !modality.isNegated, !modality.isUncertain,
      modality.future == nil,
      reading.words.misconduct.contains(reading.lemmas[token]), !isHolder(subject, at: token),
      predicate.isPassive || resolver.actor(subject) != nil || Self.anaphors.contains(reading.lowers[subject])
        || reading.words.actor.contains(reading.lemmas[subject])
    else { return nil }
    let start =
      predicate.hasOwnSubject ? reading.clauseStart(token) : reading.document.span(of: subject).lowerBound
    guard token - start <= Self.subjectTokensMax else { return nil }
    let end = max(token + 1, reading.extent(of: token, from: token + 1, cue: token))
    return StanceCandidate(
      rule: .misconduct, head: token, cue: token..<(token + 1), lemma: reading.lemmas[token],
      holder: .speaker,
      act: .criticize, polarity: .oppose, strength: 2, commitment: .none,
      target: StanceLexicon.Target(role: .criticized, polarity: .negative), cameo: "112", voice: .speech,
      proposal: start..<end, proposalHead: token, proposalIsVerbal: false,
      addressees: predicate.isPassive ? [] : predicate.subjects, evidence: start..<end)
  }

  /// "continue to ignore", "are trying to undermine": said of the same subject.
  private func isRaised(_ predicate: Predicate) -> Bool {
    guard predicate.kind == .infinitive, reading.deprel(predicate.token) == .xcomp,
      let outer = predicate.governor
    else {
      return false
    }
    return reading.words.carryingOn.contains(reading.lemmas[outer])
      || Self.trying.contains(reading.lemmas[outer])
  }

  private static let trying: Set<String> = [
    "try", "attempt", "begin", "start", "seek", "choose", "decide", "risk", "threaten",
  ]

  /// Whether `subject` is who speaks at `token`.
  func isHolder(_ subject: Int, at token: Int) -> Bool {
    guard let voice = reading.voices.voice(at: token), let speaker = resolver.entity(voice.speaker),
      case .entity(let entity)? = resolver.actor(subject)?.identity
    else { return false }
    return entity == speaker
  }

  /// "needed", "so important", "a vital step": the token of the word.
  private func necessity(_ token: Int) -> Int? {
    if reading.words.necessary.contains(reading.lowers[token]) { return token }
    guard Self.steps.contains(reading.lemmas[token]) else { return nil }
    return reading.children(token).first {
      reading.deprel($0) == .amod && reading.words.necessary.contains(reading.lowers[$0])
    }
  }

  private func necessary(
    _ predicate: Predicate, _ subject: Int, _ need: Int, isNegated: Bool, isStrong: Bool
  ) -> StanceCandidate? {
    let token = predicate.token
    guard !isFirstPerson(subject), !isPerson(subject) else { return nil }
    var proposalHead = subject
    var proposal = reading.subjectSpan(subject, before: token)
    var evidence = proposal.lowerBound..<max(token + 1, reading.extent(of: token, from: token, cue: token))
    var verbal = false
    if let clause = extraposed(subject, of: token) {
      proposalHead = clause
      let from = reading.clauseStart(clause)
      proposal = from..<max(from + 1, reading.extent(of: clause, from: from, cue: token))
      evidence = min(evidence.lowerBound, proposal.lowerBound)..<max(evidence.upperBound, proposal.upperBound)
      verbal = true
    } else if reading.upos(subject) == .pron {
      return nil
    }
    guard !proposal.isEmpty, token - evidence.lowerBound <= Self.subjectTokensMax else { return nil }
    return StanceCandidate(
      rule: .necessity, head: token, cue: need..<(need + 1), lemma: reading.lemmas[need], holder: .speaker,
      act: isNegated ? .criticize : .advocate, polarity: isNegated ? .oppose : .support,
      strength: isStrong ? 3 : 2,
      commitment: isNegated ? .none : .preference,
      target: isNegated
        ? StanceLexicon.Target(role: .criticized, polarity: .negative)
        : StanceLexicon.Target(role: .partner, polarity: .positive),
      cameo: nil, voice: .speech, proposal: proposal, proposalHead: proposalHead, proposalIsVerbal: verbal,
      evidence: evidence)
  }

  /// The clause that "it" stands for: "it is wrong to …", "it is vital that …".
  private func extraposed(_ subject: Int, of token: Int) -> Int? {
    guard reading.lowers[subject] == "it" else { return nil }
    return reading.children(token).first { child in
      guard child > token else { return false }
      switch reading.deprel(child) {
      case .csubj, .ccomp: return true
      case .advcl, .xcomp, .acl: return reading.form(child) == .toInfinitive
      default: return false
      }
    }
  }

  /// Verdicts on a person are no policy (X7).
  func isPerson(_ subject: Int) -> Bool {
    guard let index = reading.document.mention(at: subject) else { return false }
    let mention = reading.document.mentions[index]
    if let entity = mention.entity { return reading.document.entities[entity].kind == .person }
    return mention.chain.map { reading.document.chains[$0].kind == .person } ?? false
  }

  /// Tokens between a subject and the verb that judges it.
  static let subjectTokensMax = 40
  private static let anaphors: Set<String> = ["this", "that", "it", "they", "these", "those"]
  /// Nouns behind "a vital …" that name something to be done.
  private static let steps: Set<String> = ["step", "move", "measure", "need", "priority", "task", "part"]
}
