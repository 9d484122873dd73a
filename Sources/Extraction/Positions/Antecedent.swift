import Text

/// What "the ban", "such a move" or "these plans" goes back to: the nearest earlier noun phrase with the same
/// head that says more. Anything less certain is left open.
extension StanceReading {
  /// Tokens looked back over.
  static let antecedentTokensMax = 150
  /// Tokens of an antecedent.
  static let antecedentLengthMax = 12

  func antecedent(of proposal: Range<Int>) -> Range<Int>? {
    guard let phrase = phrases.nounPhrase(at: proposal.lowerBound), phrase.upperBound >= proposal.upperBound,
      (2...3).contains(proposal.count), Self.pointers.contains(lowers[proposal.lowerBound]),
      upos(proposal.upperBound - 1) == .noun
    else { return nil }
    let head = lemmas[proposal.upperBound - 1]
    var token = proposal.lowerBound - 1
    let first = max(0, token - Self.antecedentTokensMax)
    while token >= first {
      guard let earlier = phrases.nounPhrase(at: token) else {
        token -= 1
        continue
      }
      token = earlier.lowerBound - 1
      guard lemmas[earlier.upperBound - 1] == head else { continue }
      let full = withAttachments(earlier)
      if full.count > proposal.count { return full }
    }
    return nil
  }

  /// A noun phrase with the prepositional phrases that follow it directly ("a ban on imports of timber").
  private func withAttachments(_ phrase: Range<Int>) -> Range<Int> {
    var end = phrase.upperBound
    let limit = min(sentence(of: phrase.lowerBound).upperBound, phrase.lowerBound + Self.antecedentLengthMax)
    while end + 1 < limit, Self.attachments.contains(lowers[end]),
      let next = phrases.nounPhrase(at: end + 1), next.upperBound <= limit
    {
      end = next.upperBound
    }
    return phrase.lowerBound..<end
  }

  private static let pointers: Set<String> = ["the", "this", "that", "these", "those", "such"]
  private static let attachments: Set<String> = [
    "of", "on", "for", "with", "between", "by", "against", "over",
  ]
}
