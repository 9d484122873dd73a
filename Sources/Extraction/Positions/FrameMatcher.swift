import Text

/// Fits the frames of the lexicon to the words behind a cue.
struct FrameMatcher {
  let reading: StanceReading

  /// Where a frame's places were found.
  struct Match {
    var frame: StanceLexicon.Frame
    /// `nil` for frames without a place ("abstained").
    var proposal: Range<Int>?
    var slot: StanceLexicon.Slot?
    /// A noun phrase before the proposal: the one spoken to or judged.
    var addressee: Range<Int>?
    var evaluation: Evaluation?
    /// Behind the last token of the complement.
    var end: Int
    /// "not to turn away boats"
    var proposalIsNegated = false
  }

  struct Evaluation {
    var isGood: Bool
    var isStrong: Bool
    var tokens: Range<Int>
  }

  /// Tokens a noun phrase in the middle of a frame may be stretched over.
  static let middleTokensMax = 25
  /// Tokens looked at for an evaluation.
  static let evaluationTokensMax = 8

  /// The first of `frames` that fits from `start` on, for a cue whose head is `cue`. With `passiveSubject`,
  /// the first noun phrase of the frame is the clause's subject and stands in `subject`.
  func match(
    _ frames: [StanceLexicon.Frame], head: StanceLexicon.Head, from start: Int, cue: Int, negated: Bool,
    passiveSubject: Range<Int>? = nil
  ) -> Match? {
    for frame in frames where frame.head == head && !frame.proposalIsSubject && (!frame.isNegated || negated)
    {
      var slots = frame.slots[...]
      var match = Match(frame: frame, end: start)
      if let passiveSubject {
        guard let first = slots.first, first.contains(.nounPhrase) || first.contains(.measure) else {
          continue
        }
        if !first.contains(.nounPhrase), !isMeasure(passiveSubject) { continue }
        slots = slots.dropFirst()
        if slots.isEmpty {
          match.proposal = passiveSubject
          match.slot = .nounPhrase
          return match
        }
        match.addressee = passiveSubject
        let from = behindAgent(start, cue: cue)
        if fill(slots, from: from, cue: cue, into: &match) { return match }
      } else if fill(slots, from: start, cue: cue, into: &match) {
        return match
      }
    }
    return nil
  }

  /// Behind `by NP`.
  func agent(from start: Int, cue: Int) -> Range<Int>? {
    let token = skipAdjuncts(start)
    guard token < limit(cue), reading.lowers[token] == "by",
      let phrase = reading.phrases.nounPhrase(at: token + 1), reading.upos(phrase.upperBound - 1) != .num,
      !reading.words.temporal.contains(reading.lemmas[phrase.upperBound - 1])
    else { return nil }
    return phrase
  }

  private func behindAgent(_ start: Int, cue: Int) -> Int {
    agent(from: start, cue: cue)?.upperBound ?? start
  }

  private func limit(_ cue: Int) -> Int { reading.sentence(of: cue).upperBound }

  private func fill(
    _ slots: ArraySlice<[StanceLexicon.Slot]>, from start: Int, cue: Int, into match: inout Match
  ) -> Bool {
    guard let alternatives = slots.first else {
      match.end = max(match.end, start)
      return true
    }
    let rest = slots.dropFirst()
    let token = skipAdjuncts(start)
    guard token < limit(cue) else { return false }
    for slot in alternatives {
      var attempt = match
      if place(slot, at: token, rest: rest, cue: cue, into: &attempt) {
        match = attempt
        return true
      }
    }
    return false
  }

  private func place(
    _ slot: StanceLexicon.Slot, at token: Int, rest: ArraySlice<[StanceLexicon.Slot]>, cue: Int,
    into match: inout Match
  ) -> Bool {
    func finish(_ begin: Int, _ slot: StanceLexicon.Slot) -> Bool {
      let end = reading.extent(from: begin, cue: cue, withReasons: false)
      guard end > begin else { return false }
      match.proposal = begin..<end
      match.slot = slot
      match.end = end
      return true
    }
    switch slot {
    case .word(let word):
      guard reading.lowers[token] == word else { return false }
      return fill(rest, from: token + 1, cue: cue, into: &match)
    case .reflexive:
      guard reading.lowers[token].hasSuffix("self") || reading.lowers[token].hasSuffix("selves") else {
        return false
      }
      return fill(rest, from: token + 1, cue: cue, into: &match)
    case .infinitive:
      var to = token
      if reading.lowers[to] == "not" || reading.lowers[to] == "never" { to += 1 }
      guard to + 1 < limit(cue), reading.lowers[to] == "to" else { return false }
      var verb = to + 1
      while verb < limit(cue), reading.isAdverb(verb) { verb += 1 }
      guard verb < limit(cue), reading.xpos(verb) == .vb || reading.xpos(verb) == .vbp, isVerb(verb) else {
        return false
      }
      match.proposalIsNegated = to > token
      return finish(to + 1, slot)
    case .gerund:
      var verb = token
      while verb < limit(cue), reading.isAdverb(verb) { verb += 1 }
      guard verb < limit(cue), reading.xpos(verb) == .vbg, isVerb(verb) else { return false }
      return finish(token, slot)
    case .participle:
      guard reading.xpos(token) == .vbn else { return false }
      // "want the plan scrapped": both together are the proposal.
      let begin = match.addressee?.lowerBound ?? token
      match.addressee = nil
      return finish(begin, slot)
    case .bareInfinitive:
      guard isVerb(token), reading.xpos(token) == .vb || reading.xpos(token) == .vbp else { return false }
      return finish(token, slot)
    case .clause:
      if reading.lowers[token] == "that", reading.upos(token) == .sconj || reading.xpos(token) == .in {
        return finish(token + 1, slot)
      }
      return opensClause(token, cue: cue) && finish(token, slot)
    case .question:
      guard Self.questionWords.contains(reading.lowers[token]) else { return false }
      return finish(token, slot)
    case .evaluation:
      guard let evaluation = evaluation(from: token, limit: limit(cue)) else { return false }
      match.evaluation = evaluation
      match.end = max(match.end, evaluation.tokens.upperBound)
      return fill(rest, from: evaluation.tokens.upperBound, cue: cue, into: &match)
    case .nounPhrase, .measure:
      guard let phrase = phrase(at: token) else { return false }
      if slot == .measure, !isMeasure(phrase) { return false }
      if rest.isEmpty { return finish(phrase.lowerBound, slot) }
      return stretch(phrase, rest: rest, cue: cue, into: &match)
    }
  }

  /// A noun phrase followed by more places: the shortest reach behind which they fit.
  private func stretch(
    _ phrase: Range<Int>, rest: ArraySlice<[StanceLexicon.Slot]>, cue: Int, into match: inout Match
  ) -> Bool {
    let last = min(limit(cue), phrase.lowerBound + Self.middleTokensMax)
    var end = phrase.upperBound
    while end < last {
      var attempt = match
      // With an evaluation behind it, this phrase is the proposal; else the one spoken to.
      if rest.contains([.evaluation]), !rest.contains(where: { $0.contains(.nounPhrase) }) {
        attempt.proposal = phrase.lowerBound..<reading.trimmed(phrase.lowerBound..<end).upperBound
        attempt.slot = .nounPhrase
      } else {
        attempt.addressee = phrase.lowerBound..<reading.trimmed(phrase.lowerBound..<end).upperBound
      }
      if fill(rest, from: end, cue: cue, into: &attempt) {
        match = attempt
        return true
      }
      if let group = reading.phrases.verbGroup(at: end) {
        // Reduced relatives (`those responsible for`, `parties fighting in`) may stand inside; tensed verbs
        // not.
        if reading.isTensed(group) { return false }
        end = reading.phrases.verbGroups[group].tokens.upperBound
      } else if reading.isBreak(end) {
        return false
      } else if let next = reading.phrases.nounPhrase(at: end) {
        end = next.upperBound
      } else {
        end += 1
      }
    }
    return false
  }

  /// An evaluating noun or adjective soon behind `start`, before any tensed verb or preposition.
  func evaluation(from start: Int, limit: Int) -> Evaluation? {
    let words = reading.words
    var token = start
    while token < min(limit, start + Self.evaluationTokensMax) {
      if let group = reading.phrases.verbGroup(at: token), reading.isTensed(group) { return nil }
      if reading.isComma(token) || reading.isBreak(token) || reading.upos(token) == .sconj { return nil }
      if reading.upos(token) == .adp { return nil }
      let isNegated = token > start && reading.isNegator(token - 1)
      for word in [reading.lemmas[token], reading.lowers[token]] {
        if words.bad.contains(word) || words.badStrong.contains(word) {
          return Evaluation(
            isGood: isNegated, isStrong: words.badStrong.contains(word), tokens: start..<(token + 1))
        }
        if words.good.contains(word), reading.upos(token) != .adv {
          return Evaluation(isGood: !isNegated, isStrong: false, tokens: start..<(token + 1))
        }
      }
      token += 1
    }
    return nil
  }

  /// The base noun phrase that begins at `token`, quotation marks aside.
  private func phrase(at token: Int) -> Range<Int>? {
    if let phrase = reading.phrases.nounPhrase(at: token) { return token..<phrase.upperBound }
    // China's “unilateral attempts”: the mark parts the possessor from its noun.
    if reading.upos(token) == .propn { return token..<(token + 1) }
    // "$30 million"
    if reading.upos(token) == .sym, let phrase = reading.phrases.nounPhrase(at: token + 1) {
      return token..<phrase.upperBound
    }
    // "political and territorial autonomy": the chunker stops at the conjunction.
    if reading.upos(token) == .adj, token + 2 < reading.sentence(of: token).upperBound,
      reading.upos(token + 1) == .cconj, let phrase = reading.phrases.nounPhrase(at: token + 2)
    {
      return token..<phrase.upperBound
    }
    // "increased spending": a participle before the noun is tagged as a verb.
    guard [.vbn, .vbg, .vbd].contains(reading.xpos(token)),
      token + 1 < reading.sentence(of: token).upperBound,
      let phrase = reading.phrases.nounPhrase(at: token + 1), phrase.lowerBound == token + 1,
      reading.upos(phrase.lowerBound) != .det, reading.upos(phrase.lowerBound) != .pron
    else { return nil }
    return token..<phrase.upperBound
  }

  func isMeasure(_ whole: Range<Int>) -> Bool {
    let phrase = reading.withoutDay(whole)
    let next = phrase.upperBound
    if Self.collective.contains(reading.lemmas[next - 1]), next + 1 < reading.lowers.count,
      reading.lowers[next] == "of",
      let inner = reading.phrases.nounPhrase(at: next + 1)
    {
      return reading.words.measure.contains(reading.lemmas[inner.upperBound - 1])
    }
    return reading.words.measure.contains(reading.lemmas[phrase.upperBound - 1])
      || reading.words.measure.contains(reading.lowers[phrase.upperBound - 1])
  }

  private func isVerb(_ token: Int) -> Bool { reading.upos(token) == .verb || reading.upos(token) == .aux }

  /// A clause without "that": a noun phrase with its tensed verb.
  private func opensClause(_ token: Int, cue: Int) -> Bool {
    reading.phrases.nounPhrase(at: token) != nil && reading.opensFiniteClause(token, limit: limit(cue))
  }

  /// Over adverbs, quotation marks, days ("pledged on Tuesday to") and counts ("voted 61–55 to").
  func skipAdjuncts(_ start: Int) -> Int {
    let end = reading.sentence(of: min(start, reading.lowers.count - 1)).upperBound
    var token = start
    while token < end {
      if reading.isQuotationMark(token) || reading.isAdverb(token) && !reading.isNegator(token) {
        token += 1
      } else if reading.words.temporal.contains(reading.lemmas[token]), reading.upos(token) != .verb {
        token += 1
      } else if reading.upos(token) == .adj || reading.upos(token) == .det,
        let phrase = reading.phrases.nounPhrase(at: token), phrase.lowerBound == token,
        reading.words.temporal.contains(reading.lemmas[phrase.upperBound - 1])
      {
        // "ruled last month that"
        token = phrase.upperBound
      } else if token == start, reading.isComma(token), let close = insertionEnd(token, end: end) {
        token = close
      } else if reading.upos(token) == .num, token == start,
        let phrase = reading.phrases.nounPhrase(at: token),
        reading.upos(phrase.upperBound - 1) == .num
      {
        token = phrase.upperBound
      } else if reading.upos(token) == .adp, let phrase = reading.phrases.nounPhrase(at: token + 1),
        reading.words.temporal.contains(reading.lemmas[phrase.upperBound - 1])
          || reading.lowers[phrase.upperBound - 1] == "principle"
      {
        token = phrase.upperBound
      } else {
        break
      }
    }
    return token
  }

  /// Behind `, in 1978,`: a short insertion without a verb of its own.
  private func insertionEnd(_ comma: Int, end: Int) -> Int? {
    var token = comma + 1
    while token < min(end, comma + Self.insertionTokensMax) {
      if reading.isComma(token) {
        return reading.upos(comma + 1) == .adp || reading.upos(comma + 1) == .adv ? token + 1 : nil
      }
      if reading.phrases.verbGroup(at: token) != nil { return nil }
      token += 1
    }
    return nil
  }

  /// Tokens of an insertion between a cue and its complement.
  static let insertionTokensMax = 8

  /// "a state of emergency", "a series of reforms": the noun behind "of" tells what it is.
  private static let collective: Set<String> = [
    "state", "series", "number", "set", "range", "round", "kind", "billion", "million",
  ]
  private static let questionWords: Set<String> = ["whether", "why", "how", "what", "if"]
}
