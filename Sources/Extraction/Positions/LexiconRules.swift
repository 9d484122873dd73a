import NewsModel
import Text

/// Stances whose words stand in the lexicon: verbs, nouns behind light verbs, adjectives behind a copula.
struct LexiconRules {
  let reading: StanceReading
  let lexicon: StanceLexicon
  let matcher: FrameMatcher

  init(_ reading: StanceReading, _ lexicon: StanceLexicon) {
    self.reading = reading
    self.lexicon = lexicon
    matcher = FrameMatcher(reading: reading)
  }

  /// The stance of `predicate`, or `nil`.
  func candidate(_ predicate: Predicate) -> StanceCandidate? {
    let modality = VerbModality(predicate, in: reading)
    if modality.isUncertain || modality.isObligation { return nil }
    return verb(predicate, modality, words: 2...) ?? existence(predicate, modality) ?? own(
      predicate, modality) ?? adjective(
        predicate, modality) ?? noun(predicate, modality)
      ?? verb(predicate, modality, words: 1...1)
  }

  // MARK: Verbs

  /// Of the entries with so many words.
  private func verb(_ predicate: Predicate, _ modality: VerbModality, words: some RangeExpression<Int>)
    -> StanceCandidate?
  {
    let token = predicate.token
    let hasOtherParticle = reading.children(token).contains {
      reading.deprel($0) == .compoundPrt && Self.particles.contains(reading.lowers[$0]) && $0 <= token + 2
    }
    for index in indices(token) {
      let entry = lexicon.entries[index]
      // "called out for help", "backed off": another verb than "call" and "back".
      if entry.words.count == 1, hasOtherParticle { continue }
      guard words.contains(entry.words.count), let end = end(of: entry.words, at: token),
        entry.frames.contains(where: { $0.head == .verb })
      else {
        continue
      }
      let cue = token..<end
      if entry.voice == .speech, let found = judged(entry, predicate, modality, cue) { return found }
      if predicate.isPassive {
        if let found = passive(entry, predicate, modality, cue) { return found }
        continue
      }
      guard
        let match = matcher.match(
          entry.frames, head: .verb, at: token, from: end, negated: modality.isNegated)
          ?? antecedent(entry, predicate)
      else { continue }
      if isSilence(entry, match) || isIdle(entry, match, predicate) { return nil }
      if !isDone(entry, predicate, modality) { return nil }
      var candidate = make(
        entry, match, predicate, cue: cue, modality, holder: holder(predicate, entry), rule: .verb)
      if match.evaluation != nil { candidate?.rule = .verdict }
      return candidate
    }
    return nil
  }

  /// ", which Norway welcomes": what the pronoun stands for is the proposal.
  private func antecedent(_ entry: StanceLexicon.Entry, _ predicate: Predicate) -> FrameMatcher.Match? {
    guard predicate.kind == .relative, predicate.isAppositive, predicate.hasOwnSubject,
      let frame = entry.frames.first(where: {
        $0.head == .verb && $0.slots.count == 1 && $0.slots[0].contains(.nounPhrase)
      }),
      reading.children(predicate.token).contains(where: {
        reading.deprel($0) == .obj && reading.xpos($0) == .wdt
      }),
      let head = reading.head(predicate.token)
    else { return nil }
    let start = reading.basePhrase(head).lowerBound
    let end = max(start + 1, reading.extent(of: head, from: start, cue: head))
    guard end <= predicate.token else { return nil }
    return FrameMatcher.Match(
      frame: frame, proposalHead: head, proposal: start..<end, slot: .nounPhrase, end: predicate.token + 1)
  }

  /// "The plan makes no sense": the subject is what is judged, and whoever speaks judges.
  private func judged(
    _ entry: StanceLexicon.Entry, _ predicate: Predicate, _ modality: VerbModality, _ cue: Range<Int>
  ) -> StanceCandidate? {
    guard
      let frame = entry.frames.first(where: { $0.proposalIsSubject && $0.isNegated == modality.isNegated }),
      !predicate.isPassive, let subject = predicate.subjects.first, subject < predicate.token,
      !["i", "we"].contains(reading.lowers[subject]), reading.isSpoken(predicate.token)
    else { return nil }
    let match = FrameMatcher.Match(
      frame: frame, proposalHead: subject, proposal: reading.subjectSpan(subject, before: predicate.token),
      slot: .nounPhrase,
      end: max(
        cue.upperBound, reading.extent(of: predicate.token, from: predicate.token, cue: predicate.token)))
    var candidate = make(entry, match, predicate, cue: cue, modality, holder: .speaker, rule: .verb)
    candidate?.negated = false
    return candidate
  }

  /// The verb's entries; "would like" is looked up at its auxiliary.
  private func indices(_ token: Int) -> [Int] {
    var indices = lexicon.entries(beginningWith: reading.lemmas[token])
    let isWish = reading.children(token).contains {
      reading.deprel($0) == .aux && (reading.lowers[$0] == "would" || reading.lowers[$0] == "'d")
    }
    if isWish { indices = lexicon.entries(beginningWith: "would") + indices }
    return indices
  }

  /// Behind the words of an entry whose verb is `verb`; its particle may stand behind the object ("turned it down").
  private func end(of words: [String], at verb: Int) -> Int? {
    if words[0] == "would" {
      return words.count == 2 && reading.lemmas[verb] == words[1] ? verb + 1 : nil
    }
    var token = verb + 1
    let limit = reading.sentence(of: verb).upperBound
    for word in words.dropFirst() {
      while token < limit, reading.isQuotationMark(token) { token += 1 }
      guard token < limit, reading.lowers[token] == word || reading.lemmas[token] == word else {
        let isApart =
          words.count == 2
          && reading.children(verb).contains {
            reading.deprel($0) == .compoundPrt && reading.lowers[$0] == word
          }
        return isApart ? verb + 1 : nil
      }
      token += 1
    }
    return token
  }

  private func passive(
    _ entry: StanceLexicon.Entry, _ predicate: Predicate, _ modality: VerbModality, _ cue: Range<Int>
  ) -> StanceCandidate? {
    guard let subject = predicate.subjects.first, subject < predicate.token else { return nil }
    if let frame = entry.frames.first(where: \.proposalIsSubject), !frame.isNegated || modality.isNegated {
      // "will never be tolerated": whoever speaks says so.
      let match = FrameMatcher.Match(
        frame: frame, proposalHead: subject, proposal: reading.subjectSpan(subject, before: predicate.token),
        slot: .nounPhrase, end: cue.upperBound)
      var candidate = make(entry, match, predicate, cue: cue, modality, holder: .speaker, rule: .passive)
      candidate?.voice = .speech
      candidate?.force = .prohibition
      return candidate
    }
    guard predicate.kind != .modifier, let agent = matcher.agent(of: predicate.token) else { return nil }
    guard
      let match = matcher.match(
        entry.frames, head: .verb, at: predicate.token, from: cue.upperBound, negated: modality.isNegated,
        passiveSubject: subject)
    else { return nil }
    let agentEnd = reading.document.span(of: agent).upperBound
    var candidate = make(
      entry, match, predicate, cue: cue, modality, holder: .nominals(reading.conjuncts(of: agent)),
      rule: .passive)
    if let found = candidate, match.end <= cue.upperBound {
      candidate?.evidence =
        found.evidence.lowerBound..<max(found.evidence.upperBound, min(agentEnd, agent + 6))
    }
    return candidate
  }

  /// "declined to comment", "refused to say": silence is no stance.
  private func isSilence(_ entry: StanceLexicon.Entry, _ match: FrameMatcher.Match) -> Bool {
    guard entry.act == .reject, match.slot == .infinitive, let verb = match.proposalHead else { return false }
    return reading.words.silence.contains(reading.lemmas[verb])
  }

  /// "I want to ask", "we hope to hear": the turns of a conversation.
  private func isIdle(_ entry: StanceLexicon.Entry, _ match: FrameMatcher.Match, _ predicate: Predicate)
    -> Bool
  {
    guard [.commit, .advocate].contains(entry.act), match.slot == .infinitive, match.addressee == nil,
      let verb = match.proposalHead,
      let subject = predicate.subjects.first, ["i", "we", "you"].contains(reading.lowers[subject])
    else { return false }
    return reading.words.conversation.contains(reading.lemmas[verb])
  }

  /// Decisions are told by tensed verbs: "cut the tax", not "the need to cut the tax".
  private func isDone(_ entry: StanceLexicon.Entry, _ predicate: Predicate, _ modality: VerbModality) -> Bool
  {
    guard [.decide, .agree, .concede].contains(entry.act), !modality.isFuture, modality.commitment == nil
    else {
      return true
    }
    if reading.form(predicate.token) == .finite { return true }
    if predicate.kind == .participle { return predicate.token > 0 && reading.isComma(predicate.token - 1) }
    return predicate.kind == .main && [.vbn, .vbd].contains(reading.xpos(predicate.token))
  }

  // MARK: Nouns

  /// "expressed serious concern over", "renewed Japan's pledge to"
  private func noun(_ predicate: Predicate, _ modality: VerbModality) -> StanceCandidate? {
    let verb = predicate.token
    guard !predicate.isPassive else { return nil }
    var isLight = reading.words.light.contains(reading.lemmas[verb])
    if verb + 1 < reading.lowers.count,
      reading.words.light.contains(reading.lemmas[verb] + " " + reading.lowers[verb + 1])
    {
      isLight = true
    }
    guard isLight else { return nil }
    // The stance may stand in any noun phrase of a short list: "his thanks and support for".
    for object in reading.children(verb)
    where object > verb && [.obj, .obl, .xcomp].contains(reading.deprel(object)) {
      for token in reading.conjuncts(of: object).prefix(Self.nounPhrasesMax) {
        for index in lexicon.entries(beginningWith: reading.lemmas[token]) {
          let entry = lexicon.entries[index]
          guard entry.frames[0].head == .noun, entry.words.count == 1,
            let match = matcher.match(entry.frames, head: .noun, at: token, from: token + 1, negated: false)
              ?? shared(entry, conjunctsOf: object, behind: token)
          else { continue }
          return noun(entry, match, predicate, token, modality)
        }
      }
    }
    return nil
  }

  /// "concern and outrage over the drills": what hangs on the last noun belongs to all.
  private func shared(_ entry: StanceLexicon.Entry, conjunctsOf object: Int, behind token: Int)
    -> FrameMatcher.Match?
  {
    guard let last = reading.conjuncts(of: object).last, last > token else { return nil }
    return matcher.match(entry.frames, head: .noun, at: last, from: last + 1, negated: false)
  }

  /// "There is genuine concern about the plan": whoever says so is concerned.
  private func existence(_ predicate: Predicate, _ modality: VerbModality) -> StanceCandidate? {
    let verb = predicate.token
    guard reading.isSpoken(verb),
      reading.children(verb).contains(where: { reading.deprel($0) == .expl && reading.lowers[$0] == "there" })
    else { return nil }
    let places =
      [verb] + reading.children(verb).filter { [.nsubj, .obj].contains(reading.deprel($0)) && $0 > verb }
    for token in places where reading.isNominal(token) {
      for index in lexicon.entries(beginningWith: reading.lemmas[token]) {
        let entry = lexicon.entries[index]
        guard entry.frames[0].head == .noun, [.criticize, .advocate].contains(entry.act),
          let match = matcher.match(entry.frames, head: .noun, at: token, from: token + 1, negated: false)
        else { continue }
        var modality = modality
        if reading.isDenied(token) {
          guard entry.act == .advocate else { return nil }
          modality.isNegated.toggle()
        }
        let start = reading.basePhrase(token).lowerBound
        return make(
          entry, match, predicate, cue: start..<(token + 1), modality, holder: .speaker, rule: .existence)
      }
    }
    return nil
  }

  /// "Our support for the schools is firm": a stance of one's own as the subject.
  private func own(_ predicate: Predicate, _ modality: VerbModality) -> StanceCandidate? {
    guard let token = predicate.subjects.first, predicate.hasOwnSubject, reading.isSpoken(token),
      token < predicate.token,
      let possessor = reading.child(token, .nmodPoss), ["our", "my"].contains(reading.lowers[possessor])
    else { return nil }
    for index in lexicon.entries(beginningWith: reading.lemmas[token]) {
      let entry = lexicon.entries[index]
      guard entry.frames[0].head == .noun,
        let match = matcher.match(entry.frames, head: .noun, at: token, from: token + 1, negated: false)
      else { continue }
      return make(
        entry, match, predicate, cue: possessor..<(token + 1), VerbModality(), holder: .speaker,
        rule: .existence)
    }
    return nil
  }

  private func noun(
    _ entry: StanceLexicon.Entry, _ match: FrameMatcher.Match, _ predicate: Predicate, _ token: Int,
    _ modality: VerbModality
  ) -> StanceCandidate? {
    let verb = predicate.token
    if reading.lemmas[verb] == "have", Self.needs.contains(entry.lemma) {
      return need(entry, match, predicate, token, modality)
    }
    // "has no intention of", "raised no objection to"; "expressed no concern" says nothing.
    var modality = modality
    if reading.isDenied(token) {
      guard entry.act == .commit || VerbModality.opposing.contains(entry.lemma) else { return nil }
      modality.isNegated.toggle()
    }
    var candidate = make(
      entry, match, predicate, cue: verb..<(token + 1), modality, holder: holder(predicate, entry),
      rule: .noun)
    if reading.words.renewing.contains(reading.lemmas[verb]) { candidate?.continuing = true }
    candidate?.strength = strength(entry.strength, around: reading.basePhrase(token))
    // "Japan's pledge" is Japan's; "its pledge" the subject's.
    if let possessor = reading.child(token, .nmodPoss), reading.upos(possessor) != .pron,
      case .nominals(let subject)? = candidate?.holder
    {
      candidate?.holder = .nominals([possessor])
      candidate?.announcer = subject
    }
    return candidate
  }

  /// "Europe has the need to act": whoever speaks says what Europe should do.
  private func need(
    _ entry: StanceLexicon.Entry, _ match: FrameMatcher.Match, _ predicate: Predicate, _ token: Int,
    _ modality: VerbModality
  ) -> StanceCandidate? {
    guard reading.isSpoken(token), !reading.isDenied(token), let subject = predicate.subjects.first else {
      return nil
    }
    var candidate = make(
      entry, match, predicate, cue: predicate.token..<(token + 1), modality, holder: .speaker, rule: .noun)
    let start = reading.document.span(of: subject).lowerBound
    if let found = candidate, start < found.evidence.lowerBound {
      candidate?.evidence = start..<found.evidence.upperBound
    }
    candidate?.addressees = predicate.subjects
    candidate?.target = StanceLexicon.Target(role: .addressee, polarity: .neutral)
    return candidate
  }

  private static let needs: Set<String> = ["need", "necessity"]

  // MARK: Adjectives

  private func adjective(_ predicate: Predicate, _ modality: VerbModality) -> StanceCandidate? {
    let token = predicate.token
    var places = [(token, token)]
    if let complement = reading.child(token, .xcomp),
      Self.copulas.contains(reading.lemmas[token]), complement > token,
      reading.upos(complement) != .verb
        || reading.form(complement) == .participle
    {
      places.append((complement, complement))
    }
    let hasCopula =
      reading.child(token, .cop, .auxPass) != nil || places.count > 1 || predicate.kind == .participle
      || predicate.isCoordinate || predicate.isPassive
    guard hasCopula else { return nil }
    // "is against the war", "is in favor of the ban": the preposition carries the stance.
    if let preposition = reading.children(token).first(where: { reading.deprel($0) == .case && $0 < token }) {
      if let found = prepositional(predicate, preposition, modality) { return found }
      places.append((preposition, token))
    }
    for (start, head) in places {
      for index in lexicon.entries(beginningWith: reading.lowers[start]) {
        let entry = lexicon.entries[index]
        guard entry.frames.contains(where: { $0.head == .adjective }) else { continue }
        var end = start + 1
        var fits = true
        for word in entry.words.dropFirst() {
          while end < reading.lowers.count - 1, reading.isAdverb(end) || reading.upos(end) == .adj,
            reading.lowers[end] != word
          { end += 1 }
          fits = fits && end < reading.lowers.count && reading.lowers[end] == word
          end += 1
        }
        guard fits,
          let match = matcher.match(
            entry.frames, head: .adjective, at: head, from: max(end, start + 1), negated: modality.isNegated)
        else { continue }
        var candidate = make(
          entry, match, predicate, cue: cueStart(predicate, start)..<end, modality,
          holder: holder(predicate, entry),
          rule: .adjective)
        candidate?.strength = strength(entry.strength, around: cueStart(predicate, start)..<end)
        return candidate
      }
    }
    return nil
  }

  private func prepositional(_ predicate: Predicate, _ preposition: Int, _ modality: VerbModality)
    -> StanceCandidate?
  {
    for index in lexicon.entries(beginningWith: reading.lowers[preposition]) {
      let entry = lexicon.entries[index]
      guard entry.words.count == 1,
        let frame = entry.frames.first(where: {
          $0.head == .adjective && $0.slots.first?.contains(.nounPhrase) == true
        })
      else { continue }
      let head = predicate.token
      let start = preposition + 1
      let end = reading.extent(of: head, from: start, cue: head, withReasons: false)
      guard end > start else { continue }
      let match = FrameMatcher.Match(
        frame: frame, proposalHead: head, proposal: start..<end, slot: .nounPhrase, end: end)
      return make(
        entry, match, predicate, cue: cueStart(predicate, preposition)..<start, modality,
        holder: holder(predicate, entry), rule: .adjective)
    }
    return nil
  }

  /// The copula, or the verb like one, before an adjective at `start`.
  private func cueStart(_ predicate: Predicate, _ start: Int) -> Int {
    let copula = reading.child(predicate.token, .cop, .auxPass) ?? start
    return min(start, copula, predicate.token)
  }

  // MARK: Shared

  private func holder(_ predicate: Predicate, _ entry: StanceLexicon.Entry) -> StanceCandidate.Holder {
    entry.voice == .speech ? .speaker : .nominals(predicate.subjects)
  }

  private func make(
    _ entry: StanceLexicon.Entry, _ match: FrameMatcher.Match, _ predicate: Predicate, cue: Range<Int>,
    _ modality: VerbModality, holder: StanceCandidate.Holder, rule: StanceRule
  ) -> StanceCandidate? {
    let proposal = match.proposal ?? cue.upperBound..<cue.upperBound
    let verbal = match.slot.map { [.infinitive, .gerund, .bareInfinitive].contains($0) } ?? false
    let addressees = match.addressee.map { reading.conjuncts(of: $0) } ?? []
    let addresseeStart = match.addressee.map { reading.basePhrase($0).lowerBound } ?? cue.lowerBound
    let evidenceStart = min(
      cue.lowerBound, addresseeStart, proposal.isEmpty ? cue.lowerBound : proposal.lowerBound)
    var candidate = StanceCandidate(
      rule: rule, head: predicate.token, cue: cue, lemma: entry.lemma, holder: holder, act: entry.act,
      polarity: entry.polarity, strength: strength(entry.strength, around: cue), commitment: entry.commitment,
      target: entry.target, cameo: entry.cameo, voice: entry.voice, proposal: proposal,
      proposalHead: match.proposalHead, proposalIsVerbal: verbal, proposalIsNegated: match.proposalIsNegated,
      addressees: addressees,
      evidence: evidenceStart..<max(match.end, cue.upperBound))
    if rule == .noun {
      candidate.lemma = reading.lemmas[cue.lowerBound] + " " + entry.lemma
    }
    if entry.rejectsOffers, let offered = match.proposal,
      offered.prefix(Self.offerTokensMax).contains(where: {
        reading.words.offer.contains(reading.lemmas[$0]) || reading.words.offer.contains(reading.lowers[$0])
      })
    {
      candidate.act = .reject
      candidate.cameo = nil
    }
    if let evaluation = match.evaluation {
      let isGood = evaluation.isGood
      if entry.polarity == .support || isGood {
        candidate.act = isGood ? .endorse : .criticize
        candidate.polarity = isGood ? .support : .oppose
        candidate.target =
          isGood
          ? StanceLexicon.Target(role: .beneficiary, polarity: .positive)
          : StanceLexicon.Target(role: .criticized, polarity: .negative)
        candidate.cameo = isGood ? "051" : candidate.cameo
      }
      if evaluation.isStrong { candidate.strength = 3 }
    }
    return modality.apply(to: candidate, negationIsMeant: match.frame.isNegated)
  }

  /// `strength`, marked or hedged by the words beside the cue.
  private func strength(_ strength: Int, around cue: Range<Int>) -> Int {
    let sentence = reading.sentence(of: cue.lowerBound)
    let first = max(sentence.lowerBound, cue.lowerBound - Self.intensifierTokensMax)
    let last = min(sentence.upperBound, cue.upperBound + 1)
    for token in first..<last where isBeside(token, cue) {
      if reading.words.intensifier.contains(reading.lowers[token]) { return 3 }
      if reading.words.hedge.contains(reading.lowers[token]) { return 1 }
    }
    return strength
  }

  /// Whether `token` is in the cue or hangs on it.
  private func isBeside(_ token: Int, _ cue: Range<Int>) -> Bool {
    cue.contains(token) || reading.head(token).map { cue.contains($0) } ?? false
  }

  /// Noun phrases looked at behind a light verb.
  static let nounPhrasesMax = 3
  /// Tokens of a proposal looked at for something on offer.
  static let offerTokensMax = 8
  /// Tokens before a cue that may strengthen or soften it.
  static let intensifierTokensMax = 3

  private static let particles: Set<String> = ["out", "off", "up", "down", "over", "away", "back", "around"]
  private static let copulas: Set<String> = [
    "be", "remain", "feel", "become", "seem", "look", "stay", "get", "grow",
  ]
}
