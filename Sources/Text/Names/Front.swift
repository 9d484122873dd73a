/// What stands before a person's name: `Japanese Foreign Minister`, `Mr.`, `former U.S. senator`.
struct Front {
  /// First token of it.
  private(set) var start: Int
  /// Lower-case title words without honorifics' points; empty when there is no title.
  private(set) var words: [String] = []
  private(set) var owner: NameLexicon.Entry?
  private(set) var gender: Gender?

  /// Title words looked back over.
  static let tokensMax = 7

  init(
    _ document: Document, before name: Int, in sentence: Range<Int>, titles: TitleLexicon,
    lexicon: NameLexicon
  ) {
    start = name
    var found: [String] = []
    var hasHead = false
    while start > sentence.lowerBound, name - start < Self.tokensMax {
      let token = start - 1
      let word = document.lowers[token]
      if let title = titles[word] {
        // A lone modifier before a name ("Senior John") is no title.
        if found.isEmpty && title.kind == .modifier && !isOfOffice(document, token, in: sentence, titles) {
          break
        }
        if title.kind != .modifier { hasHead = true }
        gender = gender ?? title.gender
        found.append(word)
      } else if !found.isEmpty, word == "of", token > sentence.lowerBound,
        titles.head(document.lowers[token - 1]) != nil
      {
        found.append(word)
      } else if found.last.map({ titles[$0] == nil }) == true || document.tokens[token].xpos != .hyph {
        break
      }
      start = token
    }
    guard hasHead else {
      start = name
      gender = nil
      return
    }
    words = found.reversed().filter { titles[$0]?.kind != .honorific }
    if words.isEmpty { words = found.reversed() }
    // The owner: a demonym or name right before, or a possessor.
    for length in [3, 2, 1] where start - length >= sentence.lowerBound {
      var at = start - length
      if document.tokens[start - 1].xpos == .pos { at -= 1 }
      guard at >= sentence.lowerBound, let match = lexicon.match(document, at: at, limit: start),
        at + match.count == start
          || (document.tokens[start - 1].xpos == .pos && at + match.count == start - 1)
      else { continue }
      owner = match.entry
      start = at
      break
    }
  }

  /// Whether modifiers up to `token` stand behind an office and `of`: `State` of `Secretary of State`.
  private func isOfOffice(
    _ document: Document, _ token: Int, in sentence: Range<Int>, _ titles: TitleLexicon
  ) -> Bool {
    var at = token
    while at > sentence.lowerBound, titles[document.lowers[at]]?.kind == .modifier { at -= 1 }
    return at > sentence.lowerBound && document.lowers[at] == "of"
      && titles.head(document.lowers[at - 1]) != nil
  }
}
