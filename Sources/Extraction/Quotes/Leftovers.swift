import Text

/// Quotations that no cue of their own announces: they go on with what was said before, or stay unspoken.
extension QuoteReader {
  /// Joins what is left in quotation marks in `paragraph` to the quote before it, or carries its speaker on.
  mutating func readLeftovers(_ paragraph: Range<Int>, firstFound: Int) {
    var token = paragraph.lowerBound
    while token < paragraph.upperBound {
      guard let quotation = quotation(openingAt: token) else {
        token += 1
        continue
      }
      let span = span(quotation)
      token = max(token + 1, span.upperBound)
      let count = words(in: quotation.tokens)
      guard count > 0, unclaimed(span) else { continue }
      if let index = attributionContinued(by: quotation, paragraph, firstFound: firstFound),
        isSpeech(found[index]),
        dashName(behind: quotation, paragraph) == nil
      {
        for covered in span { claimed[covered] = true }
        found[index].parts.append(span)
        continue
      }
      guard count >= Self.leftoverWordsMin else { continue }
      if let attribution = dashName(behind: quotation, paragraph) {
        add(attribution)
      } else if let index = attributionContinued(by: quotation, paragraph, firstFound: firstFound) {
        for covered in span { claimed[covered] = true }
        found[index].parts.append(span)
      } else if let attribution = carriedOn(quotation, paragraph, firstFound: firstFound) {
        add(attribution)
      }
    }
  }

  private func words(in tokens: Range<Int>) -> Int {
    tokens.reduce(0) { $0 + (document.tokens[$1].upos == .punct ? 0 : 1) }
  }

  /// The attribution that a quotation at the beginning of a sentence goes on with: `“…,” he said. “…”`, and over
  /// paragraphs when a speech runs on.
  private func attributionContinued(by quotation: Quotation, _ paragraph: Range<Int>, firstFound: Int) -> Int?
  {
    if quotation.open == paragraph.lowerBound { return speechContinued(by: paragraph) }
    let sentence = document.sentence(of: quotation.open)
    let before = quotation.open - 1
    guard
      quotation.open == document.sentences[sentence].lowerBound || isTerminal(before)
        || isPunctuation(before, ":") || isPunctuation(before, ";")
        || self.quotation(closingAt: before) != nil
    else { return nil }
    // The nearest speech, past cues in the reporter's own clauses behind it (`…,” said Lee, who had warned of it.`).
    let recent = found.indices.suffix(Self.continuedAttributionsMax).reversed().filter { index in
      index >= firstFound && lastToken(of: found[index]) < quotation.open
        && sentence - document.sentence(of: lastToken(of: found[index])) <= 1
    }
    return recent.first { isSpeech(found[$0]) }
      ?? recent.first { found[$0].rule == .thatClause || found[$0].rule == .bareClause }
  }

  /// A speech over paragraphs: the paragraph before ended in words of the same speaker, or in the cue that
  /// announces these.
  private func speechContinued(by paragraph: Range<Int>) -> Int? {
    guard paragraph.lowerBound > 0 else { return nil }
    let before = document.paragraphs[document.paragraph(of: paragraph.lowerBound - 1)]
    let recent = found.indices.suffix(Self.continuedAttributionsMax).reversed().filter { index in
      let last = lastToken(of: found[index])
      return before.contains(last) && before.upperBound - last <= Self.speechTailTokensMax
    }
    return recent.first { isSpeech(found[$0]) }
      ?? recent.first { self.quotation(at: found[$0].content.upperBound - 1) != nil }
  }

  /// The last token of content, cue and source.
  private func lastToken(of attribution: Attribution) -> Int {
    max(attribution.content.upperBound, attribution.cue?.upperBound ?? 0, attribution.source?.upperBound ?? 0)
      - 1
  }

  private func isSpeech(_ attribution: Attribution) -> Bool {
    switch attribution.rule {
    case .quotationThenSource, .quotationThenCue, .sourceThenQuotation, .turn, .carriedOn: true
    default: false
    }
  }

  /// The speaker of the paragraph so far, for words in marks that stand inside the reporter's sentence.
  private func carriedOn(_ quotation: Quotation, _ paragraph: Range<Int>, firstFound: Int) -> Attribution? {
    guard words(in: quotation.tokens) >= Self.carriedWordsMin, let last = found.last,
      found.count > firstFound,
      last.content.upperBound <= quotation.open, let source = last.source,
      document.sentence(of: quotation.open) - document.sentence(of: last.content.upperBound - 1) <= 1
    else { return nil }
    return Attribution(
      cue: nil, lemma: "", source: source, parts: [span(quotation)], rule: .carriedOn, confidence: 0.4)
  }

  /// `“…” — Ann Lee`
  private func dashName(behind quotation: Quotation, _ paragraph: Range<Int>) -> Attribution? {
    let dash = document.end(of: quotation)
    guard dash + 1 < document.tokens.count, isDash(dash) || isPunctuation(dash, "-"),
      let phrase = phrases.nounPhrase(at: dash + 1), phrase.lowerBound == dash + 1,
      isCapitalised(phrase.lowerBound),
      document.tokens[phrase.lowerBound].upos == .propn
    else { return nil }
    let sentence = document.sentences[document.sentence(of: phrase.lowerBound)]
    let source = extendedRight(phrase, in: sentence)
    guard isEnd(source.upperBound, in: sentence) else { return nil }
    return Attribution(
      cue: dash..<(dash + 1), lemma: "—", source: source, parts: [span(quotation)], rule: .quotationThenDash,
      confidence: 0.6)
  }

  // MARK: Turns

  /// `SMITH: We will.`, `Ann Lee: “We will.”` at the beginning of a paragraph.
  mutating func readTurn(_ paragraph: Range<Int>) {
    // A transcript may stand in marks as a whole.
    let first = paragraph.lowerBound + (quotation(openingAt: paragraph.lowerBound) == nil ? 0 : 1)
    var colon = first
    let end = min(paragraph.upperBound, first + Self.turnTokensMax)
    while colon < end, !isPunctuation(colon, ":") {
      let tag = document.tokens[colon]
      guard isCapitalised(colon) || tag.upos == .punct || Self.sourceLinks.contains(document.lower(colon)),
        quotation(openingAt: colon) == nil
      else { return }
      colon += 1
    }
    guard colon < end, colon > first, colon + 1 < paragraph.upperBound else { return }
    let name = first..<colon
    guard isSpeakerName(name) else { return }
    let content = (colon + 1)..<paragraph.upperBound
    add(
      Attribution(
        cue: colon..<(colon + 1), lemma: ":", source: name, parts: [trimmedTurn(content)], rule: .turn,
        confidence: 0.6))
  }

  // MARK: Lists

  /// The paragraphs behind `Smith said:` that begin with a bullet or dash, each a quote of its own.
  mutating func readBullets(_ paragraph: Range<Int>) {
    let colon = paragraph.upperBound - 1
    guard isPunctuation(colon, ":") else { return }
    let sentence = document.sentences[document.sentence(of: colon)]
    var token = colon - 1
    let first = max(sentence.lowerBound, colon - Self.leftTokensMax)
    while token >= first {
      if let index = phrases.verbGroup(at: token),
        lexicon.verb(document.lemma(phrases.verbGroups[index].head))?.speaks == true
      {
        break
      }
      token -= 1
    }
    guard token >= first, let index = phrases.verbGroup(at: token) else { return }
    let group = phrases.verbGroups[index]
    guard let source = subject(of: group, in: sentence) else { return }
    let behind = document.paragraphs[(document.paragraph(of: colon) + 1)...].prefix(Self.bulletsMax)
    for item in behind {
      guard item.count > 2, Self.bullets.contains(document.form(item.lowerBound)) else { return }
      let content = trimmed((item.lowerBound + 1)..<item.upperBound)
      guard !content.isEmpty else { continue }
      add(
        Attribution(
          cue: group.head..<(group.head + 1), lemma: document.lemma(group.head), source: source,
          parts: [content],
          rule: .bullet, confidence: 0.6))
    }
  }

  private static let bullets: Set<String> = ["-", "–", "—", "•", "*", "·", "‣", "▪", "●", "◦"]
  /// Items of one list; what follows is the report's.
  private static let bulletsMax = 40

  /// A person or body, or words in capitals as transcripts write them.
  private func isSpeakerName(_ name: Range<Int>) -> Bool {
    if let mention = document.mention(at: name.upperBound - 1), document.mentions[mention].kind == .name {
      return true
    }
    return name.allSatisfy { token in
      document.utf8[Int(document.tokens[token].start)..<Int(document.tokens[token].end)].allSatisfy {
        !(UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
      }
    }
  }

  private func trimmedTurn(_ content: Range<Int>) -> Range<Int> {
    let rest = trimmed(content)
    return rest.isEmpty ? content : rest
  }

  /// Attributions before a quotation among which the one it goes on with is sought.
  static let continuedAttributionsMax = 8
  /// Words in a quotation without a cue; shorter ones are names of works or distance the writer takes.
  static let leftoverWordsMin = 4
  static let carriedWordsMin = 5
  /// Tokens between a speech and the end of its paragraph over which the next paragraph may go on with it.
  static let speechTailTokensMax = 30
  /// Tokens of a name before a colon.
  static let turnTokensMax = 12
}
