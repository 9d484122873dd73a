/// A quote while it is being found: the same as `NewsModel.Quote`, in tokens.
package struct Attribution: Sendable {
  package var cue: Range<Int>?
  /// Dictionary form of the cue.
  var lemma: String
  /// The words that name the speaker.
  package var source: Range<Int>?
  /// In text order, never overlapping, never empty.
  package var parts: [Range<Int>]
  package var rule: QuoteRule
  package var confidence: Double

  var content: Range<Int> { parts[0].lowerBound..<parts[parts.count - 1].upperBound }
}

/// How a quote was found. `rawValue` is what `Quote.rule` shows.
package enum QuoteRule: String, Sendable, CaseIterable {
  /// The quote model (`QuoteModel`), whatever the sentence's form.
  case model = "quote-model"
  /// “…,” Smith said. “…”
  case quotationThenSource = "quotation-source-cue"
  /// “…,” said Smith.
  case quotationThenCue = "quotation-cue-source"
  /// Smith said: “…”
  case sourceThenQuotation = "source-cue-quotation"
  /// The plan is dead, Smith said.
  case clauseThenSource = "clause-source-cue"
  /// The plan is dead, said Smith.
  case clauseThenCue = "clause-cue-source"
  case thatClause = "cue-that-clause"
  case bareClause = "cue-clause"
  case question = "cue-question"
  case infinitive = "cue-infinitive"
  case nominal = "cue-nominal"
  /// called for …
  case preposition = "cue-preposition"
  /// his claim that …
  case noun = "noun-cue"
  case accordingTo = "according-to"
  /// SMITH: …
  case turn = "turn"
  /// “…” — Smith
  case quotationThenDash = "quotation-dash-name"
  /// A quotation without a cue of its own in a speaker's paragraph.
  case carriedOn = "carried-on"
  /// Smith said: and a list of paragraphs that begin with a bullet or dash
  case bullet = "bullet"
}
