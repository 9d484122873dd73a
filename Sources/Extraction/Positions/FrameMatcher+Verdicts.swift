import Text

/// What words say of the thing they are said of: "called it a mistake".
extension FrameMatcher {
  /// The verdict of "called it a mistake", "described it as unfair".
  func verdict(after position: Int, _ words: [[String]], cue: Cue) -> Evaluation? {
    let limit = reading.sentence(of: cue.head).upperBound
    for token in (cue.nominals + cue.clauses).sorted() where token >= position {
      let start = reading.isNominal(token) ? reading.basePhrase(token).lowerBound : token
      if !words.isEmpty, !isPreceded(start, by: words) { continue }
      if words.isEmpty, reading.preposition(of: token) != nil { continue }
      if let found = evaluation(of: token) { return found }
    }
    guard let last = words.last else { return evaluation(from: position, limit: limit) }
    // "characterised the plan as unfair", with "unfair" read as the plan's own adjective.
    for token in position..<max(position, min(limit, position + Self.verdictTokensMax)) {
      if reading.isComma(token) || reading.isBreak(token) { return nil }
      if last.contains(reading.lowers[token]) { return evaluation(from: token + 1, limit: limit) }
    }
    return nil
  }

  /// What the noun or adjective `head` and its modifiers say of the thing.
  func evaluation(of head: Int) -> Evaluation? {
    let start = min(head, reading.basePhrase(head).lowerBound)
    var found: Evaluation?
    let isDenied = reading.children(head).contains { reading.isNegator($0) && reading.deprel($0) != .conj }
    func judge(_ token: Int) {
      guard found == nil || !(found?.isStrong ?? false) else { return }
      guard let (isGood, isStrong) = reading.judgement(token) else { return }
      // "a great responsibility" praises nothing, "a great step" does.
      if isGood, !isDenied, token != head, reading.isNominal(head),
        !reading.words.generic.contains(reading.lemmas[head])
      {
        return
      }
      let isNegated =
        isDenied
        || token != head
          && reading.children(token).contains { reading.isNegator($0) && reading.deprel($0) != .conj }
      if found == nil || isStrong {
        found = Evaluation(
          isGood: isGood != isNegated, isStrong: isStrong, tokens: min(start, token)..<(max(head, token) + 1))
      }
    }
    judge(head)
    for child in reading.children(head) {
      switch reading.deprel(child) {
      case .amod, .compound, .conj, .nmodDesc: judge(child)
      case .nmod where reading.preposition(of: child) == "of": judge(child)
      default: break
      }
    }
    return found
  }

  /// Tokens between what is judged and "as".
  static let verdictTokensMax = 20
  /// Tokens looked at for an evaluation where the tree gives none.
  static let evaluationTokensMax = 8

  /// An evaluating noun or adjective soon behind `start`, before any preposition.
  func evaluation(from start: Int, limit: Int) -> Evaluation? {
    var token = start
    while token < min(limit, start + Self.evaluationTokensMax) {
      if reading.isComma(token) || reading.isBreak(token) { return nil }
      if reading.upos(token) == .adp || reading.upos(token) == .sconj || reading.xpos(token).isFinite {
        return nil
      }
      if let (isGood, isStrong) = reading.judgement(token) {
        let isNegated = token > start && reading.isNegator(token - 1)
        return Evaluation(isGood: isGood != isNegated, isStrong: isStrong, tokens: start..<(token + 1))
      }
      token += 1
    }
    return nil
  }

  func isMeasure(_ nominal: Int) -> Bool {
    // Some plurals are their own lemma in treebanks ("troops").
    let lemma = reading.lemmas[nominal]
    let singular = lemma.last == "s" ? String(lemma.dropLast()) : lemma
    if [lemma, singular, reading.lowers[nominal]].contains(where: reading.words.measure.contains) {
      return true
    }
    guard Self.collective.contains(reading.lemmas[nominal]) else { return false }
    return reading.children(nominal).contains {
      reading.deprel($0) == .nmod && reading.preposition(of: $0) == "of"
        && reading.words.measure.contains(reading.lemmas[$0])
    }
  }

  /// "a state of emergency", "a series of reforms": the noun behind "of" tells what it is.
  private static let collective: Set<String> = [
    "state", "series", "number", "set", "range", "round", "kind", "billion", "million", "package", "raft",
  ]
}

extension StanceReading {
  /// What a word says of the thing it is said of; `nil` when it does not judge.
  func judgement(_ token: Int) -> (isGood: Bool, isStrong: Bool)? {
    guard upos(token) != .adv, upos(token) != .punct else { return nil }
    for word in [lemmas[token], lowers[token]] {
      if words.badStrong.contains(word) { return (false, true) }
      if words.bad.contains(word) { return (false, false) }
      if words.good.contains(word) { return (true, false) }
    }
    return nil
  }
}
