import NewsModel
import Text

/// "Norway will lower the tariffs", "is to lower", "we are going to lower"; with harm in it, a threat.
extension SpeechRules {
  func will(_ index: Int, _ group: VerbGroup, _ clause: Clause, isSpeech: Bool) -> StanceCandidate? {
    guard clause.kind == .main, let subject = clause.subjects.first,
      let (modal, verb, main) = future(index, group)
    else { return nil }
    let isWould = reading.lowers[modal] == "would" || reading.lowers[modal] == "'d"
    if isWould, !isSpeech { return nil }
    let lemma = reading.lemmas[main]
    if !isSpeech, Self.journeys.contains(lemma) { return nil }
    let isCarrying = reading.words.carryingOn.contains(lemma)
    guard isCarrying || !reading.words.state.contains(lemma), !isHypothetical(group) else { return nil }
    // "would have done", "will have done": no plan.
    if group.tokens.contains(where: { reading.lowers[$0] == "have" && $0 != group.head }) { return nil }
    let isNegated = group.isNegated || group.tokens.contains { reading.isNegator($0) }
    let end = reading.extent(from: verb, cue: group.head)
    guard end > verb else { return nil }
    if isCarrying,
      let inner = reading.phrases.verbGroup(at: group.head + 1)
        ?? reading.phrases.verbGroup(at: group.head + 2),
      reading.words.state.contains(reading.lemmas[reading.phrases.verbGroups[inner].head])
    {
      return nil
    }
    // "All four will be released": whoever says so sees to it.
    let isSpeaker = isFirstPerson(subject) || isSpeech && group.isPassive && !isActor(subject)
    let byWhom: StanceCandidate.Holder = isSpeaker ? .speaker : .nounPhrases(clause.subjects)
    var candidate = StanceCandidate(
      rule: .will, cue: modal..<(modal + 1), lemma: reading.lemmas[modal], holder: byWhom,
      act: isNegated ? .reject : .commit, polarity: isNegated ? .oppose : .support, strength: 2,
      commitment: .intention,
      target: isNegated
        ? StanceLexicon.Target(role: .addressee, polarity: .negative)
        : StanceLexicon.Target(role: .partner, polarity: .positive),
      cameo: nil, voice: .reporter, proposal: verb..<end, proposalIsVerbal: true, evidence: modal..<end)
    if isSpeaker, !isFirstPerson(subject) {
      candidate.proposal = clause.start..<end
      candidate.proposalIsVerbal = false
      candidate.evidence = clause.start..<end
    }
    candidate.force = .volition
    candidate.time = .future
    candidate.continuing = isCarrying
    let warns = reading.voices.voice(at: modal)?.cueLemma
    let isWarning = warns == "warn" || warns == "threaten"
    if !isNegated,
      warns == "threaten" || Self.violence.contains(lemma)
        || Self.harm.contains(lemma) && (isWarning || hasCondition(modal))
    {
      candidate.act = .threaten
      candidate.target = StanceLexicon.Target(role: .adversary, polarity: .negative)
    }
    return candidate
  }

  /// The future's first word, the verb's first word and the verb: "will lift", "is to lift", "is going to
  /// lift".
  private func future(_ index: Int, _ group: VerbGroup) -> (Int, Int, Int)? {
    if let modal = group.tokens.first(where: { Self.futures.contains(reading.lowers[$0]) && $0 < group.head })
    {
      return (modal, behind(modal, to: group.head), group.head)
    }
    let isGoing =
      reading.lowers[group.head] == "going" && group.tokens.contains { reading.lemmas[$0] == "be" }
    guard isGoing || Self.copulas.contains(reading.lemmas[group.head]), !isNegated(group),
      reading.phrases.verbGroups.indices.contains(index + 1)
    else { return nil }
    let next = reading.phrases.verbGroups[index + 1]
    guard next.form == .infinitive, next.tokens.lowerBound <= group.head + 1,
      reading.lowers[group.head + 1] == "to",
      !next.isPassive || isGoing
    else { return nil }
    return (group.tokens.lowerBound, behind(group.head + 1, to: next.head), next.head)
  }

  private func isActor(_ subject: Range<Int>) -> Bool { resolver.actor(subject) != nil }

  private func hasCondition(_ token: Int) -> Bool {
    reading.window(around: token).contains { reading.lowers[$0] == "if" || reading.lowers[$0] == "unless" }
  }

  private static let futures: Set<String> = ["will", "'ll", "wo", "shall", "would", "'d"]
  private static let harm: Set<String> = [
    "close", "cut", "block", "respond", "impose", "ban", "withdraw", "halt", "suspend", "expel", "boycott",
    "seize",
    "sever", "break",
  ]
  /// Meetings and journeys are events when the outlet tells of them (X3).
  private static let journeys: Set<String> = [
    "visit", "travel", "fly", "attend", "head", "return", "meet", "join", "tour", "finish", "host",
  ]
  private static let violence: Set<String> = [
    "attack", "bomb", "strike", "retaliate", "destroy", "punish", "blockade", "shell", "invade",
  ]
}
