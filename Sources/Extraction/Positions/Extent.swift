import Text

/// How far a complement reaches, and where coordinate proposals part (guidelines, S1).
extension StanceReading {
  /// Tokens of one complement; a longer one is cut there.
  static let extentTokensMax = 60
  /// Proposals parted from one complement.
  static let proposalsMax = 5

  /// The end of the complement that begins at `start` and belongs to a cue at `cue`: the clause's end, before
  /// attributions, new main clauses and background. With `withReasons`, "because …" belongs to it.
  func extent(from start: Int, cue: Int, withReasons: Bool = true) -> Int {
    let sentence = sentence(of: cue)
    var limit = min(sentence.upperBound, start + Self.extentTokensMax)
    if let part = voices.part(at: cue), part.contains(start) { limit = min(limit, part.upperBound) }
    var token = start
    while token < limit {
      if token > start {
        if isBreak(token) || isComma(token) && closesClause(token, limit: limit) { break }
        if upos(token) == .cconj, opensFiniteClause(token + 1, limit: limit) { break }
        if lowers[token] == "because", !withReasons { break }
        if Self.backgroundWords.contains(lowers[token]), lowers[token] != "as" || upos(token) == .sconj {
          break
        }
        // "…, at a time when ties are strained"
        if lowers[token...].starts(with: ["at", "a", "time", "when"]) { break }
      }
      token += 1
    }
    return max(start, trimmed(start..<token).upperBound)
  }

  /// Whether what follows a comma belongs to another clause than what stands before it.
  private func closesClause(_ comma: Int, limit: Int) -> Bool {
    var next = comma + 1
    while next < limit, isQuotationMark(next) { next += 1 }
    guard next < limit else { return true }
    if words.breaking.contains(lowers[next]), upos(next) != .det { return true }
    if upos(next) == .cconj { return opensFiniteClause(next + 1, limit: limit) }
    if let group = phrases.verbGroup(at: next) {
      if phrases.verbGroups[group].form == .finite, isTensed(group) { return true }
      let verb = lemmas[phrases.verbGroups[group].head]
      return words.saying.contains(verb)
        || stanceVerbs.contains(verb) && phrases.verbGroups[group].form == .gerund
    }
    return opensFiniteClause(next, limit: limit)
  }

  /// A tensed verb, or a noun phrase with one directly behind it.
  func opensFiniteClause(_ start: Int, limit: Int) -> Bool {
    var token = start
    while token < limit, isAdverb(token) || isQuotationMark(token) { token += 1 }
    guard token < limit else { return false }
    if let group = phrases.verbGroup(at: token) {
      // "backed the strike and promised help": a past form that the tagger took for a participle.
      let head = phrases.verbGroups[group].head
      return isTensed(group) || xpos(head) == .vbn && head == token && stanceVerbs.contains(lemmas[head])
    }
    guard let phrase = phrases.nounPhrase(at: token), phrase.lowerBound == token,
      phrase.upperBound < sentence(of: token).upperBound
    else { return false }
    var behind = phrase.upperBound
    while behind < sentence(of: token).upperBound, isAdverb(behind) { behind += 1 }
    guard behind < sentence(of: token).upperBound, let group = phrases.verbGroup(at: behind) else {
      return false
    }
    let isNominative = phrase.count == 1 && ["i", "we", "he", "she", "they"].contains(lowers[token])
    return isTensed(group) || isNominative && phrases.verbGroups[group].form == .finite
  }

  /// Past, third person, or led by a modal or auxiliary: no infinitive without "to".
  func isTensed(_ group: Int) -> Bool {
    let verb = phrases.verbGroups[group]
    guard verb.form == .finite else { return false }
    return verb.tokens.contains { token in
      switch xpos(token) {
      case .vbd, .vbz, .md: true
      case .vbp: upos(token) == .aux
      default: false
      }
    }
  }

  /// Parts `to A and B`, `A-ing and B-ing` or `the A and a B`; the whole where nothing is to be parted.
  /// `verbal` tells which; a second verb whose object is a pronoun only elaborates the first.
  func proposals(in range: Range<Int>, verbal: Bool) -> [Range<Int>] {
    var cuts: [Range<Int>] = []
    var token = range.lowerBound + 1
    while token < range.upperBound, cuts.count < Self.proposalsMax - 1 {
      let conjunction = token
      if upos(token) == .cconj, lowers[token] == "and" || lowers[token] == "or" {
        token += 1
      } else if isComma(token) {
        token += 1
        if token < range.upperBound, upos(token) == .cconj { token += 1 }
      } else {
        token += 1
        continue
      }
      var next = token
      while next < range.upperBound, isAdverb(next) || lowers[next] == "to" { next += 1 }
      guard next < range.upperBound, begins(next, like: range.lowerBound, verbal: verbal) else { continue }
      cuts.append(conjunction..<token)
    }
    // Verbs without objects of their own share the last one's; behind "to" they belong to a purpose.
    var edge = range.lowerBound
    var kept: [Range<Int>] = []
    for cut in cuts {
      let before = edge..<cut.lowerBound
      let isBare = !before.contains {
        upos($0) == .noun || upos($0) == .propn || upos($0) == .pron || upos($0) == .num
      }
      let isPurpose = before.dropLast().contains { lowers[$0] == "to" && xpos($0 + 1) == .vb }
      // "developing and emerging countries" joins two modifiers.
      let isModifier = xpos(cut.lowerBound - 1) == .vbg && xpos(cut.upperBound) == .vbg
      if verbal, isBare || isPurpose || isModifier { continue }
      kept.append(cut)
      edge = cut.upperBound
    }
    cuts = kept
    // A comma alone parts only in a list that an "and" closes.
    if let last = cuts.last, !last.contains(where: { upos($0) == .cconj }) { cuts = [] }
    var parts: [Range<Int>] = []
    var start = range.lowerBound
    for cut in cuts {
      parts.append(trimmed(start..<cut.lowerBound))
      start = cut.upperBound
    }
    parts.append(trimmed(start..<range.upperBound))
    return parts.contains(where: \.isEmpty) ? [range] : parts
  }

  private func begins(_ token: Int, like first: Int, verbal: Bool) -> Bool {
    if verbal {
      guard let group = phrases.verbGroup(at: token), phrases.verbGroups[group].head == token else {
        return false
      }
      let same = xpos(first) == .vbg ? xpos(token) == .vbg : xpos(token) == .vb || xpos(token) == .vbp
      guard same, token + 1 < lowers.count else { return false }
      return lowers[token + 1] != "it" && lowers[token + 1] != "them"
    }
    if xpos(first) == .vbg { return xpos(token) == .vbg }
    return upos(token) == .det && ["a", "an", "the"].contains(lowers[token])
      && phrases.nounPhrase(at: token).map { words.measure.contains(lemmas[$0.upperBound - 1]) } ?? false
  }

  /// Words at which a complement gives way to background.
  private static let backgroundWords: Set<String> = [
    "although", "though", "whereas", "while", "after", "amid", "despite", "following", "as",
  ]
}
