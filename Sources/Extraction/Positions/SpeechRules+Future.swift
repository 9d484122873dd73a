import NewsModel
import Text

/// "Norway will lower the tariffs", "is to lower", "we are going to lower"; with harm in it, a threat.
extension SpeechRules {
  func will(_ predicate: Predicate, _ modality: VerbModality, isSpeech: Bool) -> StanceCandidate? {
    let token = predicate.token
    guard let modal = modality.future ?? permission(predicate, isSpeech),
      let subject = predicate.subjects.first,
      predicate.kind == .main || predicate.kind == .infinitive || predicate.isAppositive
    else { return nil }
    if modality.future != nil, modality.isUncertain { return nil }
    if modality.isHypothetical, !isSpeech { return nil }
    // "will be able to", "will have to": not what one does.
    if predicate.kind == .infinitive, let outer = predicate.governor,
      !Self.passing.contains(reading.lemmas[outer])
    {
      return nil
    }
    let lemma = reading.lemmas[token]
    if !isSpeech, Self.journeys.contains(lemma) { return nil }
    let isCarrying = reading.words.carryingOn.contains(lemma)
    let isState = reading.children(token).contains {
      reading.deprel($0) == .cop && !reading.isToBe($0, token)
    }
    if !isCarrying, reading.words.state.contains(lemma) || isState { return nil }
    // "would have done", "will have done": no plan.
    if reading.children(token).contains(where: { reading.deprel($0) == .aux && reading.lemmas[$0] == "have" })
    {
      return nil
    }
    if isCarrying, let inner = reading.child(token, .xcomp),
      reading.words.state.contains(reading.lemmas[inner])
    {
      return nil
    }
    let whole = complement(of: predicate, behind: modal)
    guard whole.upperBound > whole.lowerBound else { return nil }
    // "All four will be released": whoever says so sees to it.
    let isSpeaker = isFirstPerson(subject) || isSpeech && predicate.isPassive
    let isNegated = modality.isNegated
    var candidate = StanceCandidate(
      rule: .will, head: token, cue: modal..<(modal + 1), lemma: reading.lemmas[modal],
      holder: isSpeaker ? .speaker : .nominals(predicate.subjects), act: isNegated ? .reject : .commit,
      polarity: isNegated ? .oppose : .support, strength: modality.isUncertain ? 1 : 2,
      commitment: .intention,
      target: isNegated
        ? StanceLexicon.Target(role: .addressee, polarity: .negative)
        : StanceLexicon.Target(role: .partner, polarity: .positive),
      cameo: nil, voice: .reporter, proposal: whole, proposalHead: token, proposalIsVerbal: true,
      evidence: modal..<max(modal + 1, whole.upperBound))
    if modal > whole.lowerBound { candidate.evidence = whole.lowerBound..<max(modal + 1, whole.upperBound) }
    if isSpeaker, !isFirstPerson(subject) {
      let start = reading.clauseStart(token)
      candidate.proposal = min(start, whole.lowerBound)..<whole.upperBound
      candidate.proposalIsVerbal = false
      candidate.evidence = min(start, modal)..<max(modal + 1, whole.upperBound)
    }
    candidate.force = .volition
    candidate.time = .future
    candidate.continuing = isCarrying || modality.continuing
    if !isNegated, isThreat(lemma, modal) {
      candidate.act = .threaten
      candidate.target = StanceLexicon.Target(role: .adversary, polarity: .negative)
    }
    return candidate
  }

  /// The "may" of "the ministry said it may extend the ban": its own plan, not a guess about others.
  private func permission(_ predicate: Predicate, _ isSpeech: Bool) -> Int? {
    guard isSpeech, !predicate.isPassive, let subject = predicate.subjects.first,
      isFirstPerson(subject) || isHolder(subject, at: predicate.token)
    else { return nil }
    return reading.children(predicate.token).first {
      reading.deprel($0) == .aux && reading.lowers[$0] == "may" && $0 < predicate.token
    }
  }

  private func isThreat(_ lemma: String, _ modal: Int) -> Bool {
    let cue = reading.voices.voice(at: modal)?.cueLemma
    if cue == "threaten" || Self.violence.contains(lemma) { return true }
    let hasCondition = reading.window(around: modal).contains {
      reading.lowers[$0] == "if" || reading.lowers[$0] == "unless"
    }
    return Self.harm.contains(lemma) && (cue == "warn" || hasCondition)
  }

  private static let passing: Set<String> = [
    "go", "be", "continue", "keep", "begin", "start", "try", "seek", "help", "work", "move", "proceed",
    "look",
  ]
  private static let harm: Set<String> = [
    "close", "cut", "block", "respond", "impose", "ban", "withdraw", "halt", "suspend", "expel", "boycott",
    "seize",
    "sever", "break",
  ]
  /// Meetings and journeys are events when the outlet tells of them (X3).
  private static let journeys: Set<String> = [
    "visit", "travel", "fly", "attend", "head", "return", "meet", "join", "tour", "finish", "host", "speak",
    "appear",
  ]
  private static let violence: Set<String> = [
    "attack", "bomb", "strike", "retaliate", "destroy", "punish", "blockade", "shell", "invade",
  ]
}
