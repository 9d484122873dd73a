import Text

/// Content that stands before its cue: “…,” Smith said. The plan is dead, said Smith.
extension QuoteReader {
  mutating func readLeftContents(_ sentence: Range<Int>, _ paragraph: Range<Int>) {
    var token = sentence.lowerBound
    while token < sentence.upperBound {
      if let quotation = quotation(at: token) {
        token = document.end(of: quotation)
        continue
      }
      if document.lower(token) == "according", token + 1 < sentence.upperBound, document.lower(token + 1) == "to" {
        if let attribution = accordingTo(token, in: sentence) { add(attribution) }
        token += 2
        continue
      }
      guard let index = phrases.verbGroup(at: token) else {
        token += 1
        continue
      }
      let group = phrases.verbGroups[index]
      if !isQuoted(group.head),
        let attribution = leftContent(of: group, in: sentence, paragraph)
      {
        add(attribution)
      }
      token = max(token + 1, group.tokens.upperBound)
    }
  }

  private func leftContent(
    of group: VerbGroup, in sentence: Range<Int>, _ paragraph: Range<Int>
  ) -> Attribution? {
    let lemma = document.lemma(group.head)
    guard group.form == .finite || group.form == .participle, !group.isPassive, let entry = lexicon.verb(lemma),
      entry.speaks
    else { return nil }
    let before = group.tokens.lowerBound - 1
    // “…,” Smith said
    if let source = adjacentSubject(of: group, in: sentence), !isRelative(source.lowerBound) {
      var behind = group.tokens.upperBound
      if entry.takesAddressee, let phrase = phrases.nounPhrase(at: behind) { behind = phrase.upperBound }
      if let attribution = leftContent(
        upTo: source.lowerBound - 1, source: source, behind: behind, group, lemma, entry, isInverted: false,
        in: sentence, paragraph)
      {
        return attribution
      }
    }
    // “…,” said Smith
    guard !entry.takesAddressee, before >= paragraph.lowerBound,
      isComma(before) || quotation(closingAt: before) != nil,
      let phrase = phrases.nounPhrase(at: group.tokens.upperBound), phrase.lowerBound == group.tokens.upperBound,
      !isTime(phrase.upperBound - 1),
      document.tokens[phrase.lowerBound].upos != .pron || isEnd(phrase.upperBound, in: sentence)
    else { return nil }
    let source = extendedRight(phrase, in: sentence)
    return leftContent(
      upTo: before, source: source, behind: source.upperBound, group, lemma, entry, isInverted: true,
      in: sentence, paragraph)
  }

  /// `left` is the token before source and cue, `behind` the one after them.
  private func leftContent(
    upTo left: Int, source: Range<Int>, behind: Int, _ group: VerbGroup, _ lemma: String,
    _ entry: CueLexicon.Entry, isInverted: Bool, in sentence: Range<Int>, _ paragraph: Range<Int>
  ) -> Attribution? {
    guard left >= paragraph.lowerBound, let reliability = entry.senses[.quotation]?.reliability else { return nil }
    let after = skippingAdverbials(behind, in: sentence)
    let atEnd = !announces(after) && !announces(behind) && (isEnd(after, in: sentence) || isEnd(behind, in: sentence))
    var attribution = Attribution(
      cue: group.tokens, lemma: lemma, source: source, parts: [],
      rule: isInverted ? .quotationThenCue : .quotationThenSource, confidence: reliability)

    if let quotation = quotation(closingAt: left) ?? (isComma(left) || isDash(left) ? quotation(closingAt: left - 1) : nil) {
      guard unclaimed(span(quotation)) else { return nil }
      let ends = isTerminal(quotation.tokens.upperBound - 1)
      if !atEnd {
        // “Never.” Smith said he … : the quotation is not this cue's.
        if left < sentence.lowerBound || ends && !isComma(quotation.tokens.upperBound - 1) { return nil }
      }
      if !ends, !isComma(left), quotation.tokens.count < 4, !atEnd { return nil }
      attribution.parts = [leftStart(of: quotation, paragraph)..<document.end(of: quotation)]
      // “The plan,” Smith said on Monday, “is dead.”
      if let comma = [behind, after].first(where: { isComma($0) }), comma + 1 < paragraph.upperBound,
        let second = self.quotation(openingAt: comma + 1), unclaimed(span(second))
      {
        attribution.parts.append(span(second))
      }
      return attribution
    }

    guard left > sentence.lowerBound, isComma(left) || isDash(left), atEnd || isComma(behind) else { return nil }
    let start = max(sentence.lowerBound, left - Self.contentTokensMax)
    let content = trimmed(start..<left)
    guard !content.isEmpty, unclaimed(content) else { return nil }
    attribution.parts = [content]
    attribution.rule = isInverted ? .clauseThenCue : .clauseThenSource
    let isWhole = hasMainClause(content)
    // Asked about it, Smith said, “No.” A capital in the marks begins words of their own.
    if isComma(behind), let quotation = quotation(openingAt: behind + 1), !quotation.tokens.isEmpty,
      isCapitalised(quotation.tokens.lowerBound)
    {
      return nil
    }
    // The plan, Smith said, is dead. If it rains, Smith said, we stay. It failed, Smith said, “and so did we.”
    if isComma(behind) || isDash(behind), goesOn(behind + 1, isWhole: isWhole, in: sentence) {
      let end = contentEnd(from: behind + 1, frame: .clause, cue: group, in: sentence)
      if end > behind + 1, unclaimed((behind + 1)..<end) { attribution.parts.append((behind + 1)..<end) }
    } else if !isWhole || content.count < 3 {
      return nil
    }
    return attribution
  }

  /// Whether the words at `token`, behind a comma, go on with a content that stands before its cue.
  private func goesOn(_ token: Int, isWhole: Bool, in sentence: Range<Int>) -> Bool {
    guard token < sentence.upperBound else { return false }
    if quotation(openingAt: token) != nil || document.tokens[token].upos == .cconj { return true }
    if let index = phrases.verbGroup(at: token) {
      return phrases.verbGroups[index].form == .finite || phrases.verbGroups[index].form == .infinitive
    }
    if document.lower(token) == "that", document.tokens[token].upos == .sconj { return true }
    return !isWhole && isClause(at: token, in: sentence)
  }

  /// Whether the words quoted follow `token`: a colon, or a comma and a mark.
  private func announces(_ token: Int) -> Bool {
    isPunctuation(token, ":") || isComma(token) && quotation(openingAt: token + 1) != nil
  }

  /// The plan is dead, according to Smith. According to Smith, the plan is dead.
  func accordingTo(_ token: Int, in sentence: Range<Int>) -> Attribution? {
    guard let phrase = phrases.nounPhrase(at: token + 2) else { return nil }
    let source = extendedRight((token + 2)..<phrase.upperBound, in: sentence)
    var behind = source.upperBound
    if isComma(behind - 1) { behind -= 1 }
    var parts: [Range<Int>] = []
    let left = trimmed(max(sentence.lowerBound, token - Self.contentTokensMax)..<token)
    if left.count >= 2, unclaimed(left) {
      // A quotation may reach back over sentences.
      var start = left.lowerBound
      if let quotation = quotation(at: left.lowerBound) { start = quotation.open }
      var end = left.upperBound
      if let quotation = quotation(closingAt: end - 1) { end = document.end(of: quotation) }
      parts.append(start..<end)
    }
    if isComma(behind), behind + 1 < sentence.upperBound {
      let start = behind + 1
      let end = contentEnd(from: start, frame: .clause, cue: nil, in: sentence)
      let continues = parts.isEmpty || phrases.verbGroup(at: start).map { phrases.verbGroups[$0].form == .finite } ?? false
      if end > start, unclaimed(start..<end), continues || self.quotation(openingAt: start) != nil {
        parts.append(start..<end)
      }
    }
    guard !parts.isEmpty else { return nil }
    return Attribution(
      cue: token..<(token + 2), lemma: "according to", source: source, parts: parts, rule: .accordingTo,
      confidence: 0.9)
  }

  /// Where the content that ends with `quotation` begins: at its mark when that opens the sentence or follows a
  /// comma or colon, else at the sentence's first word (`The plan is “dead,” he said`).
  private func leftStart(of quotation: Quotation, _ paragraph: Range<Int>) -> Int {
    let sentence = document.sentences[document.sentence(of: quotation.open)]
    let first = max(sentence.lowerBound, paragraph.lowerBound, quotation.open - Self.leftTokensMax)
    let before = quotation.open - 1
    guard before >= first, document.tokens[before].upos != .punct else { return quotation.open }
    let prefix = trimmed(first..<quotation.open)
    guard !prefix.isEmpty, unclaimed(prefix), !prefix.contains(where: speaks) else { return quotation.open }
    return prefix.lowerBound
  }

  /// Whether a verb of saying stands at `token`: then what follows it is its content already.
  private func speaks(_ token: Int) -> Bool {
    guard let index = phrases.verbGroup(at: token), phrases.verbGroups[index].head == token else { return false }
    return lexicon.verb(document.lemma(token))?.speaks ?? false
  }

  /// Whether a clause stands in `range` that could be said: not only `When asked,` or `On Tuesday,`.
  private func hasMainClause(_ range: Range<Int>) -> Bool {
    var finite = 0
    var token = range.lowerBound
    while token < range.upperBound {
      if isQuoted(token) { return true }
      if let index = phrases.verbGroup(at: token) {
        if phrases.verbGroups[index].form == .finite { finite += 1 }
        token = max(token + 1, phrases.verbGroups[index].tokens.upperBound)
      } else {
        token += 1
      }
    }
    var first = range.lowerBound
    if range.count > 1, document.tokens[first].upos == .cconj { first += 1 }
    let opener = document.lower(first)
    let isSubordinate = Self.subordinators.contains(opener) || ["as", "asked", "despite", "unless", "once"].contains(opener)
    return finite > (isSubordinate ? 1 : 0)
  }
}
