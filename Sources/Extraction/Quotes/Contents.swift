import Text

/// What is said: where a content begins and ends.
extension QuoteReader {
  /// Where the complement of a cue begins, and of what sort it is.
  struct Complement {
    var frame: CueLexicon.Frame
    var start: Int
    /// Behind the cue, its preposition included.
    var cueEnd: Int
    var reliability: Double
  }

  /// The complement that begins exactly at `token`. `nominal` allows plain noun phrases and prepositions too.
  func complement(
    at token: Int, cueEnd: Int, of entry: CueLexicon.Entry, in sentence: Range<Int>, nominal: Bool
  ) -> Complement? {
    guard token < sentence.upperBound else { return nil }
    func make(_ frame: CueLexicon.Frame, _ start: Int, _ cueEnd: Int) -> Complement? {
      entry.senses[frame].map {
        Complement(frame: frame, start: start, cueEnd: cueEnd, reliability: $0.reliability)
      }
    }
    let word = document.lower(token)
    if quotation(openingAt: token) != nil {
      return make(.quotation, token, cueEnd) ?? (nominal ? make(.nominal, token, cueEnd) : nil)
    }
    if word == "that", token + 1 < sentence.upperBound, document.tokens[token + 1].upos != .punct
        || quotation(openingAt: token + 1) != nil, let that = make(.that, token, cueEnd)
    {
      return that
    }
    if Self.questionWords.contains(word), let question = make(.question, token, cueEnd) { return question }
    if word == "to", let index = phrases.verbGroup(at: token) ?? phrases.verbGroup(at: token + 1),
      phrases.verbGroups[index].head > token
    {
      return make(.infinitive, token, cueEnd)
    }
    if nominal, document.tokens[token].upos == .adp || word == "to" && phrases.verbGroup(at: token) == nil,
      let prepositional = make(.preposition(word), token + 1, token + 1)
    {
      return prepositional
    }
    if isClause(at: token, in: sentence), let clause = make(.clause, token, cueEnd),
      !nominal || clause.reliability >= (entry.senses[.nominal]?.reliability ?? 0)
    {
      return clause
    }
    guard nominal else { return nil }
    switch document.tokens[token].upos {
    case .det, .noun, .propn, .pron, .adj, .num: return make(.nominal, token, cueEnd)
    case .verb: return document.tokens[token].xpos == .vbg ? make(.nominal, token, cueEnd) : nil
    default: return nil
    }
  }

  /// Whether a subject and its finite verb begin at `token`: `he would go`, `the plan, he`, not `the plan to go`.
  func isClause(at token: Int, in sentence: Range<Int>) -> Bool {
    guard document.tokens[token].upos != .punct || quotation(openingAt: token) != nil else { return false }
    var next = token
    let end = min(sentence.upperBound, token + Self.clauseTokensMax)
    var sawRelative = false
    while next < end {
      if let index = phrases.verbGroup(at: next) {
        let group = phrases.verbGroups[index]
        if group.form == .finite {
          if sawRelative {
            sawRelative = false
          } else {
            return next > token
          }
        }
        next = group.tokens.upperBound
        continue
      }
      switch document.tokens[next].upos {
      case .sconj where next > token, .cconj where phrases.verbGroup(at: next + 1) != nil: return false
      case .punct where isPunctuation(next, ";") || isPunctuation(next, ":") || isPunctuation(next, "."): return false
      default: break
      }
      if isRelative(next) { sawRelative = true }
      next += 1
    }
    return false
  }

  /// Behind the words that tell when, where and how something was said: `Tuesday`, `on CNN`, `in a statement`.
  func skippingAdverbials(_ start: Int, in sentence: Range<Int>) -> Int {
    var token = start
    let end = min(sentence.upperBound, start + Self.adverbialTokensMax)
    while token < end {
      if document.tokens[token].upos == .adv, document.tokens[token].xpos != .wrb,
        !Self.questionWords.contains(document.lower(token))
      {
        token += 1
      } else if let phrase = phrases.nounPhrase(at: token), phrase.lowerBound == token,
        isTime(phrase.upperBound - 1)
      {
        token = phrase.upperBound
      } else if document.tokens[token].upos == .adp, Self.adverbialLinks.contains(document.lower(token)),
        let phrase = phrases.nounPhrase(at: token + 1), phrase.lowerBound == token + 1
      {
        token = phrase.upperBound
        while token < end, ["of", "with", "at", "in", "on", "for"].contains(document.lower(token)),
          let next = phrases.nounPhrase(at: token + 1), next.lowerBound == token + 1
        {
          token = next.upperBound
        }
      } else if document.lower(token) == "to", let phrase = phrases.nounPhrase(at: token + 1),
        phrase.lowerBound == token + 1, phrases.verbGroup(at: token) == nil
      {
        token = phrase.upperBound
      } else {
        break
      }
    }
    return min(token, sentence.upperBound)
  }

  /// Whether nothing more is said from `token` on: the end, or a comma or dash.
  func isEnd(_ token: Int, in sentence: Range<Int>) -> Bool {
    guard token < sentence.upperBound else { return true }
    guard document.tokens[token].upos == .punct, quotation(openingAt: token) == nil else { return false }
    return !isPunctuation(token, "(") && !isPunctuation(token, "-")
  }

  /// The end of a content that begins at `start`. `cue` is the verb it belongs to.
  func contentEnd(
    from start: Int, frame: CueLexicon.Frame, cue: VerbGroup?, in sentence: Range<Int>
  ) -> Int {
    if let quotation = quotation(openingAt: start) {
      let end = document.end(of: quotation)
      // “A.” closes the content; “a” goes on.
      if let close = quotation.close {
        if end >= sentence.upperBound || isTerminal(close - 1) || isTerminal(end) && !isComma(end) { return end }
      } else {
        return end
      }
    }
    let isNominal: Bool =
      switch frame {
      case .nominal, .preposition: true
      default: false
      }
    var token = start
    let end = min(sentence.upperBound, start + Self.contentTokensMax)
    scan: while token < end {
      if let quotation = quotation(openingAt: token) {
        let close = document.end(of: quotation)
        if close >= sentence.upperBound || quotation.close == nil { return close }
        token = close
        if quotation.close != nil, isTerminal(close - 2), !isComma(close - 2), token < end,
          document.tokens[token].upos != .punct
        {
          break
        }
        continue
      }
      if token > start, stops(at: token, isNominal: isNominal, cue: cue, in: sentence) { break }
      token += 1
    }
    return trimmed(start..<token).upperBound
  }

  /// Whether a content ends before `token`.
  private func stops(at token: Int, isNominal: Bool, cue: VerbGroup?, in sentence: Range<Int>) -> Bool {
    let tag = document.tokens[token]
    switch tag.upos {
    case .punct:
      if isPunctuation(token, ";") { return true }
      guard isComma(token) || isDash(token) else { return false }
      let next = token + 1
      guard next < sentence.upperBound else { return true }
      let word = document.lower(next)
      if word == "according" || word == "which" || isNominal && word == "who" { return true }
      if word == "at", document.lower(min(next + 2, sentence.upperBound - 1)) == "time" { return true }
      if isNominal, word == "as", next + 1 < sentence.upperBound, document.lower(next + 1) == "well" { return false }
      if isNominal, ["but", "while", "as", "although", "though", "when", "after", "because", "he", "she", "they", "it"].contains(word) { return true }
      var verb = next
      if document.tokens[next].upos == .cconj || document.tokens[next].upos == .sconj { verb += 1 }
      while verb < sentence.upperBound, document.tokens[verb].upos == .adv, phrases.verbGroup(at: verb) == nil {
        verb += 1
      }
      if let index = phrases.verbGroup(at: verb) {
        let group = phrases.verbGroups[index]
        if group.form == .gerund { return isCue(group) || isNominal && document.lower(group.head) != "including" }
        if group.form == .finite { return verb > next || isNominal || isCue(group) || isRelativeClause(cue) }
      }
      // `…, but Jones said`; a pronoun goes on with the content: `…, but she knows`
      if document.tokens[next].upos == .cconj, let phrase = phrases.nounPhrase(at: next + 1),
        document.tokens[next + 1].upos != .pron,
        let index = phrases.verbGroup(at: phrase.upperBound), isCue(phrases.verbGroups[index])
      {
        return true
      }
      guard isComma(token), let phrase = phrases.nounPhrase(at: next), phrase.lowerBound == next,
        !isInsideRelative(token, in: sentence)
      else {
        return isFronted(cue, in: sentence) && word == "then"
      }
      // `…, Jones said`
      if let index = phrases.verbGroup(at: phrase.upperBound), phrases.verbGroups[index].form == .finite,
        isNominal || isCue(phrases.verbGroups[index])
      {
        return true
      }
      // `Citing the report, Jones left.` `While Lee blamed the rain, Jones left.`: the main clause begins.
      if isNominal || isFronted(cue, in: sentence),
        let index = phrases.verbGroup(at: extendedRight(phrase, in: sentence).upperBound)
          ?? phrases.verbGroup(at: phrase.upperBound)
      {
        return phrases.verbGroups[index].form == .finite
      }
      return false
    case .cconj:
      var verb = token + 1
      while verb < sentence.upperBound, document.tokens[verb].upos == .adv, phrases.verbGroup(at: verb) == nil {
        verb += 1
      }
      guard let index = phrases.verbGroup(at: verb) else { return false }
      let group = phrases.verbGroups[index]
      guard isCue(group) else { return false }
      guard let cue else { return group.form == .finite }
      if cue.form == .gerund { return group.form == .gerund || group.form == .finite }
      let first = document.tokens[group.tokens.lowerBound].xpos
      let own = document.tokens[cue.tokens.lowerBound].xpos
      return group.form == .finite && first == own || first == .vbn && own == .vbd
    default:
      return isNominal && Self.subordinators.contains(document.lower(token))
    }
  }

  /// Whether `comma` stands between a relative word and its verb: `, where the old, rusty bridge stands`.
  private func isInsideRelative(_ comma: Int, in sentence: Range<Int>) -> Bool {
    var token = comma - 1
    let first = max(sentence.lowerBound, comma - Self.insertionTokensMax)
    while token > first, phrases.verbGroup(at: token) == nil || document.tokens[token].xpos == .vbn, !isComma(token) {
      if Self.questionWords.contains(document.lower(token)) { return true }
      token -= 1
    }
    return false
  }

  /// Whether the cue is a relative clause's (`who said …, left`).
  private func isRelativeClause(_ cue: VerbGroup?) -> Bool {
    cue.map { isRelative($0.tokens.lowerBound - 1) } ?? false
  }

  /// Whether the cue stands in a participle or subordinate clause that opens its sentence.
  private func isFronted(_ cue: VerbGroup?, in sentence: Range<Int>) -> Bool {
    guard let cue else { return false }
    if cue.form == .gerund, cue.tokens.lowerBound <= sentence.lowerBound + 1 { return true }
    var opener = sentence.lowerBound
    if document.tokens[opener].upos == .cconj || document.lower(opener) == "even" { opener += 1 }
    guard opener < cue.tokens.lowerBound, cue.head - opener <= Self.clauseTokensMax,
      Self.subordinators.contains(document.lower(opener)) || document.lower(opener) == "as"
    else { return false }
    return !(opener..<cue.head).contains { isComma($0) }
  }

  /// Whether the verb is one that announces content of any sort.
  func isCue(_ group: VerbGroup) -> Bool {
    guard let entry = lexicon.verb(document.lemma(group.head)) else { return false }
    return entry.senses.values.contains { $0.reliability >= Self.confidenceMin }
  }

  func isTerminal(_ token: Int) -> Bool {
    guard document.tokens.indices.contains(token), document.tokens[token].upos == .punct else { return false }
    return [".", ",", "?", "!", "…", "..."].contains(document.form(token))
  }

  /// Without the punctuation at its end and the conjunction or comma at its beginning; quotation marks stay.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while end > start, document.tokens[end - 1].upos == .punct, !isQuoted(end - 1),
      !isPunctuation(end - 1, ")"), !isPunctuation(end - 1, "?")
    { end -= 1 }
    while start < end, document.tokens[start].upos == .punct, !isQuoted(start), !isPunctuation(start, "(") {
      start += 1
    }
    return start..<end
  }

  /// Words that open a clause of the reporter's own behind a nominal content: praised the plan when …
  static let subordinators: Set<String> = [
    "when", "while", "after", "before", "because", "although", "though", "if", "since",
  ]
  static let questionWords: Set<String> = [
    "whether", "how", "why", "what", "who", "when", "where", "which", "if",
  ]
  static let adverbialLinks: Set<String> = ["in", "on", "at", "during", "after", "before", "from", "through", "via"]
  /// Tokens of adverbials skipped between cue and content.
  static let adverbialTokensMax = 24
}
