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
    guard group.form == .finite || group.isPassive, !clause.subjects.isEmpty || clause.kind == .bare else { return nil }
    let isSpeech = reading.isSpoken(group.head)
    if isSpeech, let found = obligation(index, group, clause) ?? copular(group, clause) { return found }
    return will(index, group, clause, isSpeech: isSpeech)
  }

  // MARK: should, must, need to

  private func obligation(_ index: Int, _ group: VerbGroup, _ clause: Clause) -> StanceCandidate? {
    guard clause.kind != .bare || isRelativeGap(group) else { return nil }
    guard let (modal, start) = modal(index, group) else { return nil }
    let end = reading.extent(from: start, cue: group.head)
    guard end > start else { return nil }
    let tokens = modal..<min(end, group.tokens.upperBound + 1)
    let isNegated = group.isNegated || (modal..<start).contains { reading.isNegator($0) }
      || clause.subjects.first.map { subject in subject.contains { reading.lowers[$0] == "no" } } ?? false
    let isPast = reading.lowers[modal] == "should" && tokens.contains { reading.lowers[$0] == "have" }
    // "must have known": a guess.
    if reading.lowers[modal] == "must", tokens.contains(where: { reading.lowers[$0] == "have" }),
      group.head > modal + 1, reading.xpos(group.head) == .vbn
    {
      return nil
    }
    let isSpeaker = clause.subjects.first.map { isFirstPerson($0) } ?? true
    let from = isSpeaker || clause.kind != .main ? modal : clause.start
    let opposes = isNegated || isPast
    var candidate = StanceCandidate(
      rule: .obligation, cue: modal..<(modal + 1), lemma: reading.lemmas[modal], holder: .speaker,
      act: opposes ? .criticize : .advocate, polarity: opposes ? .oppose : .support, strength: 2,
      commitment: isPast ? .none : .preference,
      target: opposes
        ? StanceLexicon.Target(role: .criticized, polarity: .negative)
        : StanceLexicon.Target(role: .addressee, polarity: .neutral),
      cameo: nil, voice: .speech, proposal: isSpeaker ? start..<end : from..<end, proposalIsVerbal: isSpeaker,
      addressee: isSpeaker ? nil : clause.subjects.first, evidence: from..<end)
    if !isSpeaker, clause.kind == .relative { candidate.proposal = start..<end }
    candidate.force = isNegated ? .prohibition : .obligation
    candidate.time = isPast ? .past : .present
    candidate.negated = false
    return candidate
  }

  /// The modal and the first token of what it asks for.
  private func modal(_ index: Int, _ group: VerbGroup) -> (Int, Int)? {
    for token in group.tokens where token < group.head {
      switch reading.lowers[token] {
      case "should", "must": return (token, behind(token, to: group.head))
      case "ought": return (token, behind(token, to: group.head))
      case "can", "ca", "cannot", "could":
        // "We cannot allow", "They can't blame": what must not be.
        if group.tokens.contains(where: { reading.isNegator($0) }), Self.forbidden.contains(reading.lemmas[group.head]) {
          return (token, behind(token, to: group.head))
        }
      default: break
      }
    }
    // `needs to`, `have to`, `need`: the next verb group is the infinitive.
    let lemma = reading.lemmas[group.head]
    guard reading.words.obligation.contains(lemma + " to"), !group.tokens.contains(where: { reading.lowers[$0] == "may" || reading.lowers[$0] == "might" || reading.lowers[$0] == "will" || reading.lowers[$0] == "would" }) else { return nil }
    if reading.xpos(group.head) == .vbd, lemma == "have" { return nil }
    let next = reading.phrases.verbGroups.indices.contains(index + 1) ? reading.phrases.verbGroups[index + 1] : nil
    guard let next, next.form == .infinitive, next.tokens.lowerBound <= group.head + 3,
      reading.sentence(of: next.head) == reading.sentence(of: group.head)
    else { return nil }
    var start = next.tokens.lowerBound
    while start < next.head, reading.isAdverb(start) || reading.lowers[start] == "to" { start += 1 }
    return (group.head, start)
  }

  private func behind(_ modal: Int, to head: Int) -> Int {
    var token = modal + 1
    while token < head, reading.isAdverb(token) { token += 1 }
    return token
  }

  /// ", which she said should be countered": the subject stands before the attribution.
  private func isRelativeGap(_ group: VerbGroup) -> Bool {
    guard let part = reading.voices.part(at: group.head) else { return false }
    return part.lowerBound == group.tokens.lowerBound
  }

  // MARK: X is a mistake, X is needed, it is vital to

  private func copular(_ group: VerbGroup, _ clause: Clause) -> StanceCandidate? {
    guard clause.kind == .main, let subject = clause.subjects.first else { return nil }
    let limit = reading.sentence(of: group.head).upperBound
    let isPassiveNeed = group.isPassive && reading.words.necessary.contains(reading.lowers[group.head])
    guard isPassiveNeed || Self.copulas.contains(reading.lemmas[group.head]), !isHypothetical(group) else { return nil }
    var token = isPassiveNeed ? group.head : group.head + 1
    while token < limit, reading.isAdverb(token) || reading.isQuotationMark(token) { token += 1 }
    guard token < limit else { return nil }
    let negators = (group.tokens.lowerBound..<token).filter { reading.isNegator($0) }
    // "has never been more needed" is the strongest yes.
    let isSuperlative = negators.count == 1 && (group.tokens.lowerBound..<token).contains { reading.lowers[$0] == "more" }
    let isNegated = !negators.isEmpty && !isSuperlative
    if let need = necessity(token, limit: limit) {
      return necessary(group, subject, need, isNegated: isNegated, isStrong: isSuperlative)
    }
    guard let verdict = matcher.evaluation(from: token, limit: limit), !isFirstPerson(subject), !isPerson(subject),
      reading.upos(subject.upperBound - 1) != .pron || Self.anaphors.contains(reading.lowers[subject.lowerBound])
    else { return nil }
    let isGood = verdict.isGood != isNegated
    var proposal = reading.trimmed(clause.start..<group.tokens.lowerBound)
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
      lemma: reading.lemmas[verdict.tokens.upperBound - 1], holder: .speaker, act: isGood ? .endorse : .criticize,
      polarity: isGood ? .support : .oppose, strength: verdict.isStrong ? 3 : 2, commitment: .none,
      target: isGood
        ? StanceLexicon.Target(role: .beneficiary, polarity: .positive)
        : StanceLexicon.Target(role: .criticized, polarity: .negative),
      cameo: isGood ? "051" : "111", voice: .speech, proposal: proposal, proposalIsVerbal: verbal,
      evidence: clause.start..<max(end, verdict.tokens.upperBound))
  }

  /// "needed", "so important", "a vital": the token of the word.
  private func necessity(_ start: Int, limit: Int) -> Int? {
    var token = start
    while token < min(limit, start + 3) {
      if reading.words.necessary.contains(reading.lowers[token]) {
        // "a crucial witness" needs nothing.
        let next = token + 1
        if next < limit, reading.upos(next) == .noun || reading.upos(next) == .propn || reading.upos(next) == .adj { return nil }
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
    } else if reading.upos(subject.upperBound - 1) == .pron, !Self.anaphors.contains(reading.lowers[subject.lowerBound]) {
      return nil
    } else {
      evidence = clauseStart..<max(need + 1, reading.extent(from: need, cue: group.head))
    }
    guard !proposal.isEmpty else { return nil }
    var candidate = StanceCandidate(
      rule: .necessity, cue: need..<(need + 1), lemma: reading.lowers[need], holder: .speaker,
      act: isNegated ? .criticize : .advocate, polarity: isNegated ? .oppose : .support, strength: isStrong ? 3 : 2,
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

  private func isHypothetical(_ group: VerbGroup) -> Bool {
    group.tokens.contains { ["may", "might", "could", "if"].contains(reading.lowers[$0]) }
  }

  // MARK: will

  private func will(_ index: Int, _ group: VerbGroup, _ clause: Clause, isSpeech: Bool) -> StanceCandidate? {
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
    if isCarrying, let inner = reading.phrases.verbGroup(at: group.head + 1) ?? reading.phrases.verbGroup(at: group.head + 2),
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
    candidate.force = .volition
    candidate.time = .future
    candidate.continuing = isCarrying
    let warns = reading.voices.voice(at: modal)?.cueLemma
    let isWarning = warns == "warn" || warns == "threaten"
    if !isNegated, warns == "threaten" || Self.violence.contains(lemma)
      || Self.harm.contains(lemma) && (isWarning || hasCondition(modal))
    {
      candidate.act = .threaten
      candidate.target = StanceLexicon.Target(role: .adversary, polarity: .negative)
    }
    return candidate
  }

  /// The future's first word, the verb's first word and the verb: "will lift", "is to lift", "is going to lift".
  private func future(_ index: Int, _ group: VerbGroup) -> (Int, Int, Int)? {
    if let modal = group.tokens.first(where: { Self.futures.contains(reading.lowers[$0]) && $0 < group.head }) {
      return (modal, behind(modal, to: group.head), group.head)
    }
    let isGoing = reading.lowers[group.head] == "going" && group.tokens.contains { reading.lemmas[$0] == "be" }
    guard isGoing || Self.copulas.contains(reading.lemmas[group.head]), !isNegated(group),
      reading.phrases.verbGroups.indices.contains(index + 1)
    else { return nil }
    let next = reading.phrases.verbGroups[index + 1]
    guard next.form == .infinitive, next.tokens.lowerBound <= group.head + 1, reading.lowers[group.head + 1] == "to",
      !next.isPassive || isGoing
    else { return nil }
    return (group.tokens.lowerBound, behind(group.head + 1, to: next.head), next.head)
  }

  private func isNegated(_ group: VerbGroup) -> Bool { group.tokens.contains { reading.isNegator($0) } }

  private func isActor(_ subject: Range<Int>) -> Bool { resolver.actor(subject) != nil }

  private func hasCondition(_ token: Int) -> Bool {
    reading.sentence(of: token).contains { reading.lowers[$0] == "if" || reading.lowers[$0] == "unless" }
  }

  func isFirstPerson(_ subject: Range<Int>) -> Bool {
    subject.count == 1 && ["i", "we"].contains(reading.lowers[subject.lowerBound])
  }

  private static let copulas: Set<String> = ["be", "'s", "'re", "remain"]
  private static let forbidden: Set<String> = [
    "accept", "afford", "allow", "blame", "condone", "excuse", "have", "ignore", "justify", "let", "permit", "pick",
    "tolerate", "continue", "wait",
  ]
  private static let futures: Set<String> = ["will", "'ll", "wo", "shall", "would", "'d"]
  private static let anaphors: Set<String> = ["this", "that", "it"]
  private static let harm: Set<String> = [
    "close", "cut", "block", "respond", "impose", "ban", "withdraw", "halt", "suspend", "expel", "boycott", "seize",
    "sever", "break",
  ]
  /// Meetings and journeys are events when the outlet tells of them (X3).
  private static let journeys: Set<String> = ["visit", "travel", "fly", "attend", "head", "return", "meet", "join", "tour"]
  private static let violence: Set<String> = [
    "attack", "bomb", "strike", "retaliate", "destroy", "punish", "blockade", "shell", "invade",
  ]
  private static let extraposition: [StanceLexicon.Frame] = [
    StanceLexicon.Frame(head: .adjective, slots: [[.infinitive]]),
    StanceLexicon.Frame(head: .adjective, slots: [[.word("for")], [.nounPhrase], [.infinitive]]),
    StanceLexicon.Frame(head: .adjective, slots: [[.clause]]),
  ]
}
