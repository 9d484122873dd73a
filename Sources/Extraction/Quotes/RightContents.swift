import Text

/// Content that stands behind its cue: Smith said that …, called for …, pledged to …; and `according to`.
extension QuoteReader {
  mutating func readRightContents(_ sentence: Range<Int>, _ paragraph: Range<Int>) {
    var token = sentence.lowerBound
    while token < sentence.upperBound {
      if let quotation = quotation(at: token) {
        token = document.end(of: quotation)
        continue
      }
      if claimed[token] {
        token += 1
        continue
      }
      if let index = phrases.verbGroup(at: token) {
        let group = phrases.verbGroups[index]
        if !isQuoted(group.head), !claimed[group.head], !hasContent(group),
          let attribution = rightContent(of: group, in: sentence, paragraph)
        {
          add(attribution)
        }
        token = max(token + 1, group.tokens.upperBound)
        continue
      }
      if document.tokens[token].upos == .noun, let attribution = nounContent(of: token, in: sentence) {
        add(attribution)
      }
      token += 1
    }
  }

  /// Whether content before this cue has been found already.
  private func hasContent(_ group: VerbGroup) -> Bool {
    found.reversed().prefix(8).contains { $0.cue?.contains(group.head) ?? false }
  }

  private func rightContent(
    of group: VerbGroup, in sentence: Range<Int>, _ paragraph: Range<Int>
  ) -> Attribution? {
    var lemma = document.lemma(group.head)
    var end = group.tokens.upperBound
    var entry = lexicon.verb(lemma)
    if end < sentence.upperBound, Self.particles.contains(document.lower(end)),
      let phrasal = lexicon.verb(lemma + " " + document.lower(end))
    {
      lemma += " " + document.lower(end)
      end += 1
      entry = phrasal
    }
    guard let entry, let complement = complement(of: entry, from: end, group, in: sentence, paragraph) else { return nil }
    if group.isPassive { return nil }
    if group.form == .participle && adjacentSubject(of: group, in: sentence) == nil { return nil }
    // `declined to say why`: the infinitive is the cue.
    if complement.frame == .infinitive, let index = phrases.verbGroup(at: complement.start),
      let inner = lexicon.verb(document.lemma(phrases.verbGroups[index].head)), inner.speaks,
      self.complement(
        of: inner, from: phrases.verbGroups[index].tokens.upperBound, phrases.verbGroups[index], in: sentence, paragraph)
        != nil
    {
      return nil
    }
    let contentStart = complement.start
    let contentEnd =
      contentStart < sentence.upperBound
      ? self.contentEnd(from: contentStart, frame: complement.frame, cue: group, in: sentence)
      : self.quotation(openingAt: contentStart).map { document.end(of: $0) } ?? contentStart
    guard contentEnd > contentStart, unclaimed(contentStart..<contentEnd) else { return nil }
    var cueStart = group.tokens.lowerBound
    if group.form == .infinitive, let index = phrases.verbGroup(at: cueStart - 1),
      phrases.verbGroups[index].tokens.upperBound == cueStart, cueStart > sentence.lowerBound
    {
      cueStart = phrases.verbGroups[index].tokens.lowerBound
    }
    // Nobody says it: an order (`Ask yourself`), or the reporter's own words.
    guard let source = subject(of: group, in: sentence), !isExpletive(source) else { return nil }
    return Attribution(
      cue: cueStart..<complement.cueEnd, lemma: complement.cueEnd > end ? lemma + " " + document.lower(complement.cueEnd - 1) : lemma,
      source: source, parts: [contentStart..<contentEnd],
      rule: Self.rule(complement.frame), confidence: complement.reliability)
  }

  /// The complement of a cue whose own words end at `end`: at once, behind the hearer, behind adverbials, behind a
  /// comma or a colon.
  private func complement(
    of entry: CueLexicon.Entry, from end: Int, _ group: VerbGroup, in sentence: Range<Int>, _ paragraph: Range<Int>
  ) -> Complement? {
    if entry.takesAddressee, let phrase = phrases.nounPhrase(at: end), phrase.lowerBound == end {
      var behind = phrase.upperBound
      while document.tokens.indices.contains(behind), behind < sentence.upperBound, ["of", "for", "at", "in", "from"].contains(document.lower(behind)),
        let next = phrases.nounPhrase(at: behind + 1)
      { behind = next.upperBound }
      for place in [phrase.upperBound, behind] {
        if let complement = complementBehind(place, cueEnd: end, of: entry, in: sentence, paragraph) {
          return complement
        }
      }
      if let complement = complement(at: phrase.upperBound, cueEnd: end, of: entry, in: sentence, nominal: true), complement.frame != .nominal {
        return complement
      }
    }
    if let complement = complement(at: end, cueEnd: end, of: entry, in: sentence, nominal: true),
      complement.frame != .nominal || !isTimePhrase(at: end)
    {
      switch complement.frame {
      case .nominal, .preposition: return announcedQuotation(behind: end, of: entry, in: sentence) ?? complement
      default: return complement
      }
    }
    return complementBehind(end, cueEnd: end, of: entry, in: sentence, paragraph)
  }

  /// `said of the plan: “…”`, `wrote on her page, “…”`: words in marks behind a colon or comma, no verb between.
  private func announcedQuotation(behind end: Int, of entry: CueLexicon.Entry, in sentence: Range<Int>) -> Complement? {
    guard let sense = entry.senses[.quotation] else { return nil }
    var token = end
    let limit = min(sentence.upperBound, end + Self.adverbialTokensMax)
    while token < limit, phrases.verbGroup(at: token) == nil, !isQuoted(token) {
      if isPunctuation(token, ":") || isComma(token), quotation(openingAt: token + 1) != nil {
        return Complement(frame: .quotation, start: token + 1, cueEnd: end, reliability: sense.reliability)
      }
      token += 1
    }
    return nil
  }

  /// Words in marks within the same phrase: no verb and no punctuation between.
  private func nearbyQuotation(
    from start: Int, cueEnd: Int, of entry: CueLexicon.Entry, in sentence: Range<Int>
  ) -> Complement? {
    guard let sense = entry.senses[.nominal] else { return nil }
    var token = start
    let limit = min(sentence.upperBound, start + Self.insertionTokensMax)
    while token < limit, phrases.verbGroup(at: token) == nil {
      if quotation(openingAt: token) != nil {
        return Complement(frame: .nominal, start: token, cueEnd: cueEnd, reliability: sense.reliability)
      }
      guard document.tokens[token].upos != .punct else { return nil }
      token += 1
    }
    return nil
  }

  private func isTimePhrase(at token: Int) -> Bool {
    phrases.nounPhrase(at: token).map { isTime($0.upperBound - 1) } ?? false
  }

  /// A clause, question or quotation behind adverbials, a comma or a colon.
  private func complementBehind(
    _ token: Int, cueEnd: Int, of entry: CueLexicon.Entry, in sentence: Range<Int>, _ paragraph: Range<Int>
  ) -> Complement? {
    if let complement = complement(at: token, cueEnd: cueEnd, of: entry, in: sentence, nominal: false) {
      return complement
    }
    let behind = skippingAdverbials(token, in: sentence)
    if behind > token,
      let complement = complement(at: behind, cueEnd: cueEnd, of: entry, in: sentence, nominal: false)
    {
      return complement
    }
    for place in Set([token, behind]).sorted() {
      guard place <= sentence.upperBound, place < document.tokens.count else { continue }
      if isPunctuation(place, ":"), let quotation = entry.senses[.quotation] {
        // The colon may end the paragraph: the words quoted are the next one.
        return Complement(
          frame: .quotation, start: place + 1, cueEnd: cueEnd, reliability: quotation.reliability)
      }
      guard isComma(place), place + 1 < sentence.upperBound else { continue }
      if self.quotation(openingAt: place + 1) != nil, let quotation = entry.senses[.quotation] {
        return Complement(
          frame: .quotation, start: place + 1, cueEnd: cueEnd, reliability: quotation.reliability)
      }
      // said, however, that …
      var comma = place + 1
      let end = min(sentence.upperBound, place + Self.insertionTokensMax)
      while comma < end, !isComma(comma) { comma += 1 }
      if comma < end, isComma(comma),
        let complement = complement(at: comma + 1, cueEnd: cueEnd, of: entry, in: sentence, nominal: false)
      {
        return complement
      }
    }
    // cited as among the reasons “…”
    if entry.senses[.nominal] != nil, let nearby = nearbyQuotation(from: behind, cueEnd: cueEnd, of: entry, in: sentence) {
      return nearby
    }
    // A verb that does little but announce takes whatever follows.
    if behind < sentence.upperBound, !isEnd(behind, in: sentence), let clause = entry.senses[.clause],
      clause.reliability >= Self.strongReliability, document.tokens[behind].upos != .adp
    {
      return Complement(frame: .clause, start: behind, cueEnd: cueEnd, reliability: clause.reliability)
    }
    return nil
  }

  /// `his claim that …`, `fears of …`
  private func nounContent(of token: Int, in sentence: Range<Int>) -> Attribution? {
    let lemma = document.lemma(token)
    guard let entry = lexicon.noun(lemma), let phrase = phrases.nounPhrase(at: token),
      phrase.upperBound == token + 1,
      let complement = complement(at: token + 1, cueEnd: token + 1, of: entry, in: sentence, nominal: true)
    else { return nil }
    let end = contentEnd(from: complement.start, frame: complement.frame, cue: nil, in: sentence)
    guard end > complement.start, unclaimed(complement.start..<end),
      let source = possessor(of: phrase, in: sentence), !isExpletive(source)
    else { return nil }
    return Attribution(
      cue: token..<complement.cueEnd,
      lemma: complement.cueEnd > token + 1 ? lemma + " " + document.lower(complement.cueEnd - 1) : lemma,
      source: source,
      parts: [complement.start..<end], rule: .noun, confidence: complement.reliability)
  }

  /// `his` in `his claim`, `Smith` in `Smith's claim`, the subject of `made the claim`.
  private func possessor(of phrase: Range<Int>, in sentence: Range<Int>) -> Range<Int>? {
    if document.tokens[phrase.lowerBound].xpos == .prpPossessive { return phrase.lowerBound..<(phrase.lowerBound + 1) }
    if let mark = phrase.last(where: { document.tokens[$0].xpos == .pos }), mark > phrase.lowerBound {
      return phrase.lowerBound..<mark
    }
    guard phrase.lowerBound > sentence.lowerBound, let index = phrases.verbGroup(at: phrase.lowerBound - 1) else {
      return nil
    }
    return subject(of: phrases.verbGroups[index], in: sentence)
  }

  private static func rule(_ frame: CueLexicon.Frame) -> QuoteRule {
    switch frame {
    case .quotation: .sourceThenQuotation
    case .that: .thatClause
    case .clause: .bareClause
    case .question: .question
    case .infinitive: .infinitive
    case .nominal: .nominal
    case .preposition: .preposition
    }
  }

  static let particles: Set<String> = ["out", "up", "off", "down", "back", "on"]
  /// Tokens between two commas behind a cue.
  static let insertionTokensMax = 8
  static let strongReliability = 0.8
}
