/// Noun phrases that mean a person by an office: `the minister`, `Japan’s top diplomat`, `the Texas senator`.
struct Description {
  var tokens: Range<Int>
  var head: Int
  /// Title words of the phrase, its head among them, in the singular.
  var title: [String]
  var headWord: String
  /// Country of the possessor or demonym in it.
  var country: String?
  var owner: String?
  /// `the …`, `Japan’s …`, `his …`: someone known; not `a senator`.
  var isDefinite: Bool
}

struct DescriptionFinder {
  let document: Document
  let titles: TitleLexicon
  let spans: [NameSpan]
  let table: EntityTable
  /// Index into `spans` of the span that covers a token.
  let spanAt: [Int32]

  /// In text order. Titles in front of names are none.
  func descriptions() -> [Description] {
    var fronts = [Bool](repeating: false, count: document.tokens.count)
    for span in spans where span.phrase != span.tokens {
      for token in span.phrase.lowerBound..<span.tokens.lowerBound { fronts[token] = true }
    }
    return document.nounPhrases.compactMap { fronts[$0.head] || spanAt[$0.head] >= 0 ? nil : description($0) }
  }

  private func description(_ phrase: NounPhrase) -> Description? {
    guard document.tokens[phrase.head].xpos == .nn || document.tokens[phrase.head].xpos == .nnp,
      let head = titles.head(document.lowers[phrase.head]), head == document.lowers[phrase.head]
    else { return nil }
    var start = phrase.tokens.lowerBound
    let first = document.tokens[start]
    var owner: Int?
    if first.xpos == .pos, start > 0 {
      owner = spanAt[start - 1] >= 0 ? Int(spanAt[start - 1]) : nil
      start = owner.map { spans[$0].tokens.lowerBound } ?? start - 1
      if start > 0, document.lowers[start - 1] == "the" { start -= 1 }
    }
    var title: [String] = []
    for token in phrase.tokens {
      if let word = titles[document.lowers[token]], word.kind != .honorific {
        title.append(document.lowers[token])
      }
      if owner == nil, spanAt[token] >= 0 { owner = Int(spanAt[token]) }
    }
    let isDefinite =
      first.xpos == .pos || first.xpos == .prpPossessive
      || ["the", "this", "that"].contains(document.lowers[phrase.tokens.lowerBound])
      || owner != nil && first.xpos != .dt
    let entity = owner.flatMap { table.ofSpan[$0] }.map { table.entities[$0] }
    return Description(
      tokens: start..<phrase.tokens.upperBound, head: phrase.head, title: title, headWord: head,
      country: entity?.country, owner: entity?.name, isDefinite: isDefinite)
  }
}
