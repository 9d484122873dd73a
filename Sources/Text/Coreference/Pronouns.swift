/// Who `he` and `she` are.
///
/// The person mentioned before, within `sentencesMax` sentences: subjects before others, near before far, people outside
/// quotation marks before people inside. Pronouns inside quotation marks stay open: what they mean depends on who speaks.
struct Pronouns {
  static let sentencesMax = 4

  private let document: Document
  /// Mentions so far, in text order: of persons, resolved.
  private var recent: [(token: Int, entity: Int, isSubject: Bool)] = []

  init(_ document: Document) { self.document = document }

  static func gender(_ word: String) -> Gender? {
    switch word {
    case "he", "him", "his", "himself": .male
    case "she", "her", "hers", "herself": .female
    default: nil
    }
  }

  mutating func note(_ mention: Mention, _ entity: Int) {
    if recent.count > 64 { recent.removeFirst(32) }
    recent.append((mention.head, entity, isSubject(mention)))
  }

  /// The person meant by the pronoun at `token`, given the entities as known so far.
  func entity(at token: Int, _ gender: Gender, _ entities: [Entity]) -> Int? {
    if document.isQuoted(token) { return nil }
    let sentence = document.sentence(of: token)
    var best: (score: Int, token: Int, entity: Int)?
    var scores: [Int: Int] = [:]
    for (place, entity, isSubject) in recent.reversed() {
      let distance = sentence - document.sentence(of: place)
      if distance > Self.sentencesMax { break }
      guard entities[entity].kind == .person, entities[entity].gender == nil || entities[entity].gender == gender else {
        continue
      }
      var score = 6 - 2 * distance
      if isSubject { score += 3 }
      if entities[entity].gender == gender { score += 2 }
      if document.isQuoted(place) { score -= 4 }
      if document.paragraph(of: place) == document.paragraph(of: token) { score += 1 }
      if score <= scores[entity] ?? Int.min { continue }
      scores[entity] = score
      if score > best?.score ?? Int.min { best = (score, place, entity) }
    }
    guard let best, best.score > 0 else { return nil }
    return best.entity
  }

  /// Whether a finite verb group comes before any other noun phrase behind the mention, or the mention opens its
  /// sentence's clause.
  private func isSubject(_ mention: Mention) -> Bool {
    var token = mention.tokens.upperBound
    let sentence = document.sentences[document.sentence(of: mention.head)]
    var steps = 0
    while token < sentence.upperBound, steps < 24 {
      let tag = document.tokens[token].xpos
      if tag.isFinite { return true }
      if tag == .comma {
        // An apposition or clause between commas.
        var close = token + 1
        while close < sentence.upperBound, close < token + 20, document.tokens[close].xpos != .comma { close += 1 }
        guard close < sentence.upperBound, document.tokens[close].xpos == .comma else { return false }
        token = close + 1
      } else if tag == .rb || tag == .nnp || tag == .in && document.lowers[token] == "on" {
        token += 1
      } else {
        return false
      }
      steps += 1
    }
    return false
  }
}
