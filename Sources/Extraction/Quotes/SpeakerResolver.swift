import NewsModel
import Text

/// From the words that name a speaker to the entity they mean.
struct SpeakerResolver {
  let document: Document
  let phrases: Phrases

  /// Index into `document.entities`; `nil` is an honest "unknown".
  ///
  /// The head of the first noun phrase decides (`Brian Fallon, a spokesman for Mrs. Clinton`); where that is a role
  /// without a name, a name in apposition does (`a spokesman, Brian Fallon`). A relative pronoun stands for the noun
  /// phrase before it.
  func entity(of source: Range<Int>) -> Int? {
    if isRelative(source) {
      var before = source.lowerBound - 1
      if before >= 0, document.tokens[before].upos == .punct { before -= 1 }
      guard before >= 0, let phrase = phrases.nounPhrase(at: before) else { return nil }
      return entity(atHeadOf: phrase)
    }
    guard let first = firstPhrase(in: source) else { return nil }
    if let person = personBehindRole(source, first) { return person }
    if let entity = entity(atHeadOf: first) { return entity }
    var token = first.upperBound
    while token < source.upperBound {
      if document.form(token) == ",", let phrase = phrases.nounPhrase(at: token + 1),
        phrase.upperBound <= source.upperBound, let index = document.mention(at: phrase.upperBound - 1),
        document.mentions[index].kind == .name, let entity = document.mentions[index].entity,
        document.entities[entity].kind == .person
      {
        return entity
      }
      token += 1
    }
    return nil
  }

  func kind(of source: Range<Int>) -> NewsModel.Mention.Kind {
    if isRelative(source) { return .pronoun }
    guard let first = firstPhrase(in: source) else { return .role }
    if let index = mention(atHeadOf: first) {
      switch document.mentions[index].kind {
      case .name: return .name
      case .pronoun: return .pronoun
      case .description: return .role
      }
    }
    switch document.tokens[first.upperBound - 1].upos {
    case .pron: return .pronoun
    case .propn: return .name
    default: return .role
    }
  }

  /// The person named right behind a role and its body: `the director of the Port Authority Ann Lee`. Behind a preposition the
  /// name is somebody else's (`a spokesman for Ann Lee`).
  private func personBehindRole(_ source: Range<Int>, _ first: Range<Int>) -> Int? {
    let end =
      source.first { document.form($0) == "," || ["who", "which"].contains(document.lower($0)) }
      ?? source.upperBound
    guard end > first.upperBound, let index = document.mention(at: end - 1) else { return nil }
    let mention = document.mentions[index]
    guard mention.kind == .name, let entity = mention.entity, document.entities[entity].kind == .person,
      mention.phrase.lowerBound > source.lowerBound
    else { return nil }
    switch document.tokens[mention.phrase.lowerBound - 1].upos {
    case .noun, .propn, .punct: return entity
    default: return nil
    }
  }

  private func isRelative(_ source: Range<Int>) -> Bool {
    source.count == 1 && ["who", "which", "that"].contains(document.lower(source.lowerBound))
  }

  private func firstPhrase(in source: Range<Int>) -> Range<Int>? {
    for token in source {
      if let phrase = phrases.nounPhrase(at: token) { return phrase.clamped(to: source) }
    }
    return nil
  }

  private func entity(atHeadOf phrase: Range<Int>) -> Int? {
    mention(atHeadOf: phrase).flatMap { document.mentions[$0].entity }
  }

  /// The outermost mention that ends with the phrase's head.
  private func mention(atHeadOf phrase: Range<Int>) -> Int? {
    document.mention(at: phrase.upperBound - 1)
  }
}
