/// Offices told beside a name: `Mara Lind, the mayor of Newport,` and `Japan’s top diplomat, Yoko Kamikawa`.
struct Appositions {
  let document: Document
  let titles: TitleLexicon
  let spans: [NameSpan]
  let spanAt: [Int32]

  /// Tokens between a name and the head of its apposition.
  static let tokensMax = 14

  /// The name that `description` stands beside, an index into `spans`.
  func name(of description: Description) -> Int? {
    let before = description.tokens.lowerBound - 1
    if before > 0, document.lowers[before] == ",", let name = person(endingAt: before - 1),
      isClosed(description.tokens.upperBound)
    {
      return name
    }
    // "…, the mayor of Newport, Mara Lind," and "the mayor, Mara Lind,"
    var behind = description.tokens.upperBound
    if behind < document.tokens.count, ["of", "for"].contains(document.lowers[behind]) {
      behind += 1
      while behind < document.tokens.count, behind < description.tokens.upperBound + 6,
        spanAt[behind] >= 0 || document.lowers[behind] == "the"
      {
        behind += 1
      }
    }
    if behind + 1 < document.tokens.count, document.lowers[behind] == ",",
      let name = person(startingAt: behind + 1)
    {
      let end = spans[name].tokens.upperBound
      if end >= document.tokens.count || [",", ".", "said", "told"].contains(document.lowers[end]) {
        return name
      }
    }
    return nil
  }

  /// The body in `of …` or `for …` behind the description.
  func owner(behind description: Description) -> Int? {
    let at = description.tokens.upperBound
    guard at + 1 < document.tokens.count, ["of", "for", "from"].contains(document.lowers[at]) else {
      return nil
    }
    var next = at + 1
    if document.lowers[next] == "the" { next += 1 }
    guard next < document.tokens.count, spanAt[next] >= 0 else { return nil }
    return Int(spanAt[next])
  }

  private func person(endingAt token: Int) -> Int? {
    guard token >= 0, spanAt[token] >= 0, spans[Int(spanAt[token])].tokens.upperBound == token + 1 else {
      return nil
    }
    return personal(Int(spanAt[token]))
  }

  private func person(startingAt token: Int) -> Int? {
    guard token < document.tokens.count, spanAt[token] >= 0 else { return nil }
    let index = Int(spanAt[token])
    return spans[index].phrase.lowerBound == token || spans[index].tokens.lowerBound == token
      ? personal(index) : nil
  }

  private func personal(_ index: Int) -> Int? {
    switch spans[index].sort {
    case .person, .unknown: index
    default: nil
    }
  }

  /// An apposition ends with a comma, a full stop, or goes on with `of`, `for`, `who`; a list goes on with names.
  private func isClosed(_ end: Int) -> Bool {
    guard end < document.tokens.count else { return true }
    let next = document.tokens[end]
    return next.upos == .punct
      || ["of", "for", "who", "and", "in", "at", "from", "said", "told"].contains(document.lowers[end])
  }
}
