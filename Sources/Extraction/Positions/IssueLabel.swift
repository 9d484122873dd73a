import NewsModel
import Text

/// What a position is about, for readers and for machines.
struct Issue: Equatable {
  /// The head noun phrase of the proposal with one phrase that hangs on it, in lower case but for names ("ban
  /// on Japanese seafood imports").
  var label: String
  /// The same for the same matter in other words and other articles: the head noun, then the other content
  /// words in alphabetical order, all as dictionary forms ("ban-import-japanese-seafood", also of "Japanese
  /// seafood import bans").
  var id: String
}

extension StanceReading {
  /// Words of a label.
  static let labelWordsMax = 5

  func issue(of proposal: Range<Int>) -> Issue {
    guard let phrase = firstPhrase(in: proposal) else {
      let words = proposal.prefix(Self.labelWordsMax)
      return Issue(label: plain(words), id: identifier(Array(words), head: nil))
    }
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
    if tokens.count == 1, words.offer.contains(lemmas[tokens[0]]) || Self.vague.contains(lemmas[tokens[0]]),
      let other = firstPhrase(in: phrase.upperBound..<proposal.upperBound)
    {
      // "a proposal to raise the minimum wage": minimum wage proposal
      tokens = other.filter(isLabelWord).suffix(Self.labelWordsMax - 1) + tokens
    }
    if tokens.allSatisfy({ upos($0) == .propn }), phrase.lowerBound > proposal.lowerBound {
      // "communicate with Seoul": the name alone would say nothing.
      tokens = Array((proposal.lowerBound..<end).filter { isLabelWord($0) && upos($0) != .adv })
    }
    let kept = Array(tokens.suffix(Self.labelWordsMax))
    return Issue(label: plain(kept), id: identifier(kept, head: phrase.upperBound - 1))
  }

  private func identifier(_ tokens: [Int], head: Int?) -> String {
    var others = Set(tokens.filter { isContentWord($0) && $0 != head }.map { lemmas[$0] })
    guard let head, tokens.contains(head) else {
      return ActorReference.slug(others.sorted().joined(separator: " "))
    }
    others.remove(lemmas[head])
    return ActorReference.slug(([lemmas[head]] + others.sorted()).joined(separator: " "))
  }

  private func isContentWord(_ token: Int) -> Bool {
    switch upos(token) {
    case .noun, .propn, .adj, .verb, .num, .x: true
    default: false
    }
  }

  /// The first noun phrase that is no pronoun, count or measure of time.
  private func firstPhrase(in proposal: Range<Int>) -> Range<Int>? {
    var token = proposal.lowerBound
    while token < proposal.upperBound {
      if let phrase = phrases.nounPhrase(at: token) {
        let inside = hyphenated(phrase.clamped(to: proposal), in: proposal)
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

  /// The phrase with what hyphens bind to it: tags cut "science-based explanations" in pieces.
  private func hyphenated(_ phrase: Range<Int>, in proposal: Range<Int>) -> Range<Int> {
    var start = phrase.lowerBound
    var end = phrase.upperBound
    while start - 2 >= proposal.lowerBound, isJoint(start - 1) { start -= 2 }
    while end + 1 < proposal.upperBound, isJoint(end) {
      end += 2
      if let rest = phrases.nounPhrase(at: end - 1) ?? phrases.nounPhrase(at: end),
        rest.upperBound <= proposal.upperBound
      {
        end = max(end, rest.upperBound)
      }
    }
    return start..<end
  }

  /// A hyphen between two words without spaces.
  private func isJoint(_ token: Int) -> Bool {
    document.form(token) == "-" && !document.tokens[token].spaceBefore
      && !document.tokens[token + 1].spaceBefore
  }

  private func isLabelWord(_ token: Int) -> Bool {
    switch upos(token) {
    case .det, .punct, .pron, .sym, .num, .part: xpos(token) == .pos
    default: !Self.empty.contains(lowers[token])
    }
  }

  private func plain(_ tokens: some Sequence<Int>) -> String {
    var label = ""
    var last: Int?
    for token in tokens where upos(token) != .punct {
      if last == nil, xpos(token) == .pos { continue }
      if let last, token == last + 2, isJoint(last + 1) {
        label += "-"
      } else if let last, token != last + 1 || document.tokens[token].spaceBefore {
        label += " "
      }
      label += isName(token) ? document.form(token) : lowers[token]
      last = token
    }
    return label
  }

  /// Keeps its capital: a name, or a word that has one inside its sentence ("Chinese").
  private func isName(_ token: Int) -> Bool {
    upos(token) == .propn || document.isCapitalised(token) && token > sentence(of: token).lowerBound
  }

  private static let vague: Set<String> = [
    "decision", "move", "step", "measure", "effort", "law", "attempt", "right",
  ]
  private static let empty: Set<String> = [
    "more", "less", "fewer", "further", "other", "own", "such", "same", "any", "additional",
  ]
  private static let labelLinks: Set<String> = [
    "of", "on", "for", "with", "over", "against", "between", "in", "to",
  ]
}
