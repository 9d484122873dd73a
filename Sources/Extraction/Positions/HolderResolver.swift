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

  /// The actors that the heads of `phrases` name; those that name none are left out.
  func actors(_ phrases: [Range<Int>]) -> [Actor] { phrases.compactMap(actor) }

  /// The actor that the head of `phrase` names.
  func actor(_ phrase: Range<Int>) -> Actor? {
    guard let head = head(of: phrase) else { return nil }
    if let index = document.mention(at: head), let found = actor(mention: index, head: head) { return found }
    if reading.upos(head) == .pron { return nil }
    return described(phrase, head: head)
  }

  /// As `actor`, but a phrase that names nobody is described by the words of `description`.
  func actor(_ phrase: Range<Int>, as description: Range<Int>, anyone: Bool) -> Actor? {
    guard let head = head(of: phrase) else { return nil }
    if let index = document.mention(at: head), let found = actor(mention: index, head: head) { return found }
    let lemma = reading.lemmas[head]
    guard reading.upos(head) == .noun || reading.upos(head) == .propn, !reading.words.unnamed.contains(lemma),
      anyone || reading.words.actor.contains(lemma), description.count <= Self.descriptionTokensMax
    else { return nil }
    var first = description.lowerBound
    while first < description.upperBound - 1, reading.upos(first) == .det || reading.isQuotationMark(first) {
      first += 1
    }
    return Actor(
      identity: .described(document.text(first..<description.upperBound), .group, country: nil),
      mention: description,
      kind: .role)
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
    if isActor, words.count == 1, let place = placed(phrase) { return place }
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
  private func placed(_ phrase: Range<Int>) -> Actor? {
    let link = phrase.upperBound
    guard link + 1 < reading.lowers.count, ["in", "of", "from"].contains(reading.lowers[link]),
      let place = reading.phrases.nounPhrase(at: link + 1), reading.upos(place.upperBound - 1) == .propn
    else { return nil }
    var first = phrase.lowerBound
    while first < phrase.upperBound - 1, reading.upos(first) == .det { first += 1 }
    let country = document.mention(at: place.upperBound - 1).flatMap { document.mentions[$0].entity }
      .flatMap { document.entities[$0].country }
    return Actor(
      identity: .described(document.text(first..<place.upperBound), .group, country: country),
      mention: phrase.lowerBound..<place.upperBound, kind: .role)
  }

  private func head(of phrase: Range<Int>) -> Int? {
    phrase.last { reading.upos($0) != .punct && reading.xpos($0) != .pos }
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
