import NewsModel

/// A reading whose every member a test can foresee: tokens are what stands between spaces, each the head of the next; words with a
/// capital are names of persons, and the same word is the same person.
enum MarkedTextReading {
  static func explain(_ draft: ArticleDraft) -> TextReading {
    var reading = TextReading()
    let table = OffsetTable(draft.text)
    let scalars = Array(draft.text.unicodeScalars)
    var start = 0
    for end in 0...scalars.count where end == scalars.count || scalars[end] == " " {
      if end > start { token(table.span(SourceRange(start, end)), &reading) }
      start = end + 1
    }
    reading.sentences = [0..<reading.tokens.count]
    reading.paragraphs = reading.sentences
    return reading
  }

  private static func token(_ span: TextSpan, _ reading: inout TextReading) {
    let index = reading.tokens.count
    let isName = span.exact.first?.isUppercase ?? false
    reading.tokens.append(
      TextReading.Token(
        span: span, lemma: span.exact.lowercased(), upos: isName ? "PROPN" : "X", xpos: isName ? "NNP" : "FW",
        head: index == 0 ? nil : index - 1, relation: index == 0 ? "root" : "dep",
        quoted: span.exact.contains("“")))
    guard isName else { return }
    reading.names.append(TextReading.Name(span: span, tokens: index..<(index + 1), kind: "person"))
    let known = reading.entities.firstIndex { $0.name == span.exact }
    let entity = known ?? reading.entities.count
    if known == nil {
      reading.entities.append(
        TextReading.Entity(
          name: span.exact, kind: "person", country: nil, gender: nil, aliases: [span.exact],
          roles: [ActorRole(title: "mayor", organization: nil)]))
      reading.chains.append(TextReading.Chain(entity: entity, kind: "person", mentions: []))
    }
    reading.chains[entity].mentions.append(reading.mentions.count)
    reading.mentions.append(
      TextReading.Mention(
        span: span, tokens: index..<(index + 1), kind: "name", entity: entity, chain: entity))
  }
}
