import Text

/// The attributions of one document: those that the model believes in, then what only the rules see.
///
/// A rule's attribution that shares no word with the model's is kept where its rule has proved itself on texts the model
/// missed it in (`QuoteModel.ruleShares`, by `RuleClass`): turns, dash and name, quotations without a cue.
package struct Combination: Sendable {
  package let candidates: [ModelReader.Candidate]
  /// Indices of `candidates`, the best first.
  package let chosen: [Int]
  let outcomes: [ModelReader.Outcome]
  /// In text order.
  package private(set) var attributions: [Attribution] = []

  package init(
    _ candidates: [ModelReader.Candidate], confidenceMin: [Double], facts: QuoteFacts,
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
    for index in found.indices { facts.complete(&found[index], &claimed) }
    for rule in facts.rules {
      guard !rule.parts.contains(where: { $0.contains { claimed[$0] } }),
        rule.rule == .bullet || !(rule.cue.map { $0.contains { claimed[$0] } } ?? false),
        let share = isKept(rule)
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
  /// The candidate as a quote. Its cue begins with its head. Before a clause or words in marks it ends with the head's
  /// particles (`told` of `told reporters`); before a phrase it has all that leads there (`expressed concern over`).
  package func attribution(_ candidate: ModelReader.Candidate) -> Attribution {
    var cue = candidate.cue
    switch document.tokens[candidate.head].upos {
    case .verb, .punct:
      cue = candidate.head..<candidate.cue.upperBound
      if isClause(candidate.parts) {
        cue = candidate.head..<(candidate.head + 1)
        while cue.upperBound < candidate.cue.upperBound, joinsCue(cue.upperBound, candidate.head) {
          cue = cue.lowerBound..<(cue.upperBound + 1)
        }
      }
    default: break
    }
    return Attribution(
      cue: cue, lemma: document.lemma(candidate.head), source: candidate.source,
      parts: withoutReport(trimmed(candidate.parts)),
      rule: .model, confidence: candidate.confidence)
  }

  /// Adds the quotations that the rules join to the same cue and nothing else has: `“…,” he said … “…”`.
  func complete(_ attribution: inout Attribution, _ claimed: inout [Bool]) {
    guard let cue = attribution.cue, role[cue.lowerBound] == Role.cue,
      mark[attribution.parts[0].lowerBound] != Mark.outside
    else { return }
    let rule = rules[Int(ruleOfToken[cue.lowerBound])]
    for part in rule.parts
    where mark[part.lowerBound] == Mark.opening && !part.contains(where: { claimed[$0] }) {
      for token in part { claimed[token] = true }
      attribution.parts.append(part)
    }
    attribution.parts.sort { $0.lowerBound < $1.lowerBound }
  }

  /// Whether words in marks begin the content, or a verb with its subject or `to` heads it.
  private func isClause(_ parts: [Range<Int>]) -> Bool {
    guard mark[parts[0].lowerBound] == Mark.outside else { return true }
    guard
      let top = parts[0].first(where: {
        !parts[0].contains(Int(head[$0])) && document.tokens[$0].upos != .punct
      })
    else { return true }
    switch document.deprel(of: top) {
    case .ccomp, .xcomp, .parataxis, .root, .advcl, .advclRelcl, .csubj, .conj: return true
    default: return false
    }
  }

  /// `to` of `according to`, `out` of `pointed out`.
  private func joinsCue(_ token: Int, _ verb: Int) -> Bool {
    guard Int(head[token]) == verb else { return false }
    switch document.deprel(of: token) {
    case .fixed, .compoundPrt: return true
    default: return false
    }
  }

  /// The parts with the rest of a quotation that is longer than the window.
  func reaching(_ parts: [Range<Int>], beyond window: Range<Int>) -> [Range<Int>] {
    var parts = parts
    if parts[0].lowerBound == window.lowerBound, mark[window.lowerBound] == Mark.inside {
      let quotation = document.quotations[Int(quotation[window.lowerBound])]
      parts[0] = quotation.open..<parts[0].upperBound
    }
    let last = parts[parts.count - 1]
    if last.upperBound == window.upperBound, mark[last.upperBound - 1] == Mark.inside {
      let quotation = document.quotations[Int(quotation[last.upperBound - 1])]
      parts[parts.count - 1] = last.lowerBound..<max(last.upperBound, document.end(of: quotation))
    }
    return parts
  }

  /// Where a quotation comes first, what stands without marks beside it is the report's: `“…,” he said, summing up the talks`.
  private func withoutReport(_ parts: [Range<Int>]) -> [Range<Int>] {
    guard parts.count > 1, document.isQuoted(throughout: parts[0]) else { return parts }
    return parts.filter { part in part.contains { mark[$0] != Mark.outside } }
  }

  /// Without commas and stops at the ends, quotation marks kept; parts that hold no word are dropped.
  private func trimmed(_ parts: [Range<Int>]) -> [Range<Int>] {
    let trimmed = parts.flatMap(paragraphs).compactMap { part -> Range<Int>? in
      var part = part
      // A quotation's own stops and marks belong to it.
      while part.upperBound < count, document.tokens[part.upperBound].upos == .punct,
        mark[part.upperBound] >= Mark.inside,
        quotation[part.upperBound] == quotation[part.upperBound - 1],
        mark[part.upperBound - 1] != Mark.closing,
        document.paragraph(of: part.upperBound) == document.paragraph(of: part.lowerBound)
      {
        part = part.lowerBound..<(part.upperBound + 1)
      }
      if part.lowerBound > 0, mark[part.lowerBound] == Mark.inside, mark[part.lowerBound - 1] == Mark.opening
      {
        part = (part.lowerBound - 1)..<part.upperBound
      }
      while !part.isEmpty, isTrimmed(part.upperBound - 1) { part = part.lowerBound..<(part.upperBound - 1) }
      while !part.isEmpty, isTrimmed(part.lowerBound) { part = (part.lowerBound + 1)..<part.upperBound }
      return part.contains { document.tokens[$0].upos != .punct } ? part : nil
    }
    return trimmed.isEmpty ? parts : trimmed
  }

  /// The part cut where paragraphs end.
  private func paragraphs(_ part: Range<Int>) -> [Range<Int>] {
    let (first, last) = (document.paragraph(of: part.lowerBound), document.paragraph(of: part.upperBound - 1))
    return (first...last).map { document.paragraphs[$0].clamped(to: part) }
  }

  private func isTrimmed(_ token: Int) -> Bool {
    guard document.tokens[token].upos == .punct, mark[token] == Mark.outside else { return false }
    switch document.form(token) {
    case ")", "(", "?", "!": return false
    default: return true
    }
  }
}

/// What a rule's find is judged by: the rule, whether words stand in marks, whether the text is a transcript.
package enum RuleClass {
  package static let count = QuoteRule.allCases.count * 4
  /// Turns from which on a text counts as a transcript.
  private static let transcriptTurns = 4

  package static func number(_ rule: Attribution, _ facts: QuoteFacts) -> Int {
    let isQuoted = rule.parts.joined().contains { facts.mark[$0] != QuoteFacts.Mark.outside }
    return Int(rule.number) * 4 + (isQuoted ? 2 : 0) + (facts.turns >= transcriptTurns ? 1 : 0)
  }
}
