import NewsModel
import Text

/// From noun phrases to nameable actors (guidelines, question 1).
struct HolderResolver {
  let reading: StanceReading
  let entityByName: [String: Int]

  /// Whom a noun phrase means, and how.
  struct Actor: Equatable {
    enum Identity: Equatable {
      case entity(Int)
      /// A body with a defined membership that the text never names: "Opposition groups in Zimbabwe".
      case described(String, ActorKind, country: String?)
    }
    var identity: Identity
    var mention: Range<Int>
    var kind: NewsModel.Mention.Kind
  }

  init(_ reading: StanceReading) {
    self.reading = reading
    var byName: [String: Int] = [:]
    for (index, entity) in reading.document.entities.enumerated() where byName[entity.name] == nil {
      byName[entity.name] = index
    }
    entityByName = byName
  }

  private var document: Document { reading.document }

  /// The actors that `heads` name; those that name none are left out.
  func actors(_ heads: [Int]) -> [Actor] {
    if heads.count == 1, reading.lowers[heads[0]] == "they", named(heads[0]) == nil {
      let both = joint(before: heads[0])
      if !both.isEmpty { return both }
    }
    return heads.compactMap { actor($0) }
  }

  /// Whom "they" means where the text names two together just before: the actors of the last joined subject, in this
  /// sentence or the one before.
  private func joint(before pronoun: Int) -> [Actor] {
    let first = reading.sentence(of: max(0, reading.sentence(of: pronoun).lowerBound - 1)).lowerBound
    var best: [Actor] = []
    for index in reading.predicateOrder {
      let predicate = reading.predicates[index]
      guard predicate.token < pronoun else { break }
      guard predicate.token >= first, predicate.hasOwnSubject, predicate.subjects.count > 1 else { continue }
      let found = predicate.subjects.compactMap { named($0) }
      if found.count == predicate.subjects.count {
        let mention = pronoun..<(pronoun + 1)
        best = found.map { Actor(identity: $0.identity, mention: mention, kind: .pronoun) }
      }
    }
    return best
  }

  /// The actor that the noun phrase headed by `head` names.
  func actor(_ head: Int) -> Actor? { actor(head, depth: 0) }

  private func actor(_ head: Int, depth: Int) -> Actor? {
    if let found = named(head) { return found }
    if let body = spokenFor(head) ?? author(ofDocument: head, depth: depth) { return body }
    if reading.upos(head) == .pron { return depth < 2 ? antecedent(head, depth: depth) : nil }
    return described(reading.basePhrase(head), head: head) ?? (depth < 2 ? definite(head, depth: depth) : nil)
  }

  /// The body behind "a spokesman for the Home Office", "the Kremlin's spokeswoman"; nobody for a named one.
  func spokenFor(_ head: Int) -> Actor? {
    guard reading.words.spokesperson.contains(reading.lemmas[head]) else { return nil }
    for child in reading.children(head) {
      switch reading.deprel(child) {
      case .nmod where child > head:
        guard let preposition = reading.preposition(of: child),
          ["for", "of", "at", "from"].contains(preposition)
        else {
          continue
        }
      case .nmodPoss, .compound, .amod, .nmodDesc, .nmodUnmarked: break
      default: continue
      }
      if let index = document.mention(at: child), let entity = document.mentions[index].entity,
        document.entities[entity].kind != .place
      {
        return Actor(identity: .entity(entity), mention: document.mentions[index].tokens, kind: .name)
      }
      if reading.isNominal(child), reading.deprel(child) != .amod,
        let found = described(reading.basePhrase(child), head: child)
      {
        return found
      }
    }
    return nil
  }

  /// Who speaks in "the committee's report", "a statement by the ministry".
  private func author(ofDocument head: Int, depth: Int) -> Actor? {
    guard depth < 2, reading.words.document.contains(reading.lemmas[head]) else { return nil }
    for child in reading.children(head) {
      let isAuthor =
        reading.deprel(child) == .nmodPoss
        || reading.deprel(child) == .nmod && ["by", "from"].contains(reading.preposition(of: child) ?? "")
      if isAuthor, reading.upos(child) != .pron, let found = actor(child, depth: depth + 1) { return found }
    }
    return nil
  }

  /// Whom a pronoun means that the text never names: the description its chain begins with, else the subject before.
  private func antecedent(_ pronoun: Int, depth: Int) -> Actor? {
    guard ["he", "she", "it", "they"].contains(reading.lowers[pronoun]) else { return nil }
    func asPronoun(_ actor: Actor) -> Actor {
      Actor(identity: actor.identity, mention: pronoun..<(pronoun + 1), kind: .pronoun)
    }
    if let index = document.mention(at: pronoun), let chain = document.mentions[index].chain {
      let first = document.mentions[document.chains[chain].first]
      if first.head < pronoun, first.kind != .pronoun, let found = actor(first.head, depth: depth + 1) {
        return asPronoun(found)
      }
    }
    guard let subject = subject(before: pronoun) else { return nil }
    let isPlural = reading.xpos(subject) == .nns || reading.xpos(subject) == .nnps
    guard let found = actor(subject, depth: depth + 1) else { return nil }
    let isPerson =
      if case .entity(let entity) = found.identity { document.entities[entity].kind == .person } else {
        Self.offices.contains(reading.lemmas[subject])
      }
    switch reading.lowers[pronoun] {
    case "they": return isPlural ? asPronoun(found) : nil
    case "it": return !isPlural && !isPerson ? asPronoun(found) : nil
    default: return isPerson && !isPlural ? asPronoun(found) : nil
    }
  }

  /// The subject of the sentence before, or of the clause before in this sentence.
  private func subject(before pronoun: Int) -> Int? {
    let sentence = reading.sentence(of: pronoun)
    let first = reading.sentence(of: max(0, sentence.lowerBound - 1)).lowerBound
    var best: Int?
    for index in reading.predicateOrder {
      let predicate = reading.predicates[index]
      guard predicate.token < pronoun else { break }
      guard predicate.token >= first, predicate.kind == .main, predicate.hasOwnSubject,
        predicate.subjects.count == 1,
        reading.upos(predicate.subjects[0]) != .pron, predicate.subjects[0] < pronoun
      else { continue }
      best = predicate.subjects[0]
    }
    return best
  }

  /// Whom "the committee", "the party" or "the government" means: the nearest earlier body whose name or description
  /// has that noun for its head; the government of the country that the text names most.
  private func definite(_ head: Int, depth: Int) -> Actor? {
    let lemma = reading.lemmas[head]
    guard reading.xpos(head) == .nn, Self.bodies.contains(lemma) || reading.words.actor.contains(lemma),
      reading.basePhrase(head).count <= 3
    else { return nil }
    let possessor = reading.child(head, .nmodPoss).flatMap { reading.upos($0) == .pron ? $0 : nil }
    let isDefinite = reading.children(head).contains {
      reading.deprel($0) == .det && Self.definites.contains(reading.lowers[$0])
    }
    guard isDefinite || possessor != nil else { return nil }
    let mention = reading.basePhrase(head)
    if let possessor { return own(lemma, of: possessor, mention) }
    if Self.lands.contains(lemma), let country = country(before: head) {
      return Actor(identity: .entity(country), mention: mention, kind: .role)
    }
    if let office = holder(ofOffice: head) {
      return Actor(identity: .entity(office), mention: mention, kind: .role)
    }
    if lemma == "government", let government = government(mention) { return government }
    var token = head - 1
    let first = max(0, head - Self.definiteTokensMax)
    while token >= first {
      defer { token -= 1 }
      guard reading.lemmas[token] == lemma || reading.lowers[token] == lemma, reading.isNominal(token),
        reading.basePhrase(token).count > 2 || reading.upos(token) == .propn
      else { continue }
      if let found = named(token) ?? described(reading.basePhrase(token), head: token) {
        return Actor(identity: found.identity, mention: mention, kind: .role)
      }
    }
    for (index, entity) in document.entities.enumerated()
    where entity.kind == .organization || entity.kind == .party {
      let isNamed = entity.name.lowercased().split(separator: " ").last.map(String.init) == lemma
      if isNamed || lemma == "party" && entity.kind == .party {
        return Actor(identity: .entity(index), mention: mention, kind: .role)
      }
    }
    return nil
  }

  /// The government of the country that the text is about.
  private func government(_ mention: Range<Int>) -> Actor? {
    guard let country = principalCountry else { return nil }
    let entity = document.entities[country]
    if let own = document.entities.firstIndex(where: {
      $0.kind == .government && $0.country == entity.country
    }) {
      return Actor(identity: .entity(own), mention: mention, kind: .role)
    }
    return Actor(
      identity: .described("\(entity.name) government", .government, country: entity.country),
      mention: mention,
      kind: .role)
  }

  private static let lesser = [
    "shadow ", "former ", "deputy ", "vice ", "ex-", "acting ", "assistant ", "under",
  ]
  private static let definites: Set<String> = ["the", "this", "that"]
  private static let lands: Set<String> = ["country", "nation", "state"]

  /// "her party", "its government": by whom the pronoun means.
  private func own(_ noun: String, of pronoun: Int, _ mention: Range<Int>) -> Actor? {
    guard let index = document.mention(at: pronoun), let owner = document.mentions[index].entity else {
      return nil
    }
    let entity = document.entities[owner]
    switch noun {
    case "party":
      for role in entity.roles {
        if let party = document.entities.firstIndex(where: {
          $0.kind == .party && ($0.name == role.organization || $0.aliases.contains(role.organization ?? ""))
        }) {
          return Actor(identity: .entity(party), mention: mention, kind: .role)
        }
      }
      return nil
    case "government", "administration":
      guard let code = entity.country, entity.kind != .place,
        let country = document.entities.first(where: { $0.kind == .country && $0.country == code })
      else { return nil }
      return Actor(
        identity: .described("\(country.name) government", .government, country: code), mention: mention,
        kind: .role)
    case "country", "nation":
      guard let code = entity.country,
        let country = document.entities.firstIndex(where: { $0.kind == .country && $0.country == code })
      else { return nil }
      return Actor(identity: .entity(country), mention: mention, kind: .role)
    default: return nil
    }
  }

  /// The country named last before `head`.
  private func country(before head: Int) -> Int? {
    for mention in document.mentions.reversed()
    where mention.head < head && head - mention.head <= Self.definiteTokensMax {
      if let entity = mention.entity, document.entities[entity].kind == .country,
        document.entities[entity].country != nil
      {
        return entity
      }
    }
    return nil
  }

  /// Who has the office of "the prime minister" in this text, where only one does.
  private func holder(ofOffice head: Int) -> Int? {
    guard Self.offices.contains(reading.lemmas[head]) else { return nil }
    let phrase = reading.basePhrase(head)
    let title = phrase.dropFirst().map { reading.lowers[$0] }.joined(separator: " ")
    let holders = document.entities.indices.filter { index in
      document.entities[index].kind == .person
        && document.entities[index].roles.contains {
          $0.title == title
            || $0.title.hasSuffix(" " + title) && !Self.lesser.contains(where: $0.title.hasPrefix)
        }
    }
    return holders.count == 1 ? holders[0] : nil
  }

  /// The country the text's actors belong to most often; contested places have none.
  private var principalCountry: Int? {
    var counts: [String: Int] = [:]
    for mention in document.mentions {
      guard let entity = mention.entity, let country = document.entities[entity].country else { continue }
      counts[country, default: 0] += document.entities[entity].kind == .place ? 0 : 1
    }
    guard let most = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key else { return nil }
    return document.entities.firstIndex { $0.kind == .country && $0.country == most }
  }

  /// Tokens looked back over for what "the committee" means.
  static let definiteTokensMax = 400

  /// As `actor`, but a phrase that names nobody is described by its words. With `anyone`, the place it stands in makes
  /// it an actor; else its noun must be one.
  func actor(_ head: Int, anyone: Bool) -> Actor? {
    if let found = actor(head) { return found }
    let lemma = reading.lemmas[head]
    guard reading.upos(head) == .noun || reading.upos(head) == .propn, !reading.words.unnamed.contains(lemma),
      anyone || reading.words.actor.contains(lemma)
    else { return nil }
    let base = reading.basePhrase(head)
    // "governments of the region": with the phrase that says which.
    let next = reading.children(head).first {
      reading.deprel($0) == .nmod && document.span(of: $0).lowerBound == base.upperBound
        && Self.belongings.contains(reading.preposition(of: $0) ?? "")
    }
    let end = next.map { reading.basePhrase($0).upperBound } ?? base.upperBound
    let description = end - base.lowerBound <= Self.descriptionTokensMax ? base.lowerBound..<end : base
    return Actor(
      identity: .described(
        document.text(nameStart(description)..<nameEnd(description)), .group, country: nil),
      mention: description, kind: .role)
  }

  /// Where the words begin that name whom `phrase` describes: behind articles, numbers left in ("18 states"), and
  /// behind plain adjectives before a name ("the influential Commons committee").
  private func nameStart(_ phrase: Range<Int>) -> Int {
    var first = phrase.lowerBound
    while first < phrase.upperBound - 1 {
      switch reading.upos(first) {
      case .det, .punct, .cconj, .pron: first += 1
      case .adj
      where Self.vagueAdjectives.contains(reading.lowers[first])
        && !(document.isCapitalised(first) && first > 0 && reading.upos(first + 1) == .propn):
        first += 1
      case .adj where !document.isCapitalised(first):
        let hasName = (first + 1..<phrase.upperBound).contains {
          document.isCapitalised($0) && reading.upos($0) != .noun
        }
        guard hasName else { return first }
        first += 1
      default: return first
      }
    }
    return first
  }

  private func nameEnd(_ phrase: Range<Int>) -> Int {
    var end = phrase.upperBound
    while end > phrase.lowerBound + 1, reading.xpos(end - 1) == .pos || reading.upos(end - 1) == .punct {
      end -= 1
    }
    return end
  }

  private static let vagueAdjectives: Set<String> = [
    "several", "many", "some", "other", "new", "various", "numerous", "more", "such", "own", "same",
    "influential",
  ]

  /// By the mention at the head, or by the name beside it ("the shadow minister, Anna Berg").
  private func named(_ head: Int) -> Actor? {
    if let index = document.mention(at: head), let found = actor(mention: index, head: head) { return found }
    for child in reading.children(head) where child > head {
      guard [.flat, .appos, .nmodDesc, .compound].contains(reading.deprel(child)),
        let index = document.mention(at: child), document.mentions[index].kind == .name,
        let found = actor(mention: index, head: child)
      else { continue }
      return found
    }
    return nil
  }

  private static let belongings: Set<String> = ["of", "in", "from"]
  /// Tokens of a description.
  static let descriptionTokensMax = 10

  func entity(_ reference: ActorReference?) -> Int? { reference.flatMap { entityByName[$0.name] } }

  /// An actor by mention, unless the mention is only a part of the phrase ("Japan" in "Japan's plan").
  private func actor(mention index: Int, head: Int) -> Actor? {
    let mention = document.mentions[index]
    guard let entity = mention.entity, document.entities[entity].kind != .place, mention.tokens.contains(head)
    else {
      return nil
    }
    let kind: NewsModel.Mention.Kind =
      switch mention.kind {
      case .name: .name
      case .pronoun: .pronoun
      case .description: .role
      }
    return Actor(identity: .entity(entity), mention: mention.tokens, kind: kind)
  }

  /// "Senior Hungarian officials", "the ruling party": a description by office or membership.
  private func described(_ phrase: Range<Int>, head: Int) -> Actor? {
    let lemma = reading.lemmas[head]
    if lemma == "people" || lemma == "public", let people = people(phrase, head) { return people }
    if reading.words.unnamed.contains(lemma) || reading.words.unnamed.contains(reading.lowers[head]) {
      return nil
    }
    // "the first front", "the armed body": actors only by name.
    if reading.words.ambiguous.contains(lemma), !document.isCapitalised(head),
      !phrase.contains(where: { reading.upos($0) == .propn })
    {
      return nil
    }
    let words = phrase.filter { reading.upos($0) != .det && reading.upos($0) != .punct }
    let isActor = reading.words.actor.contains(lemma) || reading.words.actor.contains(reading.lowers[head])
    let isName = reading.upos(head) == .propn && !reading.words.temporal.contains(lemma)
    if isActor, words.count == 1, let place = placed(phrase, head) { return place }
    // "MPs", "senators": the members of one body.
    let isMembers = words.count == 1 && reading.words.members.contains(lemma)
    guard isActor && words.count > 1 || isName || isMembers else { return nil }
    // A defined body needs more than a bare common noun: a name, a nationality or an office's adjective.
    guard
      isName || isMembers
        || words.contains(where: {
          reading.upos($0) == .propn || document.isCapitalised($0) || reading.upos($0) == .adj
            || reading.upos($0) == .noun && $0 != head
        })
    else { return nil }
    let first = nameStart(phrase)
    let country = phrase.lazy.compactMap { token -> String? in
      guard let index = document.mention(at: token), let entity = document.mentions[index].entity else {
        return nil
      }
      return document.entities[entity].country
    }.first
    let kind: ActorKind =
      Self.bodies.contains(lemma) ? .organization : Self.offices.contains(lemma) ? .person : .group
    return Actor(
      identity: .described(document.text(first..<nameEnd(phrase)), kind, country: country), mention: phrase,
      kind: .role)
  }

  /// "the Libyan people": a people with its country.
  private func people(_ phrase: Range<Int>, _ head: Int) -> Actor? {
    for token in phrase where token != head {
      guard let index = document.mention(at: token), let entity = document.mentions[index].entity,
        let country = document.entities[entity].country
      else { continue }
      return Actor(
        identity: .described(document.text(token..<nameEnd(phrase)), .group, country: country),
        mention: phrase,
        kind: .role)
    }
    return nil
  }

  /// "Rebels in the Ivory Coast": defined by where they are or belong.
  private func placed(_ phrase: Range<Int>, _ head: Int) -> Actor? {
    for child in reading.children(head) where child > head && reading.deprel(child) == .nmod {
      guard let preposition = reading.preposition(of: child), ["in", "of", "from"].contains(preposition),
        reading.upos(child) == .propn
          || reading.words.actor.contains(reading.lemmas[child]) && reading.basePhrase(child).count > 1
      else { continue }
      var first = phrase.lowerBound
      while first < phrase.upperBound - 1, reading.upos(first) == .det { first += 1 }
      let end = reading.basePhrase(child).upperBound
      let country = document.mention(at: child).flatMap { document.mentions[$0].entity }
        .flatMap { document.entities[$0].country }
      return Actor(
        identity: .described(document.text(first..<end), .group, country: country),
        mention: phrase.lowerBound..<end, kind: .role)
    }
    return nil
  }

  static let offices: Set<String> = [
    "president", "minister", "chancellor", "premier", "senator", "governor", "mayor", "secretary",
    "ambassador",
    "envoy", "chairman", "chairwoman", "chief", "judge", "bishop", "spokesman", "spokeswoman", "spokesperson",
  ]
  private static let bodies: Set<String> = [
    "government", "ministry", "parliament", "senate", "congress", "cabinet", "council", "committee",
    "commission",
    "court", "union", "league", "association", "federation", "organization", "organisation", "agency",
    "department",
    "office", "administration", "company", "bank", "board", "panel", "church", "charity", "firm",
    "corporation", "army",
  ]
}

extension Document {
  func isCapitalised(_ token: Int) -> Bool {
    let start = Int(tokens[token].start)
    return (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(utf8[start])
  }
}
