/// Who `he` and `she` are.
///
/// The person mentioned before, within `sentencesMax` sentences: subjects before others, near before far, people outside
/// quotation marks before people inside. Pronouns inside quotation marks stay open: what they mean depends on who speaks.
struct Pronouns {
  static let sentencesMax = 4

  private let document: Document
  /// Mentions so far, in text order: of persons, resolved.
  /// An entity of `nil` is somebody the text does not name ("a spokesman"): a pronoun behind may well mean them.
  private var recent: [(token: Int, entity: Int?, standing: Standing)] = []

  /// What a mention is in its sentence.
  private enum Standing: Int {
    case other = 0
    case subject = 3
    /// The first subject of its sentence: mostly whom it is about, and who speaks in it.
    case leadingSubject = 5
  }

  init(_ document: Document) { self.document = document }

  static func gender(_ word: String) -> Gender? {
    switch word {
    case "he", "him", "his", "himself": .male
    case "she", "her", "hers", "herself": .female
    default: nil
    }
  }

  mutating func note(_ mention: Mention, _ entity: Int?) {
    if recent.count > 64 { recent.removeFirst(32) }
    var standing = isSubject(mention) ? Standing.subject : .other
    if standing == .subject {
      let sentence = document.sentence(of: mention.head)
      let isLater = recent.reversed().prefix { document.sentence(of: $0.token) == sentence }
        .contains { $0.standing != .other }
      if !isLater { standing = .leadingSubject }
    }
    recent.append((mention.head, entity, standing))
  }

  /// The person meant by the pronoun at `token`, given the entities as known so far.
  func entity(at token: Int, _ gender: Gender, _ entities: [Entity]) -> Int? {
    if document.isQuoted(token) { return nil }
    let sentence = document.sentence(of: token)
    var best: (score: Int, entity: Int?)?
    for (place, entity, standing) in recent.reversed() {
      let distance = sentence - document.sentence(of: place)
      if distance > Self.sentencesMax { break }
      let own = entity.flatMap { entities[$0].gender }
      guard own == nil || own == gender else { continue }
      // The unnamed count only where they lead.
      if entity == nil && standing == .other { continue }
      var score = 6 - 2 * distance
      score += standing.rawValue
      if own == gender { score += 2 }
      if document.isQuoted(place) { score -= 4 }
      if document.paragraph(of: place) == document.paragraph(of: token) { score += 1 }
      if score > best?.score ?? Int.min { best = (score, entity) }
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
        while close < sentence.upperBound, close < token + 20, document.tokens[close].xpos != .comma {
          close += 1
        }
        guard close < sentence.upperBound, document.tokens[close].xpos == .comma else { return false }
        token = close + 1
      } else if tag.isNoun || [.rb, .in, .dt, .jj, .cd, .pos, .prpPossessive, .hyph].contains(tag) {
        // "a spokesman for the Home Office defended"
        token += 1
      } else {
        return false
      }
      steps += 1
    }
    return false
  }
}
