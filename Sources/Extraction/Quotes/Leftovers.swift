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
      guard words(in: quotation.tokens) >= Self.leftoverWordsMin, unclaimed(span) else { continue }
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
  private func attributionContinued(by quotation: Quotation, _ paragraph: Range<Int>, firstFound: Int) -> Int? {
    guard let index = found.indices.last, found[index].content.upperBound <= quotation.open else { return nil }
    let last = found[index]
    let lastToken = max(last.content.upperBound, last.cue?.upperBound ?? 0, last.source?.upperBound ?? 0) - 1
    guard lastToken < quotation.open else { return nil }
    if quotation.open == paragraph.lowerBound {
      // A speech over paragraphs: the one before ended in words of the same speaker.
      guard paragraph.lowerBound > 0 else { return nil }
      let before = document.paragraphs[document.paragraph(of: paragraph.lowerBound - 1)]
      guard before.contains(lastToken), before.upperBound - lastToken <= Self.speechTailTokensMax,
        isSpeech(last) || self.quotation(at: last.content.upperBound - 1) != nil
      else { return nil }
      return index
    }
    guard index >= firstFound, isSpeech(last) || last.rule == .thatClause || last.rule == .bareClause else { return nil }
    let sentence = document.sentence(of: quotation.open)
    let lastSentence = document.sentence(of: lastToken)
    guard sentence - lastSentence <= 1 else { return nil }
    let before = quotation.open - 1
    let opens =
      quotation.open == document.sentences[sentence].lowerBound || isTerminal(before) || isPunctuation(before, ":")
      || isPunctuation(before, ";") || self.quotation(closingAt: before) != nil || before == lastToken
    return opens ? index : nil
  }

  private func isSpeech(_ attribution: Attribution) -> Bool {
    switch attribution.rule {
    case .quotationThenSource, .quotationThenCue, .sourceThenQuotation, .turn, .carriedOn: true
    default: false
    }
  }

  /// The speaker of the paragraph so far, for words in marks that stand inside the reporter's sentence.
  private func carriedOn(_ quotation: Quotation, _ paragraph: Range<Int>, firstFound: Int) -> Attribution? {
    guard words(in: quotation.tokens) >= Self.carriedWordsMin, let last = found.last, found.count > firstFound,
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
      let phrase = phrases.nounPhrase(at: dash + 1), phrase.lowerBound == dash + 1, isCapitalised(phrase.lowerBound),
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
    var colon = paragraph.lowerBound
    let end = min(paragraph.upperBound, paragraph.lowerBound + Self.turnTokensMax)
    while colon < end, !isPunctuation(colon, ":") {
      let tag = document.tokens[colon]
      guard isCapitalised(colon) || tag.upos == .punct || Self.sourceLinks.contains(document.lower(colon)),
        !isQuoted(colon)
      else { return }
      colon += 1
    }
    guard colon < end, colon > paragraph.lowerBound, colon + 1 < paragraph.upperBound else { return }
    let name = trimmed(paragraph.lowerBound..<colon)
    guard !name.isEmpty, document.tokens[name.lowerBound].upos == .propn, isSpeakerName(name) else { return }
    let content = (colon + 1)..<paragraph.upperBound
    add(
      Attribution(
        cue: colon..<(colon + 1), lemma: ":", source: name, parts: [trimmedTurn(content)], rule: .turn,
        confidence: 0.6))
  }

  /// A person or body, or words in capitals as transcripts write them.
  private func isSpeakerName(_ name: Range<Int>) -> Bool {
    if let mention = document.mention(at: name.upperBound - 1), document.mentions[mention].kind == .name { return true }
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

  /// Words in a quotation without a cue; shorter ones are names of works or distance the writer takes.
  static let leftoverWordsMin = 4
  static let carriedWordsMin = 5
  /// Tokens between a speech and the end of its paragraph over which the next paragraph may go on with it.
  static let speechTailTokensMax = 30
  /// Tokens of a name before a colon.
  static let turnTokensMax = 12
}
