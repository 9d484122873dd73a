import NewsModel
import Text

/// What was taken for a quote and why it is listed or not.
extension QuoteFinder {
  /// All candidates of the model, the finds of rules that are listed, and the quotation marks left over. Linear in the text.
  func explain(
    _ document: Document, phrases: Phrases, offsets: OffsetTable
  ) -> [TextReading.QuoteCandidate] {
    var facts = evidence.facts(of: document, phrases: phrases)
    let combination = model.read(&facts)
    func span(_ tokens: Range<Int>) -> TextSpan { offsets.span(document.range(tokens, offsets)) }
    var explained = combination.candidates.enumerated().map { index, candidate in
      let attribution = facts.attribution(candidate)
      var (outcome, better): (String, Int?) = ("listed", nil)
      switch combination.outcomes[index] {
      case .chosen: break
      case .doubtful: outcome = "doubtful"
      case .loses(let winner): (outcome, better) = ("overlaps", winner)
      }
      return TextReading.QuoteCandidate(
        cue: attribution.cue.map(span), source: attribution.source.map(span),
        parts: attribution.parts.map(span),
        rule: QuoteRule.model.rawValue, cueChance: Double(candidate.cueChance),
        contentCertainty: Double(candidate.certainty.content), confidence: candidate.confidence,
        outcome: outcome,
        better: better)
    }
    var isListed = [Bool](repeating: false, count: document.tokens.count)
    for attribution in combination.attributions {
      for part in attribution.parts { for token in part { isListed[token] = true } }
      guard attribution.rule != .model else { continue }
      explained.append(
        TextReading.QuoteCandidate(
          cue: attribution.cue.map(span), source: attribution.source.map(span),
          parts: attribution.parts.map(span), rule: attribution.rule.rawValue, cueChance: nil,
          contentCertainty: nil,
          confidence: attribution.confidence, outcome: "listed", better: nil))
    }
    for quotation in document.quotations where quotation.depth == 0 && !quotation.tokens.isEmpty {
      guard !quotation.tokens.contains(where: { isListed[$0] }) else { continue }
      explained.append(
        TextReading.QuoteCandidate(
          cue: nil, source: nil, parts: [span(quotation.open..<document.end(of: quotation))],
          rule: "quotation-marks", cueChance: nil, contentCertainty: nil, confidence: 0, outcome: "scare",
          better: nil))
    }
    return explained
  }
}
