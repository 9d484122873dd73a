import Text

/// Finds the body whose statement a text is: one that says "we" outside all quotes and names itself in the
/// present ("Austria strongly condemns …; we urge …"). Most articles have none.
enum Authorship {
  /// First persons outside quotes from which on a text is taken for a statement.
  static let firstPersonsMin = 6
  /// Words outside quotes for one first person, at most.
  static let wordsPerFirstPersonMax = 60
  /// Stances in its own name.
  static let ownNamesMin = 2

  static func author(_ reading: StanceReading, _ lexicon: StanceLexicon, _ resolver: HolderResolver)
    -> HolderResolver.Actor?
  {
    var firstPersons = 0
    var words = 0
    for token in reading.lowers.indices
    where reading.voices.index(at: token) == nil && !reading.document.isQuoted(token) {
      words += 1
      switch reading.lowers[token] {
      case "we", "our", "us", "i", "my": firstPersons += 1
      default: break
      }
    }
    guard firstPersons >= firstPersonsMin, firstPersons * wordsPerFirstPersonMax >= words else { return nil }
    var counts: [Int: Int] = [:]
    var actors: [Int: HolderResolver.Actor] = [:]
    for (index, group) in reading.phrases.verbGroups.enumerated() {
      let clause = reading.clauses[index]
      guard clause.kind == .main, reading.xpos(group.head) == .vbz || reading.xpos(group.head) == .vbp,
        !lexicon.entries(beginningWith: reading.lemmas[group.head]).isEmpty, clause.subjects.count == 1,
        let actor = resolver.actor(clause.subjects[0]), actor.kind == .name,
        case .entity(let entity) = actor.identity,
        reading.document.entities[entity].kind != .person
      else { continue }
      counts[entity, default: 0] += 1
      if actors[entity] == nil { actors[entity] = actor }
    }
    guard let best = counts.max(by: { ($0.value, -$0.key) < ($1.value, -$1.key) }), best.value >= ownNamesMin
    else { return nil }
    return actors[best.key]
  }
}
