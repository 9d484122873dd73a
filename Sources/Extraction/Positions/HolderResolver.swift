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
    if heads.count == 1, reading.lowers[heads[0]] == "they", named(heads[0]) == nil { return joint(before: heads[0]) }
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
  func actor(_ head: Int) -> Actor? {
    if let found = named(head) { return found }
    return reading.upos(head) == .pron ? nil : described(reading.basePhrase(head), head: head)
  }

  /// As `actor`, but a phrase that names nobody is described by its words. With `anyone`, the place it stands in makes
  /// it an actor; else its noun must be one.
  func actor(_ head: Int, anyone: Bool) -> Actor? {
    if let found = named(head) { return found }
    let lemma = reading.lemmas[head]
    guard reading.upos(head) == .noun || reading.upos(head) == .propn, !reading.words.unnamed.contains(lemma),
      anyone || reading.words.actor.contains(lemma)
    else { return nil }
    let base = reading.basePhrase(head)
    let whole = base.lowerBound..<max(base.upperBound, reading.extent(of: head, from: base.lowerBound, cue: head))
    let description = whole.count <= Self.descriptionTokensMax ? whole : base
    var first = description.lowerBound
    while first < description.upperBound - 1, reading.upos(first) == .det || reading.isQuotationMark(first) {
      first += 1
    }
    return Actor(
      identity: .described(document.text(first..<description.upperBound), .group, country: nil),
      mention: description, kind: .role)
  }

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
    if reading.words.unnamed.contains(lemma) || reading.words.unnamed.contains(reading.lowers[head]) {
      return nil
    }
    let words = phrase.filter { reading.upos($0) != .det && reading.upos($0) != .punct }
    let isActor = reading.words.actor.contains(lemma) || reading.words.actor.contains(reading.lowers[head])
    let isName = reading.upos(head) == .propn && !reading.words.temporal.contains(lemma)
    if isActor, words.count == 1, let place = placed(phrase, head) { return place }
    guard isActor && words.count > 1 || isName else { return nil }
    // A defined body needs more than a bare common noun: a name, a nationality or an office's adjective.
    guard
      isName
        || words.contains(where: {
          reading.upos($0) == .propn || document.isCapitalised($0) || reading.upos($0) == .adj
            || reading.upos($0) == .noun && $0 != head
        })
    else { return nil }
    var first = phrase.lowerBound
    while first < phrase.upperBound - 1, reading.upos(first) == .det || reading.isQuotationMark(first) {
      first += 1
    }
    let country = phrase.lazy.compactMap { token -> String? in
      guard let index = document.mention(at: token), let entity = document.mentions[index].entity else {
        return nil
      }
      return document.entities[entity].country
    }.first
    let kind: ActorKind =
      Self.bodies.contains(lemma) ? .organization : Self.offices.contains(lemma) ? .person : .group
    return Actor(
      identity: .described(document.text(first..<phrase.upperBound), kind, country: country), mention: phrase,
      kind: .role)
  }

  /// "Rebels in the Ivory Coast": defined by where they are or belong.
  private func placed(_ phrase: Range<Int>, _ head: Int) -> Actor? {
    for child in reading.children(head) where child > head && reading.deprel(child) == .nmod {
      guard let preposition = reading.preposition(of: child), ["in", "of", "from"].contains(preposition),
        reading.upos(child) == .propn
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
