/// The mentions of one someone or something so far.
package struct ChainState: Sendable {
  /// Index of the last reference.
  var last: Int
  var lastName = -1
  var count = 0
  var entity: Int?
  var sort = Reference.Sort.unknown
  var number = Reference.Number.unknown
  var gender: Gender?
  /// `it` was said of it.
  var isIt = false
}

/// Joins references to chains from left to right, since whom a word means depends on who was mentioned before it.
///
/// First what is sure: names by their entities, descriptions that stand beside a name, offices that a named person holds.
/// Then descriptions and pronouns of the third person by the ranker, among a bounded number of chains before them. Last the
/// pronouns of those who speak.
///
/// A class, since a large value would be copied for each step.
final class ChainBuilder<Ranker: AntecedentRanker> {
  let document: Document
  let speakers: QuotationSpeakers
  let roles: RoleReader
  private(set) var references: [Reference]
  private(set) var chains: [ChainState] = []
  var ranker: Ranker
  /// By description's head token: the entity it stands beside or whose office it is.
  let entityOfHead: [Int: Int]
  /// By head token of a predicate (`Lind is a lawyer`): the reference it is said of.
  private var chainOfEntity: [Int: Int] = [:]
  /// By entity: its last mention; -1 before the first.
  private var lastOfEntity: [Int]
  /// By entity: how often the document names it.
  private var namings: [Int] = []
  /// What was said of named ones: `Berg became prime minister`.
  private var predicates: [(entity: Int, head: Int)] = []
  /// By sentence: whether it has no finite verb, as captions and headings have none.
  private let isFragment: [Bool]
  /// By reference: its chain; by chain: its last reference. What is looked back over, close together.
  private var chainOf: [Int32]
  private var lastOf: [Int32] = []
  private var choice = AntecedentChoice()
  private var candidateChains: [Int] = []

  /// References looked back over.
  static var lookMax: Int { 240 }
  /// Chains that are weighed for one reference.
  static var candidatesMax: Int { 16 }
  /// Sentences between a pronoun and its antecedent.
  static var pronounSentencesMax: Int { 6 }
  /// Mentions of a chain whose heads are compared.
  static var mentionsMax: Int { 8 }

  init(
    _ document: Document, _ references: [Reference], entityCount: Int, entityOfHead: [Int: Int],
    ranker: Ranker
  ) {
    self.document = document
    self.references = references
    self.entityOfHead = entityOfHead
    self.ranker = ranker
    speakers = QuotationSpeakers(document, references)
    roles = RoleReader(document: document)
    isFragment = document.sentences.map { sentence in
      !sentence.contains { document.tokens[$0].xpos.isFinite }
    }
    chainOf = [Int32](repeating: -1, count: references.count)
    namings = [Int](repeating: 0, count: entityCount)
    lastOfEntity = [Int](repeating: -1, count: entityCount)
    for reference in references {
      if let entity = reference.entity { namings[entity] += 1 }
    }
  }

  /// `office` gives the entity whose office a description names, by entities mentioned before.
  /// `refuses` whether a description cannot mean a named entity.
  func run(
    office: (Reference, _ lastOfEntity: [Int], [(entity: Int, head: Int)]) -> Int?,
    refuses: (Reference, Int) -> Bool
  ) {
    for index in references.indices {
      let reference = references[index]
      switch reference.kind {
      case .name:
        if let entity = reference.entity { join(index, chainOfEntity[entity]) } else { join(index, nil) }
      case .description:
        if let entity = entityOfHead[reference.head] ?? neighbour(index) {
          references[index].entity = entity
          join(index, chainOfEntity[entity])
        } else if let chain = predicate(index) {
          if let entity = chains[chain].entity { predicates.append((entity, reference.head)) }
          join(index, chain)
        } else if let entity = office(reference, lastOfEntity, predicates) {
          join(index, chainOfEntity[entity])
        } else if let chain = namesake(index) ?? genericBody(index) {
          join(index, chain)
        } else {
          join(index, isAnaphoric(reference) ? ranked(index, refuses) : nil)
        }
      case .pronoun:
        if reference.pronoun?.person == 3 { join(index, sure(index) ?? ranked(index, { _, _ in false })) }
      }
    }
    joinSpeakers()
  }

  private func isAnaphoric(_ reference: Reference) -> Bool {
    guard reference.sort == .person || reference.sort == .organization || reference.sort == .place else {
      return false
    }
    switch reference.definiteness {
    case .definite, .demonstrative, .possessive: return true
    case .bare: return reference.number == .plural
    case .indefinite, .none: return false
    }
  }

  private func join(_ index: Int, _ chain: Int?) {
    let reference = references[index]
    let number = chain ?? chains.count
    if chain == nil {
      chains.append(ChainState(last: index))
      lastOf.append(Int32(index))
    } else {
      references[index].previous = chains[number].last
    }
    references[index].chain = number
    chainOf[index] = Int32(number)
    lastOf[number] = Int32(index)
    chains[number].count += 1
    chains[number].last = index
    if reference.kind == .name { chains[number].lastName = index }
    if let entity = references[index].entity, chains[number].entity == nil {
      chains[number].entity = entity
      chainOfEntity[entity] = number
    }
    if let entity = chains[number].entity { lastOfEntity[entity] = index }
    if chains[number].sort == .unknown || reference.kind == .name && reference.sort != .unknown {
      chains[number].sort = reference.sort
    }
    if chains[number].number == .unknown { chains[number].number = reference.number }
    if reference.pronoun?.isNeuter == true { chains[number].isIt = true }
    if chains[number].gender == nil { chains[number].gender = reference.gender }
  }

  // MARK: Predicates

  /// The chain of the subject of which `index` is said: `Lind is a lawyer`.
  private func predicate(_ index: Int) -> Int? {
    let reference = references[index]
    guard index > 0, reference.sort != .place,
      reference.sort == .person || reference.sort == .organization || reference.definiteness == .definite
    else { return nil }
    var token = reference.tokens.lowerBound - 1
    let start = document.sentences[reference.sentence].lowerBound
    while token >= start, document.tokens[token].xpos == .rb, document.lower(token) != "not" { token -= 1 }
    guard token > start, document.tokens[token].xpos.isVerb,
      ["be", "become", "remain"].contains(document.lemma(token))
    else { return nil }
    let before = token
    for earlier in stride(from: index - 1, through: max(0, index - 4), by: -1) {
      let subject = references[earlier]
      guard subject.sentence == reference.sentence else { return nil }
      guard subject.role == .subject, subject.kind != .pronoun || subject.pronoun?.person == 3 else {
        continue
      }
      guard before - subject.tokens.upperBound < 3, subject.chain >= 0 else { return nil }
      let chain = chains[subject.chain]
      guard chain.sort == reference.sort || reference.sort == .other && chain.sort == .person,
        chain.number == .unknown || chain.number == reference.number
      else { return nil }
      return subject.chain
    }
    return nil
  }

  // MARK: Appositions

  /// The entity of the name that a description of a person or body stands beside: `their child, Gloria,` and `Acme, the
  /// company that`. A list goes on with another name or `and`.
  private func neighbour(_ index: Int) -> Int? {
    let reference = references[index]
    guard reference.number == .singular, reference.sort == .person || reference.sort == .organization else {
      return nil
    }
    let end = reference.tokens.upperBound
    if end + 1 < document.tokens.count, document.tokens[end].xpos == .comma, index + 1 < references.count {
      let next = references[index + 1]
      if next.kind == .name, next.sort == reference.sort, next.phrase.lowerBound == end + 1,
        reference.definiteness != .bare, closes(next.tokens.upperBound), agrees(reference, next)
      {
        return next.entity
      }
    }
    let start = reference.tokens.lowerBound - 1
    if start > 0, document.tokens[start].xpos == .comma, reference.definiteness != .bare {
      for earlier in stride(from: index - 1, through: max(0, index - 2), by: -1) {
        let before = references[earlier]
        if before.kind == .name, before.sort == reference.sort, before.tokens.upperBound == start,
          agrees(reference, before),
          isClosed(reference.tokens.upperBound)
        {
          return before.entity
        }
      }
    }
    return nil
  }

  private func agrees(_ one: Reference, _ other: Reference) -> Bool {
    guard let left = one.gender, let right = other.gender else { return true }
    return left == right
  }

  /// Whether a name that ends before `token` ends an apposition too.
  private func closes(_ token: Int) -> Bool {
    guard token < document.tokens.count else { return true }
    switch document.tokens[token].xpos {
    case .period, .closeBracket, .colon: return true
    case .comma:
      guard token + 1 < document.tokens.count else { return true }
      let next = document.tokens[token + 1].xpos
      return next != .cc && !next.isProperNoun
    default: return false
    }
  }

  /// Whether a description behind a name and a comma ends as an apposition does.
  private func isClosed(_ token: Int) -> Bool {
    guard token < document.tokens.count else { return true }
    let next = document.tokens[token]
    return [.comma, .period, .closeBracket, .in, .wp, .wdt, .vbn].contains(next.xpos)
  }

  // MARK: The ranker's part

  private func ranked(_ index: Int, _ refuses: (Reference, Int) -> Bool) -> Int? {
    let anaphor = references[index]
    if isExpletive(anaphor) { return nil }
    choice.clear(index)
    candidateChains.removeAll(keepingCapacity: true)
    choice.candidates.append(-1)
    let speakerChain = speakerChain(anaphor)
    var anyHeadMatch = false
    var anyExact = false
    var earlier = index - 1
    let limit = max(0, index - Self.lookMax)
    // Looked at element by element: one access to each array instead of one an element.
    let (references, chains, chainOf, lastOf) = (references, chains, chainOf, lastOf)
    while earlier >= limit, candidateChains.count < Self.candidatesMax {
      defer { earlier -= 1 }
      guard chainOf[earlier] >= 0, lastOf[Int(chainOf[earlier])] == Int32(earlier) else { continue }
      let mention = references[earlier]
      if anaphor.kind == .pronoun, anaphor.sentence - mention.sentence > Self.pronounSentencesMax { break }
      guard fits(anaphor, chains[mention.chain], mention) else { continue }
      if let entity = chains[mention.chain].entity, refuses(anaphor, entity) { continue }
      // Who speaks says "I" and not "he" of himself.
      if anaphor.kind == .pronoun, mention.chain == speakerChain { continue }
      if isBarred(anaphor, mention) { continue }
      let match = anaphor.kind == .description ? headMatch(anaphor, earlier) : HeadMatch()
      if anaphor.kind == .description, match.place == 0, anaphor.sentence - mention.sentence > 12,
        chains[mention.chain].entity == nil
      {
        continue
      }
      anyHeadMatch = anyHeadMatch || match.place > 0
      anyExact = anyExact || match.place > 0 && match.newWords == 0
      candidateChains.append(mention.chain)
      choice.candidates.append(earlier)
    }
    if let only = theOnlyOne(anaphor) { return only }
    // What speaks for none of them comes first.
    let next = anaphor.head + 1 < document.tokens.count ? Int(document.tokens[anaphor.head + 1].lemma) : 0
    AntecedentFeatures.append(
      anaphor,
      .init(
        candidates: candidateChains.count, anyHeadMatch: anyHeadMatch, anyExact: anyExact,
        isFollowed: isFollowed(anaphor),
        modifiers: anaphor.head - anaphor.tokens.lowerBound, head: Int(anaphor.headKey & 0xFFFF),
        possessed: possessed(anaphor),
        next: hash(next), isExpletive: isExpletive(anaphor)),
      to: &choice.features)
    choice.ends.append(choice.features.count)
    for (rank, chain) in candidateChains.enumerated() {
      let last = references[chains[chain].last]
      let match = anaphor.kind == .description ? headMatch(anaphor, chains[chain].last) : HeadMatch()
      let name = chains[chain].lastName
      AntecedentFeatures.append(
        anaphor, chains[chain], last,
        .init(
          rank: min(rank, 7), headMatch: match.place, newWords: match.newWords, possessor: match.possessor,
          isSpeaker: chain == speakerChain,
          sharesClause: roles.shareClause(last, anaphor),
          sameParagraph: document.paragraph(of: last.head) == document.paragraph(of: anaphor.head),
          namedAgo: name < 0 ? 7 : AntecedentFeatures.distance(anaphor.sentence - references[name].sentence),
          namings: namings(chains[chain]), recent: recent(chain, anaphor.sentence),
          isFragment: isFragment[last.sentence]),
        to: &choice.features)
      choice.ends.append(choice.features.count)
    }
    let chosen = ranker.choose(choice, references)
    return chosen == 0 ? nil : candidateChains[chosen - 1]
  }

  /// The one candidate of a `he` or `she`, when it is a named person of that gender and not far.
  private func theOnlyOne(_ anaphor: Reference) -> Int? {
    guard let gender = anaphor.pronoun?.gender, candidateChains.count == 1 else { return nil }
    let chain = chains[candidateChains[0]]
    guard chain.entity != nil, chain.gender == gender, anaphor.sentence - references[chain.last].sentence < 4
    else {
      return nil
    }
    return candidateChains[0]
  }

  /// The chain of who speaks in the quotation around; -1 when that is not known.
  private func speakerChain(_ anaphor: Reference) -> Int {
    guard let quotation = anaphor.quotation, speakers.speaker[quotation] >= 0 else { return -1 }
    let speaker = references[Int(speakers.speaker[quotation])]
    if speaker.chain >= 0 { return speaker.chain }
    guard let entity = speaker.entity else { return -1 }
    return chainOfEntity[entity] ?? -1
  }

  private func namings(_ chain: ChainState) -> Int {
    guard let entity = chain.entity else { return 0 }
    return namings[entity]
  }

  /// The object of a clause is its subject only in the reflexive (principle B of binding theory).
  private func isBarred(_ anaphor: Reference, _ mention: Reference) -> Bool {
    guard let pronoun = anaphor.pronoun, pronoun.form != .reflexive, !anaphor.isModifier,
      anaphor.role != .subject,
      mention.role == .subject, mention.sentence == anaphor.sentence,
      mention.tokens.upperBound <= anaphor.head
    else { return false }
    return roles.shareClause(mention, anaphor)
  }

  /// Whether a chain may be meant at all.
  func fits(_ anaphor: Reference, _ chain: ChainState, _ last: Reference) -> Bool {
    guard !anaphor.tokens.overlaps(last.tokens) else { return false }
    if let one = anaphor.gender, let other = chain.gender, one != other { return false }
    if let pronoun = anaphor.pronoun {
      if pronoun.isNeuter { return chain.sort != .person && chain.number != .plural }
      if pronoun.number == .plural { return chain.sort != .other || chain.number != .singular }
      return (chain.sort == .person || chain.sort == .unknown && !chain.isIt) && chain.number != .plural
    }
    guard chain.number == .unknown || chain.number == anaphor.number else { return false }
    switch chain.sort {
    case .unknown: return true
    case .other: return false
    case .person: return anaphor.sort == .person
    case .organization: return anaphor.sort != .person
    case .place: return anaphor.sort != .person
    }
  }

  /// How a description's head is met in the chain that ends at `last`: not at all, in its last mention, in an earlier one.
  private func headMatch(_ anaphor: Reference, _ last: Int) -> HeadMatch {
    let lower = document.lower(anaphor.head)
    var index = last
    var depth = 0
    var match = HeadMatch()
    while index >= 0, depth < Self.mentionsMax {
      let mention = references[index]
      if mention.kind != .pronoun, match.place == 0 {
        let words =
          mention.kind != .name
          ? mention.head..<(mention.head + 1)
          : mention.sort == .person ? mention.phrase.lowerBound..<mention.tokens.lowerBound : mention.tokens
        let isSame =
          mention.kind == .name
          ? words.contains { document.lower($0) == lower } : mention.headKey == anaphor.headKey
        if isSame {
          match.place = depth == 0 ? 1 : 2
          for token in anaphor.tokens
          where token != anaphor.head && !Self.isLight(document.tokens[token].xpos) {
            let word = document.lower(token)
            if !mention.phrase.contains(where: { document.lower($0) == word }) { match.newWords += 1 }
          }
        }
      }
      if anaphor.possessor >= 0, mention.possessor >= 0, match.possessor != 1 {
        let (one, other) = (references[anaphor.possessor].chain, references[mention.possessor].chain)
        match.possessor = one >= 0 && one == other ? 1 : 2
      }
      index = mention.previous
      depth += 1
    }
    if anaphor.possessor >= 0, references[anaphor.possessor].chain == references[last].chain,
      references[last].chain >= 0
    {
      match.possessor = 3
    }
    return match
  }

  private struct HeadMatch {
    var place = 0
    /// Words of the description that the mention with the same head lacks.
    var newWords = 0
    /// 1: of the same possessor; 2: of another; 3: the chain is the possessor itself; 0: not known.
    var possessor = 0
  }

  /// Mentions of a chain in `sentence` and the one before, up to four.
  private func recent(_ chain: Int, _ sentence: Int) -> Int {
    var count = 0
    var index = chains[chain].last
    while index >= 0, count < 4, references[index].sentence >= sentence - 1 {
      count += 1
      index = references[index].previous
    }
    return count
  }

  private static func isLight(_ tag: XPOS) -> Bool {
    tag == .dt || tag == .prpPossessive || tag == .pos || tag == .pdt
  }

  /// 0: no possessor; 1: one that is only a name or noun phrase; 2: a pronoun of the third person; 3: of another person.
  private func possessed(_ reference: Reference) -> Int {
    guard reference.possessor >= 0 else { return 0 }
    guard let pronoun = references[reference.possessor].pronoun else { return 1 }
    return pronoun.person == 3 ? 2 : 3
  }

  private func hash(_ lemma: Int) -> Int { Int(NounLexicon.key(document.lemmas[lemma].utf8) & 0xFFFF) }

  /// `the minister of`, `the people who`
  private func isFollowed(_ reference: Reference) -> Bool {
    let next = reference.tokens.upperBound
    guard next < document.tokens.count else { return false }
    let tag = document.tokens[next].xpos
    return tag == .wp || tag == .wdt || document.lower(next) == "of" || tag == .vbn
  }

  /// `it is clear that`, `it was agreed to`, `it is unlikely he`
  func isExpletive(_ reference: Reference) -> Bool {
    guard reference.pronoun?.isNeuter == true, !reference.isModifier else { return false }
    var token = reference.head + 1
    let end = min(document.sentences[reference.sentence].upperBound, token + 6)
    while token < end,
      document.tokens[token].upos == .aux || document.tokens[token].xpos == .rb
        || document.lemma(token) == "be"
    {
      token += 1
    }
    guard token + 1 < end, token > reference.head + 1 else { return false }
    guard [.jj, .jjr, .jjs, .vbn].contains(document.tokens[token].xpos) else { return false }
    let next = token + 1
    return document.tokens[next].xpos == .to
      || ["that", "whether", "if", "how", "what"].contains(document.lower(next))
  }

  // MARK: Those who speak

  /// `I` in a quotation is its speaker, outside the one who writes; `we` and `you` are chains of their own in each.
  private func joinSpeakers() {
    var chainOf: [Int: Int] = [:]
    for index in references.indices {
      guard let pronoun = references[index].pronoun, pronoun.person < 3 else { continue }
      let isSingular = pronoun.person == 1 && pronoun.number == .singular
      let quotation = references[index].quotation ?? -1
      let key = (quotation + 1) * 8 + Int(pronoun.person) * 2 + (isSingular ? 1 : 0)
      var chain = chainOf[key]
      if chain == nil, isSingular, quotation >= 0 {
        let speaker = Int(speakers.speaker[quotation])
        if speaker >= 0, references[speaker].chain >= 0 {
          let known = chains[references[speaker].chain]
          if known.sort == .person || known.sort == .unknown, known.number != .plural {
            chain = references[speaker].chain
          }
        }
      }
      join(index, chain)
      chainOf[key] = references[index].chain
    }
  }
}
