import NewsModel
import Text

/// "Brazil should lower the tariffs", "we must", "they need to", "we cannot allow".
extension SpeechRules {
  func obligation(_ predicate: Predicate, _ modality: VerbModality) -> StanceCandidate? {
    guard predicate.kind != .modifier, let modal = modal(predicate, modality) else { return nil }
    let token = predicate.token
    let whole = complement(of: predicate, behind: modal)
    guard !whole.isEmpty else { return nil }
    let isNegated = isDenied(predicate, modal) != isDeniedFromAbove(predicate)
    let hasHave = reading.children(token).contains {
      reading.deprel($0) == .aux && reading.lemmas[$0] == "have"
    }
    let isPast = reading.lowers[modal] == "should" && hasHave
    // "must have known": a guess.
    if reading.lowers[modal] == "must", hasHave { return nil }
    // "we need to do", "I must say": nothing is asked for.
    if Self.idle.contains(reading.lemmas[token]),
      !predicate.isPassive && reading.child(token, .obj, .ccomp, .xcomp) == nil
        || whole.count < Self.idleTokensMax
    {
      return nil
    }
    let subject = predicate.subjects.first
    // "He should get a boost": a guess about a person.
    if reading.lowers[modal] == "should", reading.words.state.contains(reading.lemmas[token]),
      subject.map(isPerson) ?? false
    {
      return nil
    }
    let isSpeaker = subject.map { isFirstPerson($0) } ?? true
    let hasSubject = !isSpeaker && predicate.kind != .relative && subject.map { $0 < modal } ?? false
    // "Brazil must lower the tariffs and open its ports": the second shares what stands before the first.
    let start = hasSubject ? subjectStart(predicate, modal) : min(modal, whole.lowerBound)
    let opposes = isNegated || isPast
    var candidate = StanceCandidate(
      rule: .obligation, head: token, cue: modal..<(modal + 1), lemma: reading.lemmas[modal],
      holder: .speaker,
      act: opposes ? .criticize : .advocate, polarity: opposes ? .oppose : .support, strength: 2,
      commitment: isPast ? .none : .preference,
      target: opposes
        ? StanceLexicon.Target(role: .criticized, polarity: .negative)
        : StanceLexicon.Target(role: .addressee, polarity: .neutral),
      cameo: nil, voice: .speech, proposal: hasSubject ? start..<max(whole.upperBound, modal + 1) : whole,
      proposalHead: token, proposalIsVerbal: !hasSubject, addressees: hasSubject ? predicate.subjects : [],
      evidence: start..<max(whole.upperBound, modal + 1))
    candidate.force = isNegated ? .prohibition : .obligation
    candidate.time = isPast ? .past : .present
    return candidate
  }

  /// "Let us lower the tariffs": the speaker's own proposal.
  func exhortation(_ predicate: Predicate) -> StanceCandidate? {
    let token = predicate.token
    guard reading.lemmas[token] == "let", !predicate.hasOwnSubject,
      let us = reading.child(token, .obj), ["us", "'s"].contains(reading.lowers[us]),
      let verb = reading.child(token, .ccomp, .xcomp), verb > us, !Self.idle.contains(reading.lemmas[verb])
    else { return nil }
    let end = reading.extent(of: verb, from: verb, cue: token)
    guard end > verb + 1 else { return nil }
    var candidate = StanceCandidate(
      rule: .obligation, head: verb, cue: token..<(us + 1), lemma: "let", holder: .speaker, act: .advocate,
      polarity: .support, strength: 2, commitment: .preference,
      target: StanceLexicon.Target(role: .addressee, polarity: .neutral), cameo: nil, voice: .speech,
      proposal: verb..<end, proposalHead: verb, proposalIsVerbal: true, evidence: token..<end)
    candidate.force = .volition
    return candidate
  }

  private func subjectStart(_ predicate: Predicate, _ modal: Int) -> Int {
    let own = reading.clauseStart(predicate.token)
    if predicate.hasOwnSubject { return min(own, modal) }
    guard let first = predicate.subjects.first else { return modal }
    let start = reading.document.span(of: first).lowerBound
    return start < modal && modal - start <= Self.subjectTokensMax ? start : modal
  }

  private func isDenied(_ predicate: Predicate, _ modal: Int) -> Bool {
    let hosts = [predicate.token, reading.head(modal) ?? predicate.token, modal]
    var denied = false
    var seen: Set<Int> = []
    for host in hosts where seen.insert(host).inserted {
      denied =
        denied || reading.children(host).contains { reading.isNegator($0) && reading.deprel($0) != .det }
    }
    denied = denied || modal + 1 < reading.lowers.count && reading.isNegator(modal + 1)
    return denied || predicate.subjects.contains { reading.isDenied($0) }
  }

  /// The word that obliges: an auxiliary of the predicate or of the one it shares it with, or the verb whose infinitive it is.
  private func modal(_ predicate: Predicate, _ modality: VerbModality) -> Int? {
    if let found = auxiliary(predicate) { return found }
    guard let index = reading.governor(of: predicate) else { return nil }
    let other = reading.predicates[index]
    if predicate.isCoordinate, !predicate.hasOwnSubject, reading.form(predicate.token) != .finite {
      return modal(other, modality)
    }
    // `needs to`, `have to`, `need to`
    guard predicate.kind == .infinitive, reading.deprel(predicate.token) == .xcomp,
      reading.words.obligation.contains(reading.lemmas[other.token] + " to"), other.token < predicate.token,
      predicate.token - other.token <= Self.gapMax, !other.isPassive, reading.child(other.token, .obj) == nil
    else { return nil }
    let verb = other.token
    // "did not have to", "does not need to" ask for nothing; "had to" tells of the past.
    let auxiliaries = reading.children(verb).filter { reading.deprel($0) == .aux }
    if reading.children(verb).contains(where: { reading.isNegator($0) && $0 < verb }) { return nil }
    if reading.lemmas[verb] == "have", reading.xpos(verb) == .vbd || reading.xpos(verb) == .vbn { return nil }
    if auxiliaries.contains(where: { ["might", "could"].contains(reading.lowers[$0]) }) { return nil }
    return verb
  }

  private func auxiliary(_ predicate: Predicate) -> Int? {
    let token = predicate.token
    // "should the court strike them down": a condition.
    let subject = reading.child(token, .nsubj, .nsubjPass, .csubj) ?? Int.min
    for child in reading.children(token)
    where reading.deprel(child) == .aux && child < token && child > subject {
      switch reading.lowers[child] {
      case "should", "must", "ought": return child
      case "need" where reading.xpos(child) == .md: return child
      case "can", "ca", "cannot", "could":
        // "We cannot allow", "They can't blame": what must not be.
        let isDenied =
          reading.children(token).contains { reading.isNegator($0) && $0 > child }
          || reading.lowers[child] == "cannot"
        if isDenied, Self.forbidden.contains(reading.lemmas[token]) { return child }
      default: break
      }
    }
    return nil
  }

  /// Tokens between "need" and its infinitive.
  static let gapMax = 6
  private static let idle: Set<String> = [
    "do", "say", "know", "admit", "understand", "remember", "wonder", "go", "see", "be",
  ]
  /// Tokens from which on such a verb has an object that tells more.
  static let idleTokensMax = 4
  private static let forbidden: Set<String> = [
    "accept", "afford", "allow", "blame", "condone", "excuse", "have", "ignore", "justify", "let", "permit",
    "pick", "tolerate", "continue", "wait", "expect",
  ]
}
