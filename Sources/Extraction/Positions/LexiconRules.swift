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

  /// The stance of verb group `index`, or `nil`.
  func candidate(_ index: Int) -> StanceCandidate? {
    let group = reading.phrases.verbGroups[index]
    let clause = reading.clauses[index]
    let modality = VerbModality(group, clause, in: reading)
    if modality.isUncertain || modality.isObligation { return nil }
    return adjective(group, clause, modality) ?? noun(group, clause, modality)
      ?? verb(group, clause, modality)
  }

  // MARK: Verbs

  private func verb(_ group: VerbGroup, _ clause: Clause, _ modality: VerbModality) -> StanceCandidate? {
    for index in indices(group) {
      let entry = lexicon.entries[index]
      guard let end = end(of: entry.words, at: group, head: .verb) else { continue }
      let cue = cueStart(group)..<end
      if entry.voice == .speech, let found = judged(entry, group, clause, modality, cue) { return found }
      if group.isPassive || group.form == .participle && isAgentNext(end, group) {
        if let found = passive(entry, group, clause, modality, cue) { return found }
        continue
      }
      guard
        let match = matcher.match(
          entry.frames, head: .verb, from: end, cue: group.head, negated: modality.isNegated)
      else { continue }
      if isSilence(entry, match) { return nil }
      var candidate = make(entry, match, cue: cue, modality, holder: holder(clause, entry), rule: .verb)
      if match.evaluation != nil { candidate?.rule = .verdict }
      return candidate
    }
    return nil
  }

  /// "The plan makes no sense": the subject is what is judged, and whoever speaks judges.
  private func judged(
    _ entry: StanceLexicon.Entry, _ group: VerbGroup, _ clause: Clause, _ modality: VerbModality,
    _ cue: Range<Int>
  ) -> StanceCandidate? {
    guard
      let frame = entry.frames.first(where: { $0.proposalIsSubject && $0.isNegated == modality.isNegated }),
      !group.isPassive, clause.kind == .main, let subject = clause.subjects.first,
      subject.upperBound <= group.tokens.lowerBound,
      !["i", "we"].contains(reading.lowers[subject.lowerBound]), reading.isSpoken(group.head)
    else { return nil }
    let match = FrameMatcher.Match(frame: frame, proposal: subject, slot: .nounPhrase, end: cue.upperBound)
    var candidate = make(entry, match, cue: cue, modality, holder: .speaker, rule: .verb)
    candidate?.negated = false
    return candidate
  }

  /// The verb's entries; "would like" is looked up at its auxiliary.
  private func indices(_ group: VerbGroup) -> [Int] {
    var indices = lexicon.entries(beginningWith: reading.lemmas[group.head])
    if group.tokens.contains(where: { reading.lowers[$0] == "would" || reading.lowers[$0] == "'d" }) {
      indices += lexicon.entries(beginningWith: "would")
    }
    return indices
  }

  /// Behind the words of an entry whose head is the group's main verb.
  private func end(of words: [String], at group: VerbGroup, head: StanceLexicon.Head) -> Int? {
    if words[0] == "would" {
      return words.count == 2 && reading.lemmas[group.head] == words[1] ? group.head + 1 : nil
    }
    var token = group.head + 1
    let limit = reading.sentence(of: group.head).upperBound
    for word in words.dropFirst() {
      guard token < limit, reading.lowers[token] == word || reading.lemmas[token] == word else { return nil }
      token += 1
    }
    return token
  }

  private func isAgentNext(_ token: Int, _ group: VerbGroup) -> Bool {
    matcher.agent(from: token, cue: group.head) != nil
  }

  private func passive(
    _ entry: StanceLexicon.Entry, _ group: VerbGroup, _ clause: Clause, _ modality: VerbModality,
    _ cue: Range<Int>
  ) -> StanceCandidate? {
    if let frame = entry.frames.first(where: \.proposalIsSubject), !frame.isNegated || modality.isNegated,
      let first = clause.subjects.first
    {
      // "will never be tolerated": whoever speaks says so.
      let subject = first.lowerBound..<group.tokens.lowerBound
      let match = FrameMatcher.Match(
        frame: frame, proposal: reading.trimmed(subject), slot: .nounPhrase, end: cue.upperBound)
      var candidate = make(entry, match, cue: cue, modality, holder: .speaker, rule: .passive)
      candidate?.voice = .speech
      candidate?.force = .prohibition
      return candidate
    }
    guard clause.kind == .main, let first = clause.subjects.first,
      let agent = matcher.agent(from: cue.upperBound, cue: group.head)
    else { return nil }
    let subject = reading.trimmed(first.lowerBound..<group.tokens.lowerBound)
    guard !subject.isEmpty,
      let match = matcher.match(
        entry.frames, head: .verb, from: cue.upperBound, cue: group.head, negated: modality.isNegated,
        passiveSubject: subject)
    else { return nil }
    return make(entry, match, cue: cue, modality, holder: .nounPhrases([agent]), rule: .passive)
  }

  /// "declined to comment", "refused to say": silence is no stance.
  private func isSilence(_ entry: StanceLexicon.Entry, _ match: FrameMatcher.Match) -> Bool {
    guard entry.act == .reject, match.slot == .infinitive, let proposal = match.proposal else { return false }
    return Self.silence.contains(reading.lemmas[proposal.lowerBound])
  }

  // MARK: Nouns

  /// "expressed serious concern over", "renewed Japan's pledge to"
  private func noun(_ group: VerbGroup, _ clause: Clause, _ modality: VerbModality) -> StanceCandidate? {
    guard !group.isPassive else { return nil }
    var start = group.head + 1
    let limit = reading.sentence(of: group.head).upperBound
    var isLight = reading.words.light.contains(reading.lemmas[group.head])
    if start < limit, reading.words.light.contains(reading.lemmas[group.head] + " " + reading.lowers[start]) {
      isLight = true
      start += 1
    }
    guard isLight else { return nil }
    start = matcher.skipAdjuncts(start)
    guard start < limit, let phrase = reading.phrases.nounPhrase(at: start), phrase.lowerBound >= group.head
    else {
      return nil
    }
    // The stance may stand in any noun phrase of a short list: "his thanks and support for".
    var token = phrase.upperBound - 1
    var tries = 0
    while token < limit, tries < Self.nounPhrasesMax {
      for index in lexicon.entries(beginningWith: reading.lemmas[token]) {
        let entry = lexicon.entries[index]
        guard entry.frames[0].head == .noun, entry.words.count == 1,
          let match = matcher.match(
            entry.frames, head: .noun, from: token + 1, cue: group.head, negated: false)
        else { continue }
        let inside = phrase.lowerBound..<(token + 1)
        // "has no intention of", "raised no objection to"; "expressed no concern" says nothing.
        var modality = modality
        if inside.contains(where: { reading.lowers[$0] == "no" }) {
          guard entry.act == .commit || VerbModality.opposing.contains(entry.lemma) else { return nil }
          modality.isNegated.toggle()
        }
        var candidate = make(
          entry, match, cue: cueStart(group)..<(token + 1), modality, holder: holder(clause, entry),
          rule: .noun)
        if reading.words.renewing.contains(reading.lemmas[group.head]) { candidate?.continuing = true }
        candidate?.strength = strength(entry.strength, around: inside)
        if let possessor = possessor(in: inside, before: token),
          case .nounPhrases(let subject)? = candidate?.holder
        {
          candidate?.holder = .nounPhrases([possessor])
          candidate?.announcer = subject
        }
        return candidate
      }
      guard token + 2 < limit, reading.upos(token + 1) == .cconj,
        let next = reading.phrases.nounPhrase(at: token + 2)
      else { return nil }
      token = next.upperBound - 1
      tries += 1
    }
    return nil
  }

  /// `Japan` in "Japan's pledge"; pronouns mean the subject.
  private func possessor(in phrase: Range<Int>, before noun: Int) -> Range<Int>? {
    for token in phrase where reading.xpos(token) == .pos && token > phrase.lowerBound {
      return phrase.lowerBound..<token
    }
    return nil
  }

  // MARK: Adjectives

  private func adjective(_ group: VerbGroup, _ clause: Clause, _ modality: VerbModality) -> StanceCandidate? {
    let limit = reading.sentence(of: group.head).upperBound
    var token: Int
    if Self.copulas.contains(reading.lemmas[group.head]) {
      token = group.head + 1
      while token < limit, reading.isAdverb(token) || reading.isQuotationMark(token) {
        // "there is no time to lose"
        if reading.lowers[token] == "no" { return nil }
        token += 1
      }
    } else if group.isPassive || group.form == .participle {
      token = group.head
    } else {
      return nil
    }
    guard token < limit else { return nil }
    for index in lexicon.entries(beginningWith: reading.lowers[token]) {
      let entry = lexicon.entries[index]
      guard entry.frames.contains(where: { $0.head == .adjective }) else { continue }
      var end = token + 1
      var fits = true
      for word in entry.words.dropFirst() {
        fits = fits && end < limit && reading.lowers[end] == word
        end += 1
      }
      guard fits,
        let match = matcher.match(
          entry.frames, head: .adjective, from: end, cue: group.head, negated: modality.isNegated)
      else { continue }
      var candidate = make(
        entry, match, cue: cueStart(group)..<end, modality, holder: holder(clause, entry), rule: .adjective)
      candidate?.strength = strength(entry.strength, around: group.tokens.lowerBound..<end)
      return candidate
    }
    return nil
  }

  // MARK: Shared

  private func holder(_ clause: Clause, _ entry: StanceLexicon.Entry) -> StanceCandidate.Holder {
    entry.voice == .speech ? .speaker : .nounPhrases(clause.subjects)
  }

  /// The cue without the auxiliaries before it.
  private func cueStart(_ group: VerbGroup) -> Int { group.head }

  private func make(
    _ entry: StanceLexicon.Entry, _ match: FrameMatcher.Match, cue: Range<Int>, _ modality: VerbModality,
    holder: StanceCandidate.Holder, rule: StanceRule
  ) -> StanceCandidate? {
    let proposal = match.proposal ?? cue.upperBound..<cue.upperBound
    let verbal = match.slot.map { [.infinitive, .gerund, .bareInfinitive].contains($0) } ?? false
    var candidate = StanceCandidate(
      rule: rule, cue: cue, lemma: entry.lemma, holder: holder, act: entry.act, polarity: entry.polarity,
      strength: strength(entry.strength, around: cue), commitment: entry.commitment, target: entry.target,
      cameo: entry.cameo, voice: entry.voice, proposal: proposal, proposalIsVerbal: verbal,
      proposalIsNegated: match.proposalIsNegated, addressee: match.addressee,
      evidence: min(
        cue.lowerBound, match.addressee?.lowerBound ?? cue.lowerBound,
        proposal.isEmpty ? cue.lowerBound : proposal.lowerBound)..<max(match.end, cue.upperBound))
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
    let first = max(
      reading.sentence(of: cue.lowerBound).lowerBound, cue.lowerBound - Self.intensifierTokensMax)
    let last = min(reading.sentence(of: cue.lowerBound).upperBound, cue.upperBound + 1)
    for token in first..<last where !reading.phrases.isInside(token, anyBut: cue) {
      if reading.words.intensifier.contains(reading.lowers[token]) { return 3 }
      if reading.words.hedge.contains(reading.lowers[token]) { return 1 }
    }
    return strength
  }

  /// Noun phrases looked at behind a light verb.
  static let nounPhrasesMax = 3
  /// Tokens of a proposal looked at for something on offer.
  static let offerTokensMax = 8
  /// Tokens before a cue that may strengthen or soften it.
  static let intensifierTokensMax = 3

  private static let copulas: Set<String> = [
    "be", "remain", "feel", "become", "seem", "look", "stay", "'s", "'re", "'m",
  ]
  private static let silence: Set<String> = [
    "say", "comment", "answer", "discuss", "speak", "elaborate", "disclose", "identify", "name", "confirm",
    "give",
    "specify", "reveal", "be", "talk", "explain", "provide",
  ]
}

extension Phrases {
  /// Whether `token` belongs to a noun phrase that has no part in `cue`.
  func isInside(_ token: Int, anyBut cue: Range<Int>) -> Bool {
    guard let phrase = nounPhrase(at: token) else { return false }
    return !phrase.overlaps(cue)
  }
}
