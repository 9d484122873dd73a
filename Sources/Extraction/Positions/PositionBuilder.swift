import NewsModel
import Text

/// Turns a candidate into positions: one for each proposal (S1), with holder, targets, issue and spans.
struct PositionBuilder {
  let reading: StanceReading
  let offsets: OffsetTable
  let quotes: [Quote]
  let topics: CAPTopics
  let cameo: CameoTable
  private let resolver: HolderResolver
  private let targets: TargetFinder
  private let documentTopics: TopicCount

  init(reading: StanceReading, offsets: OffsetTable, quotes: [Quote], topics: CAPTopics, cameo: CameoTable) {
    self.reading = reading
    self.offsets = offsets
    self.quotes = quotes
    self.topics = topics
    self.cameo = cameo
    resolver = HolderResolver(reading)
    targets = TargetFinder(reading: reading, resolver: resolver)
    var count = TopicCount()
    for lemma in reading.lemmas { count.add(topics.topics(of: lemma), weight: 1) }
    documentTopics = count
  }

  /// What keeps `candidate` from being a position; `nil` for a position.
  func exclusion(of candidate: StanceCandidate, _ attribution: StanceAttribution?) -> Exclusion? {
    guard let attribution else { return .noHolder }
    // What someone else will do is a forecast.
    if candidate.rule == .will, attribution.mode == .thirdParty, !isOfficialWord(attribution) {
      return .forecast
    }
    // Another's decision or refusal, told by somebody else, is a deed in the past.
    let isTalk = attribution.speaker.map(isPerson) ?? reading.document.isQuoted(candidate.cue.lowerBound)
    if attribution.mode == .thirdParty, isTalk, [.decide, .reject].contains(candidate.act),
      candidate.time == .past
    {
      return .hearsay
    }
    // What the outlet says a person will do is news of a career, not of a policy.
    if candidate.rule == .will, attribution.mode == .reporter, attribution.holders.allSatisfy(isPerson) {
      return .horseRace
    }
    if attribution.holders.allSatisfy(isOutlet) { return .noHolder }
    if isBusiness(candidate, attribution.holders) { return .business }
    if !isPublicMatter(candidate, attribution) { return .private }
    if isHorseRace(candidate) { return .horseRace }
    if isToNobody(candidate) { return .toNobody }
    if candidate.proposal.isEmpty, candidate.act != .abstain { return .noProposal }
    if isEmptyOfMeaning(candidate.proposal), candidate.rule != .evaluation { return .noProposal }
    return nil
  }

  /// A body that tells what another will do knows it ("The United Nations will send food, its agency said").
  private func isOfficialWord(_ attribution: StanceAttribution) -> Bool {
    func isBody(_ actor: HolderResolver.Actor?) -> Bool {
      guard let actor, case .entity(let index) = actor.identity else { return false }
      return [.organization, .government, .country].contains(reading.document.entities[index].kind)
    }
    return isBody(attribution.speaker) && attribution.holders.allSatisfy(isBody)
  }

  private func isPerson(_ holder: HolderResolver.Actor) -> Bool {
    switch holder.identity {
    case .entity(let index): reading.document.entities[index].kind == .person
    case .described(_, let kind, _): kind == .person
    }
  }

  /// Those who ask and report, not those who hold positions.
  private func isOutlet(_ holder: HolderResolver.Actor) -> Bool {
    guard case .entity(let index) = holder.identity else { return false }
    let entity = reading.document.entities[index]
    return entity.kind == .person
      && entity.roles.contains { role in
        role.title.split(separator: " ").last.map { reading.words.outlet.contains(String($0)) } ?? false
      }
  }

  /// Somebody who takes part in public affairs, or something a public authority could decide (guidelines, 1.2).
  private func isPublicMatter(_ candidate: StanceCandidate, _ attribution: StanceAttribution) -> Bool {
    let isPublicHolder = (attribution.holders + (attribution.speaker.map { [$0] } ?? [])).contains { holder in
      switch holder.identity {
      case .entity(let index):
        let entity = reading.document.entities[index]
        switch entity.kind {
        case .country, .government, .party: return true
        case .organization, .group, .place: return false
        case .person:
          return entity.roles.contains { role in
            role.title.split(whereSeparator: { $0 == " " || $0 == "-" }).contains {
              HolderResolver.offices.contains(String($0)) || reading.words.members.contains(String($0))
            }
          }
        }
      case .described(_, let kind, _): return kind == .government || kind == .organization
      }
    }
    if isPublicHolder { return true }
    let sentence = reading.sentence(of: candidate.cue.lowerBound)
    let before = sentence.lowerBound > 0 ? reading.sentence(of: sentence.lowerBound - 1) : sentence
    let context =
      max(
        before.lowerBound, candidate.evidence.lowerBound - StanceReading.windowTokensMax)..<max(
        candidate.evidence.upperBound, candidate.evidence.lowerBound + 1)
    return context.contains { token in
      if reading.words.measure.contains(reading.lemmas[token])
        || !topics.topics(of: reading.lemmas[token]).isEmpty
      {
        return true
      }
      guard let index = reading.document.mention(at: token),
        let entity = reading.document.mentions[index].entity
      else {
        return false
      }
      return [.country, .government, .party].contains(reading.document.entities[entity].kind)
    }
  }

  /// What a company plans or decides in its own trade.
  private func isBusiness(_ candidate: StanceCandidate, _ holders: [HolderResolver.Actor]) -> Bool {
    guard [.commit, .decide, .agree, .concede, .advocate].contains(candidate.act) else { return false }
    func isCompany(_ name: String) -> Bool {
      name.lowercased().split { !$0.isLetter }.contains { reading.words.company.contains(String($0)) }
    }
    return holders.allSatisfy { holder in
      switch holder.identity {
      case .entity(let index):
        let entity = reading.document.entities[index]
        if entity.kind == .organization { return ([entity.name] + entity.aliases).contains(where: isCompany) }
        return entity.kind == .person && !entity.roles.isEmpty
          && entity.roles.allSatisfy { $0.organization.map(isCompany) ?? false }
      case .described(let name, _, _): return isCompany(name)
      }
    }
  }

  func attribution(of candidate: StanceCandidate) -> StanceAttribution? {
    StanceAttribution(candidate, in: reading, resolver)
  }

  func positions(_ candidate: StanceCandidate, actors: inout ActorBook) -> [Position] {
    guard let attribution = attribution(of: candidate), exclusion(of: candidate, attribution) == nil else {
      return []
    }
    let parts = parts(of: candidate)
    return parts.map { part in
      let last = part == parts.last
      let end = max(candidate.cue.upperBound, last ? candidate.evidence.upperBound : part.upperBound)
      let evidence = reading.trimmed(min(candidate.evidence.lowerBound, part.lowerBound)..<end)
      return position(candidate, part.isEmpty ? candidate.cue : part, evidence, attribution, &actors)
    }
  }

  /// Decisions of one body on several measures, promises and demands are parted; an evaluation stays one.
  private func parts(of candidate: StanceCandidate) -> [Range<Int>] {
    guard let head = candidate.proposalHead else { return [candidate.proposal] }
    switch candidate.act {
    case .criticize, .endorse, .abstain: return [candidate.proposal]
    default:
      guard candidate.evidence.upperBound == candidate.proposal.upperBound else {
        return [candidate.proposal]
      }
      return reading.proposals(in: candidate.proposal, head: head, verbal: candidate.proposalIsVerbal)
    }
  }

  /// Support for a person and votes for a person (X7).
  private func isHorseRace(_ candidate: StanceCandidate) -> Bool {
    func isPerson(_ token: Int) -> Bool {
      guard let index = reading.document.mention(at: token),
        let entity = reading.document.mentions[index].entity
      else { return false }
      return reading.document.entities[entity].kind == .person
    }
    func isParty(_ token: Int) -> Bool {
      guard let index = reading.document.mention(at: token),
        let entity = reading.document.mentions[index].entity
      else {
        return false
      }
      return reading.document.entities[entity].kind == .party
    }
    guard let head = candidate.proposalHead else { return false }
    func isCandidate(_ token: Int) -> Bool {
      isPerson(token) || isParty(token) || reading.words.candidacy.contains(reading.lemmas[token])
    }
    let object = reading.child(head, .obj)
    switch candidate.act {
    case .endorse, .decide, .advocate, .criticize:
      if !candidate.proposalIsVerbal, reading.isNominal(head), candidate.act != .criticize,
        reading.words.candidacy.contains(reading.lemmas[head])
      {
        return true
      }
    case .commit, .reject:
      if reading.words.campaigning.contains(reading.lemmas[head]),
        object == nil || object.map(isCandidate) ?? false
      {
        return true
      }
      if ["support", "back", "endorse", "beat", "defeat"].contains(reading.lemmas[head]),
        object.map(isCandidate) ?? false
      {
        return true
      }
    default: break
    }
    if candidate.act == .endorse || candidate.act == .advocate, candidate.addressees.isEmpty,
      !candidate.proposalIsVerbal, isPerson(head), reading.isNominal(head)
    {
      return true
    }
    return candidate.proposal.dropLast().contains { token in
      ["vote", "endorse", "nominate", "elect"].contains(reading.lemmas[token])
        && reading.children(token).contains {
          [.obj, .obl].contains(reading.deprel($0)) && (isPerson($0) || isParty($0))
        }
    }
  }

  /// A request to a crowd, a husband or a reporter (X7).
  private func isToNobody(_ candidate: StanceCandidate) -> Bool {
    guard candidate.act == .demand, let addressee = candidate.addressees.first else { return false }
    let head = reading.lemmas[addressee]
    return reading.words.unnamed.contains(head) && head != "people" && head != "resident"
      && !(reading.lowers[addressee] == "those"
        && reading.child(addressee, .amod, .acl, .aclRelcl, .nmod) != nil)
      && resolver.actor(addressee) == nil
  }

  /// A pronoun alone is no proposal.
  private func isEmptyOfMeaning(_ proposal: Range<Int>) -> Bool {
    !proposal.isEmpty
      && proposal.allSatisfy {
        reading.upos($0) == .pron || reading.upos($0) == .punct || reading.upos($0) == .adv
      }
  }

  private func position(
    _ candidate: StanceCandidate, _ proposal: Range<Int>, _ evidence: Range<Int>,
    _ attribution: StanceAttribution,
    _ actors: inout ActorBook
  ) -> Position {
    // Some plurals are their own lemma in treebanks ("troops").
    var lemmas = Set(evidence.map { reading.lemmas[$0] })
    for lemma in lemmas where lemma.last == "s" { lemmas.insert(String(lemma.dropLast())) }
    let antecedent = reading.antecedent(of: proposal)
    let head =
      candidate.proposalHead.flatMap { proposal.contains($0) ? $0 : nil } ?? reading.root(of: proposal)
    var found = targets.targets(of: candidate, proposal: proposal, head: head, holders: attribution.holders)
    if found.isEmpty, let antecedent {
      found = targets.targets(
        of: candidate, proposal: antecedent, head: reading.root(of: antecedent), holders: attribution.holders)
    }
    let code = code(candidate, lemmas, isAddressed: found.contains { $0.role == .addressee })
    let holders = attribution.holders.map { holder in
      Holder(
        actor: reference(holder, &actors), represents: represented(holder, &actors), mention: mention(holder))
    }
    let speaker = attribution.speaker.map { reference($0, &actors) }
    let label = reading.issueLabel(of: antecedent ?? proposal)
    let evidenceSpan = span(evidence)
    var position = Position(
      holders: holders, mode: attribution.mode, speaker: speaker, chain: speaker.map { [$0] } ?? [],
      act: candidate.act, plover: code.flatMap(CameoTable.event), cameo: code, polarity: candidate.polarity,
      strength: candidate.strength, commitment: candidate.commitment,
      targets: found.map {
        PositionTarget(
          actor: reference($0.actor, &actors), role: $0.role, polarity: $0.polarity,
          mention: mention($0.actor))
      },
      proposal: Proposal(
        text: text(antecedent ?? proposal), span: span(proposal), antecedent: antecedent.map { span($0) }),
      issue: IssueReference(
        id: ActorReference.slug(label), label: label, capMajor: topic(proposal, evidence), topics: []),
      modality: Modality(
        force: candidate.force, time: candidate.time, continuing: candidate.continuing,
        negated: candidate.negated && candidate.act != .reject || candidate.proposalIsNegated,
        condition: condition(evidence)),
      cue: Cue(span: span(candidate.cue), lemma: candidate.lemma), evidence: evidenceSpan,
      confidence: confidence(candidate, attribution), rule: candidate.rule.rawValue)
    position.quotes = quotes.indices.filter { index in
      quotes[index].parts.contains { $0.span.range.overlaps(evidenceSpan.range) }
    }
    return position
  }

  /// The rule's share of right ones, lowered where the holder is only described or meant, or another speaks.
  private func confidence(_ candidate: StanceCandidate, _ attribution: StanceAttribution) -> Double {
    var share = candidate.rule.confidence
    if attribution.mode == .thirdParty { share *= 0.75 }
    switch attribution.holders.first?.kind {
    case .pronoun?: share *= 0.95
    case .role?: share *= 0.9
    default: break
    }
    return (share * 100).rounded() / 100
  }

  /// What another should do is a REQUEST in PLOVER's terms; without an addressee an advocated measure is the
  /// holder's own intent.
  private func code(_ candidate: StanceCandidate, _ lemmas: Set<String>, isAddressed: Bool) -> String? {
    if let code = candidate.cameo { return code }
    return cameo.code(of: candidate.act == .advocate && isAddressed ? .demand : candidate.act, lemmas: lemmas)
  }

  // MARK: Actors

  private func reference(_ actor: HolderResolver.Actor, _ actors: inout ActorBook) -> ActorReference {
    switch actor.identity {
    case .entity(let index):
      if let reference = actors.reference(index) { return reference }
      return actors.described(reading.document.entities[index].name, kind: .group, country: nil)
    case .described(let name, let kind, let country):
      return actors.described(name, kind: kind, country: country)
    }
  }

  /// The country a person in office speaks for, or the body of the office.
  private func represented(_ actor: HolderResolver.Actor, _ actors: inout ActorBook) -> ActorReference? {
    guard case .entity(let index) = actor.identity else { return nil }
    let entity = reading.document.entities[index]
    guard entity.kind == .person, let role = entity.roles.first else { return nil }
    for (other, body) in reading.document.entities.enumerated()
    where body.kind != .person && body.kind != .place {
      let isOffice = role.organization.map { $0 == body.name || body.aliases.contains($0) } ?? false
      if isOffice || body.kind == .country && body.country != nil && body.country == entity.country {
        return actors.reference(other)
      }
    }
    return nil
  }

  private func mention(_ actor: HolderResolver.Actor) -> NewsModel.Mention {
    NewsModel.Mention(span: span(actor.mention), kind: actor.kind)
  }

  // MARK: Words

  private func span(_ tokens: Range<Int>) -> TextSpan {
    offsets.span(reading.document.range(tokens, offsets))
  }

  /// The proposal in the article's words, without quotation marks, in one line.
  private func text(_ tokens: Range<Int>) -> String {
    var text = ""
    for token in tokens where !reading.isQuotationMark(token) {
      if !text.isEmpty,
        reading.document.tokens[token].spaceBefore
          || token > tokens.lowerBound && reading.isQuotationMark(token - 1) && reading.upos(token) != .punct
      {
        text += " "
      }
      text += reading.document.form(token)
    }
    return text
  }

  /// The proposal's words count most, then the sentence's, then the article's.
  private func topic(_ proposal: Range<Int>, _ evidence: Range<Int>) -> Int? {
    var count = TopicCount()
    for token in proposal { count.add(topics.topics(of: reading.lemmas[token]), weight: 60) }
    for token in reading.window(around: evidence.lowerBound) {
      count.add(topics.topics(of: reading.lemmas[token]), weight: 20)
    }
    count.add(sharesOf: documentTopics, weight: 250)
    // Another country in the proposal makes it foreign policy.
    for token in proposal {
      guard let index = reading.document.mention(at: token),
        let entity = reading.document.mentions[index].entity,
        reading.document.entities[entity].kind == .country
      else { continue }
      count.add([CAPTopics.internationalAffairs], weight: 20)
    }
    return count.best
  }

  /// Verbatim "if …", "unless …" in the evidence or at the sentence's beginning.
  private func condition(_ evidence: Range<Int>) -> String? {
    let sentence = reading.sentence(of: evidence.lowerBound)
    for token in evidence where Self.conditions.contains(reading.lowers[token]) {
      let first = token > evidence.lowerBound && reading.lowers[token - 1] == "only" ? token - 1 : token
      return reading.document.text(reading.trimmed(first..<evidence.upperBound))
    }
    var first = sentence.lowerBound
    if let part = reading.voices.part(at: evidence.lowerBound), sentence.contains(part.lowerBound) {
      first = part.lowerBound
    }
    while first < evidence.lowerBound, reading.upos(first) == .punct { first += 1 }
    if first < evidence.lowerBound, Self.conditions.contains(reading.lowers[first]) {
      var end = first
      let limit = min(evidence.lowerBound, first + StanceReading.windowTokensMax)
      while end < limit, !reading.isComma(end) { end += 1 }
      if end < limit { return reading.document.text(first..<end) }
    }
    // Behind the evidence, where background was cut off.
    let behind = evidence.upperBound
    if behind < sentence.upperBound, Self.conditions.contains(reading.lowers[behind]) {
      let end =
        reading.head(behind).map { reading.extent(of: $0, from: behind, cue: evidence.lowerBound) } ?? behind
      if end > behind { return reading.document.text(reading.trimmed(behind..<end)) }
    }
    return nil
  }

  private static let conditions: Set<String> = ["if", "unless", "provided"]
}
