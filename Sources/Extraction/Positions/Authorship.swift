import Text

/// Finds who wrote a text that speaks for its writer. Most articles have none.
///
/// A statement says "we" outside all quotes and names its body in the present ("Austria strongly condemns …; we urge
/// …"); an opinion piece names its author in the last paragraph ("Anna Berg is a former mayor of Oslo.").
enum Authorship {
  /// First persons outside quotes from which on a text is taken for a statement.
  static let firstPersonsMin = 6
  /// Words outside quotes for one first person, at most.
  static let wordsPerFirstPersonMax = 60
  /// First persons outside quotes in an opinion piece.
  static let firstPersonsOfPieceMin = 3
  /// Tokens of the line that names its author.
  static let signatureTokensMax = 45
  /// Stances in its own name.
  static let ownNamesMin = 2
  /// So many times as many as in any other's name.
  static let ownNamesLead = 2

  static func author(_ reading: StanceReading, _ lexicon: StanceLexicon, _ resolver: HolderResolver)
    -> HolderResolver.Actor?
  {
    var firstPersons = 0
    var words = 0
    for token in reading.lowers.indices
    where !reading.document.isQuoted(token) {
      words += 1
      switch reading.lowers[token] {
      case "we", "our", "us", "i", "my": firstPersons += 1
      default: break
      }
    }
    if firstPersons >= firstPersonsOfPieceMin, firstPersons * wordsPerFirstPersonMax >= words,
      let signed = signature(reading, resolver)
    {
      return signed
    }
    guard firstPersons >= firstPersonsMin, firstPersons * wordsPerFirstPersonMax >= words else { return nil }
    var counts: [Int: Int] = [:]
    var actors: [Int: HolderResolver.Actor] = [:]
    for predicate in reading.predicates {
      guard predicate.kind == .main, predicate.hasOwnSubject, predicate.subjects.count == 1,
        reading.xpos(predicate.token) == .vbz || reading.xpos(predicate.token) == .vbp,
        !lexicon.entries(beginningWith: reading.lemmas[predicate.token]).isEmpty,
        let actor = resolver.actor(predicate.subjects[0]), actor.kind == .name,
        case .entity(let entity) = actor.identity,
        reading.document.entities[entity].kind != .person
      else { continue }
      counts[entity, default: 0] += 1
      if actors[entity] == nil { actors[entity] = actor }
    }
    guard let best = counts.max(by: { ($0.value, -$0.key) < ($1.value, -$1.key) }), best.value >= ownNamesMin,
      counts.allSatisfy({ $0.key == best.key || $0.value * ownNamesLead <= best.value })
    else { return nil }
    return actors[best.key]
  }

  /// The person of "Anna Berg is a former mayor of Oslo." in the last paragraph, who is quoted nowhere.
  private static func signature(_ reading: StanceReading, _ resolver: HolderResolver) -> HolderResolver.Actor?
  {
    guard let last = reading.document.paragraphs.last, last.count <= signatureTokensMax,
      reading.document.paragraphs.count > 2
    else { return nil }
    for index in reading.predicateOrder.reversed() {
      let predicate = reading.predicates[index]
      guard last.contains(predicate.token) else { return nil }
      guard predicate.kind == .main, predicate.hasOwnSubject, let subject = predicate.subjects.first,
        reading.deprel(predicate.token) == .root,
        reading.child(predicate.token, .cop) != nil || Self.posts.contains(reading.lemmas[predicate.token]),
        let actor = resolver.actor(subject), actor.kind == .name, case .entity(let entity) = actor.identity,
        reading.document.entities[entity].kind == .person
      else { continue }
      let isQuoted = reading.voices.voices.contains { resolver.entity($0.speaker) == entity }
      return isQuoted ? nil : actor
    }
    return nil
  }

  private static let posts: Set<String> = [
    "serve", "chair", "lead", "head", "teach", "represent", "direct", "run", "write", "work",
  ]
}
