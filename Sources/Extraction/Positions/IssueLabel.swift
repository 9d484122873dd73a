import NewsModel
import Text

/// A label for the matter of a proposal: its head noun phrase with one phrase that hangs on it, in lower case but for
/// names ("ban on Japanese seafood imports").
extension StanceReading {
  /// Words of a label.
  static let labelWordsMax = 5

  func issueLabel(of proposal: Range<Int>) -> String {
    guard let phrase = firstPhrase(in: proposal) else { return plain(proposal.prefix(Self.labelWordsMax)) }
    var tokens = Array(phrase.filter(isLabelWord))
    var end = phrase.upperBound
    while end + 1 < proposal.upperBound, Self.labelLinks.contains(lowers[end]),
      let next = phrases.nounPhrase(at: end + 1), next.upperBound <= proposal.upperBound
    {
      let added = next.filter(isLabelWord)
      guard tokens.count + added.count + 1 <= Self.labelWordsMax, !added.isEmpty else { break }
      tokens.append(end)
      tokens += added
      end = next.upperBound
    }
    return plain(tokens.suffix(Self.labelWordsMax))
  }

  /// The first noun phrase that is no pronoun, count or measure of time.
  private func firstPhrase(in proposal: Range<Int>) -> Range<Int>? {
    var token = proposal.lowerBound
    while token < proposal.upperBound {
      if let phrase = phrases.nounPhrase(at: token) {
        let inside = phrase.clamped(to: proposal)
        if let head = inside.last, upos(head) == .noun || upos(head) == .propn,
          !words.temporal.contains(lemmas[head])
        {
          return inside
        }
        token = max(token + 1, phrase.upperBound)
      } else {
        token += 1
      }
    }
    return nil
  }

  private func isLabelWord(_ token: Int) -> Bool {
    switch upos(token) {
    case .det, .punct, .pron, .sym, .num: false
    default: true
    }
  }

  private func plain(_ tokens: some Sequence<Int>) -> String {
    var label = ""
    for token in tokens where upos(token) != .punct {
      if !label.isEmpty,
        document.tokens[token].spaceBefore
          || upos(token - 1) == .punct && !document.tokens[token - 1].spaceBefore
      {
        label += " "
      }
      label += isName(token) ? document.form(token) : lowers[token]
    }
    return label
  }

  /// Keeps its capital: a name, or a word that has one inside its sentence ("Chinese").
  private func isName(_ token: Int) -> Bool {
    upos(token) == .propn || document.isCapitalised(token) && token > sentence(of: token).lowerBound
  }

  private static let labelLinks: Set<String> = [
    "of", "on", "for", "with", "over", "against", "between", "in", "to",
  ]
}
