import Text

/// Who speaks: the noun phrase that goes with a cue.
extension QuoteReader {
  /// The subject of a verb group.
  ///
  /// Directly before it (`Smith said`), across an insertion (`Smith, a farmer, said`), by relative pronoun
  /// (`who said`), or taken over from an earlier verb (`rose and said`, `…, adding that`, `declined to say`).
  func subject(of group: VerbGroup, in sentence: Range<Int>) -> Range<Int>? {
    guard group.tokens.lowerBound > sentence.lowerBound else { return subjectBehind(group, in: sentence) }
    return adjacentSubject(of: group, in: sentence) ?? inheritedSubject(of: group, in: sentence)
  }

  /// The subject that stands before the verb, perhaps with an insertion between.
  func adjacentSubject(of group: VerbGroup, in sentence: Range<Int>) -> Range<Int>? {
    let before = group.tokens.lowerBound - 1
    guard before >= sentence.lowerBound else { return nil }
    switch group.form {
    case .infinitive: return nil
    case .gerund:
      // `with Smith saying`, not `a statement saying`.
      guard document.tokens[before].upos == .propn || document.tokens[before].upos == .pron else {
        return nil
      }
      return source(endingAt: before, in: sentence)
    case .finite, .participle: break
    }
    if let source = source(endingAt: before, in: sentence) { return source }
    if isRelative(before) { return before..<(before + 1) }
    if isComma(before) || isDash(before) || isPunctuation(before, ")"),
      let source = sourceAcrossInsertion(endingAt: before, in: sentence)
    {
      return source
    }
    // Marks around a name or a role: “the Rock” said
    if let quotation = quotation(closingAt: before), quotation.tokens.count <= 4, !quotation.tokens.isEmpty {
      return phrases.nounPhrase(at: quotation.tokens.upperBound - 1)
    }
    return nil
  }

  /// The subject of the nearest earlier verb that this one can share it with.
  private func inheritedSubject(of group: VerbGroup, in sentence: Range<Int>) -> Range<Int>? {
    let first = max(sentence.lowerBound, group.tokens.lowerBound - Self.leftTokensMax)
    // A participle hangs on the main clause, most often that of a cue: X said …, adding that …
    if group.form == .gerund {
      if let earlier = found.last(where: { attribution in
        guard let cue = attribution.cue, attribution.source != nil else { return false }
        return sentence.contains(cue.lowerBound) && cue.lowerBound < group.tokens.lowerBound
      }) {
        return earlier.source
      }
    }
    var token = group.tokens.lowerBound - 1
    while token >= first {
      if claimed[token] || isQuoted(token) {
        token -= 1
        continue
      }
      if let index = phrases.verbGroup(at: token) {
        let earlier = phrases.verbGroups[index]
        if group.form == .infinitive || earlier.form == .finite || earlier.isPassive {
          if let source = adjacentSubject(of: earlier, in: sentence) { return source }
        }
        token = earlier.tokens.lowerBound
      }
      token -= 1
    }
    if let earlier = found.last(where: { attribution in
      guard let cue = attribution.cue, attribution.source != nil else { return false }
      return sentence.contains(cue.lowerBound) && cue.lowerBound < group.tokens.lowerBound
    }) {
      return earlier.source
    }
    return group.form == .gerund ? subjectBehind(group, in: sentence) : nil
  }

  /// Calling it a lie, Smith walked out: the subject follows the comma.
  private func subjectBehind(_ group: VerbGroup, in sentence: Range<Int>) -> Range<Int>? {
    guard group.form != .finite else { return nil }
    var token = group.tokens.upperBound
    let end = min(sentence.upperBound, token + Self.leftTokensMax)
    while token < end {
      if let quotation = quotation(openingAt: token) {
        let close = document.end(of: quotation)
        if !isComma(close - 2) {
          token = close
          continue
        }
        token = close - 1
      }
      if isComma(token) || quotation(closingAt: token) != nil, let phrase = phrases.nounPhrase(at: token + 1)
      {
        let source = extendedRight(phrase, in: sentence)
        var next = source.upperBound
        if isComma(next - 1) { next -= 1 }
        while next < end, document.tokens[next].upos == .adv { next += 1 }
        if let index = phrases.verbGroup(at: source.upperBound) ?? phrases.verbGroup(at: phrase.upperBound),
          phrases.verbGroups[index].form == .finite
        {
          return source
        }
      }
      token += 1
    }
    return nil
  }

  /// The noun phrase that ends with token `last`, with what hangs on it to its left (`a spokesman for Mrs. Clinton`).
  /// Days between name and verb (`Smith on Tuesday said`) are left out.
  func source(endingAt last: Int, in sentence: Range<Int>) -> Range<Int>? {
    if isPunctuation(last, ")") {
      // Rep. Ann Lee (R-Utah)
      var open = last - 1
      while open > sentence.lowerBound, last - open < Self.parenthesisTokensMax, !isPunctuation(open, "(") {
        open -= 1
      }
      guard isPunctuation(open, "("), let name = source(endingAt: open - 1, in: sentence) else { return nil }
      return name.lowerBound..<(last + 1)
    }
    guard last >= sentence.lowerBound, let phrase = phrases.nounPhrase(at: last),
      phrase.upperBound == last + 1,
      !isQuoted(last) || isQuoted(phrase.lowerBound)
    else { return nil }
    if isTime(last) {
      // `Smith on Tuesday`, `Smith last week`, `Smith Tuesday`
      var before = phrase.lowerBound - 1
      if before >= sentence.lowerBound, document.tokens[before].upos == .adp { before -= 1 }
      if let earlier = source(endingAt: before, in: sentence) { return earlier }
      if phrase.count > 1, document.tokens[last - 1].upos == .propn, phrase.upperBound - 1 == last {
        return phrase.lowerBound..<last
      }
      if isComma(before) { return sourceAcrossInsertion(endingAt: before, in: sentence) }
      return nil
    }
    var start = phrase.lowerBound
    while last - start < Self.sourceTokensMax {
      let link = start - 1
      guard link > sentence.lowerBound, !isQuoted(link) else { break }
      let joins =
        document.tokens[link].upos == .adp && Self.sourceLinks.contains(document.lower(link))
        || document.tokens[link].upos == .cconj
      guard joins, let earlier = phrases.nounPhrase(at: link - 1), earlier.upperBound == link,
        document.tokens[phrase.lowerBound].upos != .pron
      else { break }
      start = earlier.lowerBound
    }
    return start..<(last + 1)
  }

  /// `Smith, a farmer from Ohio,` before a verb: from the name to the second comma; only the name when the insertion
  /// tells when, where or how. `comma` may be a comma, a dash or a closing parenthesis.
  private func sourceAcrossInsertion(endingAt comma: Int, in sentence: Range<Int>) -> Range<Int>? {
    let first = max(sentence.lowerBound, comma - Self.sourceTokensMax)
    let isParenthesis = isPunctuation(comma, ")")
    var open = comma - 1
    while open > first {
      let opens =
        isParenthesis ? isPunctuation(open, "(") : isComma(comma) ? isComma(open) : isDash(open)
      if opens, let name = source(endingAt: open - 1, in: sentence) {
        // `Smith, a farmer from Troy, Ohio, said`: the place's comma is not the one.
        let behind = name.lowerBound - 1
        if !isParenthesis, isComma(comma), behind > first, isComma(behind),
          source(endingAt: behind - 1, in: sentence) != nil
        {
          open = behind
          continue
        }
        switch document.tokens[open + 1].upos {
        case .det, .noun, .propn, .adj, .num, .pron, .verb: return name.lowerBound..<(comma + 1)
        default: return name
        }
      }
      if phrases.verbGroup(at: open) == nil, isPunctuation(open, ";") { return nil }
      open -= 1
    }
    return nil
  }

  /// `phrase` with what hangs on it to its right, as after an inverted verb: `said Ann Lee, a lawyer in Ohio.`
  func extendedRight(_ phrase: Range<Int>, in sentence: Range<Int>) -> Range<Int> {
    var end = phrase.upperBound
    let limit = min(sentence.upperBound, phrase.lowerBound + Self.sourceTokensMax)
    while end < limit {
      let link = end
      if document.tokens[link].upos == .adp, Self.sourceLinks.contains(document.lower(link)),
        let next = phrases.nounPhrase(at: link + 1), !isTime(next.upperBound - 1)
      {
        end = next.upperBound
      } else if document.tokens[link].upos == .cconj, let next = phrases.nounPhrase(at: link + 1),
        phrases.verbGroup(at: next.upperBound) == nil
      {
        end = next.upperBound
      } else if isComma(link), let next = phrases.nounPhrase(at: link + 1), next.lowerBound == link + 1,
        document.tokens[link + 1].upos != .pron, !isTime(next.upperBound - 1),
        phrases.verbGroup(at: next.upperBound).map({ phrases.verbGroups[$0].form != .finite }) ?? true
      {
        end = next.upperBound
      } else if isComma(link), link + 1 < limit, document.lower(link + 1) == "who" {
        // The relative clause runs to its comma or the sentence's end.
        end = link + 2
        while end < limit, !isComma(end), quotation(openingAt: end) == nil,
          document.tokens[end].upos != .punct
        {
          end += 1
        }
      } else if isPunctuation(link, "("), link + 2 < limit {
        var close = link + 1
        while close < limit, !isPunctuation(close, ")") { close += 1 }
        guard close < limit else { break }
        end = close + 1
      } else {
        break
      }
    }
    return phrase.lowerBound..<end
  }

  /// `there` speaks for nobody.
  func isExpletive(_ source: Range<Int>) -> Bool {
    source.count == 1 && document.lower(source.lowerBound) == "there"
  }

  func isRelative(_ token: Int) -> Bool {
    guard document.tokens.indices.contains(token) else { return false }
    let word = document.lower(token)
    return word == "who"
      || (word == "which" || word == "that") && [.wdt, .wp].contains(document.tokens[token].xpos)
  }

  /// Whether `token` ends a phrase that tells when: `Tuesday`, `week`.
  func isTime(_ token: Int) -> Bool { Self.timeWords.contains(document.lower(token)) }

  func isCapitalised(_ token: Int) -> Bool {
    let byte = document.utf8[Int(document.tokens[token].start)]
    return byte >= 0x80 || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }

  /// Tokens of a party, state or age behind a name.
  static let parenthesisTokensMax = 10
  /// Prepositions that join a name to what it belongs to.
  static let sourceLinks: Set<String> = [
    "of", "for", "at", "in", "from", "with", "to", "on", "by", "behind", "against",
  ]

  static let timeWords: Set<String> = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday",
    "tomorrow",
    "tonight", "week", "month", "year", "weekend", "morning", "afternoon", "evening", "night", "day",
    "january",
    "february", "march", "april", "june", "july", "august", "september", "october", "november", "december",
    "earlier",
    "later", "hours", "days", "weeks", "months", "years", "ago", "recently",
  ]
}
