import Text

/// The attributions of one document: those that the model believes in, then what only the rules see.
///
/// A rule's attribution that shares no word with the model's is kept where its rule has proved itself on texts the model
/// missed it in (`QuoteModel.ruleShares`): turns, dash and name, quotations without a cue.
package struct Combination: Sendable {
  package let candidates: [ModelReader.Candidate]
  /// Indices of `candidates`, the best first.
  package let chosen: [Int]
  let outcomes: [ModelReader.Outcome]
  /// In text order.
  package private(set) var attributions: [Attribution] = []

  package init(
    _ candidates: [ModelReader.Candidate], confidenceMin: Double, facts: QuoteFacts,
    rules isKept: (Attribution) -> Double?
  ) {
    self.candidates = candidates
    (chosen, outcomes) = ModelReader.outcomes(candidates, confidenceMin: confidenceMin, count: facts.count)
    var claimed = [Bool](repeating: false, count: facts.count)
    for index in chosen {
      let candidate = candidates[index]
      for part in candidate.parts { for token in part { claimed[token] = true } }
      claimed[candidate.head] = true
    }
    var found = chosen.map { facts.attribution(candidates[$0]) }
    for rule in facts.rules {
      guard !rule.parts.contains(where: { $0.contains { claimed[$0] } }),
        !(rule.cue.map { $0.contains { claimed[$0] } } ?? false), let share = isKept(rule)
      else { continue }
      for part in rule.parts { for token in part { claimed[token] = true } }
      var rule = rule
      rule.confidence = share
      found.append(rule)
    }
    attributions = found.sorted {
      ($0.content.lowerBound, $0.content.upperBound) < ($1.content.lowerBound, $1.content.upperBound)
    }
  }
}

extension QuoteFacts {
  /// The candidate as a quote: its cue is the verb with its particles, or a noun's or preposition's whole phrase.
  package func attribution(_ candidate: ModelReader.Candidate) -> Attribution {
    var cue = candidate.cue
    if document.tokens[candidate.head].upos == .verb || document.tokens[candidate.head].upos == .punct {
      cue = candidate.head..<(candidate.head + 1)
      while cue.upperBound < candidate.cue.upperBound, joinsCue(cue.upperBound, candidate.head) {
        cue = cue.lowerBound..<(cue.upperBound + 1)
      }
    }
    return Attribution(
      cue: cue, lemma: document.lemma(candidate.head), source: candidate.source, parts: trimmed(candidate.parts),
      rule: .model, confidence: candidate.confidence)
  }

  /// `to` of `according to`, `out` of `pointed out`.
  private func joinsCue(_ token: Int, _ verb: Int) -> Bool {
    guard Int(head[token]) == verb else { return false }
    switch document.deprel(of: token) {
    case .fixed, .compoundPrt: return true
    default: return false
    }
  }

  /// Without commas and stops at the ends, quotation marks kept; parts that hold no word are dropped.
  private func trimmed(_ parts: [Range<Int>]) -> [Range<Int>] {
    let trimmed = parts.compactMap { part -> Range<Int>? in
      var part = part
      while !part.isEmpty, isTrimmed(part.upperBound - 1) { part = part.lowerBound..<(part.upperBound - 1) }
      while !part.isEmpty, isTrimmed(part.lowerBound) { part = (part.lowerBound + 1)..<part.upperBound }
      return part.contains { document.tokens[$0].upos != .punct } ? part : nil
    }
    return trimmed.isEmpty ? parts : trimmed
  }

  private func isTrimmed(_ token: Int) -> Bool {
    guard document.tokens[token].upos == .punct, mark[token] == Mark.outside else { return false }
    switch document.form(token) {
    case ")", "(", "?", "!": return false
    default: return true
    }
  }
}
