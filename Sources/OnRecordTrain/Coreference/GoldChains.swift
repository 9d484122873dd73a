import Text

/// A mention of a treebank's document, by tokens of the document.
struct ChainMention {
  var tokens: Range<Int>
  /// The token whose own head lies outside the mention.
  var head: Int
  /// GUM's number of the entity in its document.
  var group: String
  /// GUM's type of the mention: `person`, `organization`, …
  var type: String
}

/// The coreference of one document of GUM, as this project scores it.
///
/// Mentions are told apart by their head token, as in the CorefUD evaluation: where several end up with one head (`Isabel
/// and I` and `Isabel`), the shortest stays. Mentions across sentences are left out.
struct GoldChains {
  /// In text order.
  private(set) var mentions: [ChainMention] = []
  /// Index into `mentions` by head token.
  private(set) var byHead: [Int: Int] = [:]
  /// Groups whose mentions are persons or organizations more often than anything else.
  private(set) var actors: Set<String> = []
  /// The words of the document.
  let words: [TreebankWord]

  init(_ text: TreebankText) {
    words = text.sentences.flatMap(\.words)
    var start = 0
    var found: [ChainMention] = []
    for (sentence, golds) in zip(text.sentences, GoldEntities.mentions(text.sentences)) {
      for gold in golds {
        guard let head = GoldNames.head(gold, sentence) else { continue }
        found.append(
          ChainMention(
            tokens: (start + gold.words.lowerBound)..<(start + gold.words.upperBound + 1), head: start + head,
            group: gold.group, type: gold.type))
      }
      start += sentence.words.count
    }
    var shortest: [Int: ChainMention] = [:]
    for mention in found where (shortest[mention.head]?.tokens.count ?? .max) > mention.tokens.count {
      shortest[mention.head] = mention
    }
    mentions = shortest.values.sorted { ($0.tokens.lowerBound, $0.head) < ($1.tokens.lowerBound, $1.head) }
    for (index, mention) in mentions.enumerated() { byHead[mention.head] = index }
    var votes: [String: Int] = [:]
    for mention in mentions {
      votes[mention.group, default: 0] += ["person", "organization"].contains(mention.type) ? 1 : -1
    }
    actors = Set(votes.filter { $0.value > 0 }.keys)
  }

  /// The gold mention headed by `token`.
  func mention(headedBy token: Int) -> ChainMention? { byHead[token].map { mentions[$0] } }

  /// What is scored as anaphoric.
  enum Anaphor: String, CaseIterable {
    /// `he`, `she`, with their other cases, possessives and reflexives.
    case singular
    /// `they` and the like.
    case plural
    /// `it` and the like.
    case neuter
    /// A common noun with `the`, `this`, `that` or a possessor.
    case description
  }

  private static let pronouns: [String: Anaphor] = [
    "he": .singular, "him": .singular, "his": .singular, "himself": .singular, "she": .singular,
    "her": .singular,
    "hers": .singular, "herself": .singular, "they": .plural, "them": .plural, "their": .plural,
    "theirs": .plural,
    "themselves": .plural, "'em": .plural, "it": .neuter, "its": .neuter, "itself": .neuter,
  ]

  /// What `mention` is, when it is a pronoun of the third person (personal, possessive or reflexive; no relative, no
  /// demonstrative one) or a definite description.
  func anaphor(_ mention: ChainMention) -> Anaphor? {
    let head = words[mention.head]
    if head.upos == .pron { return Self.pronouns[head.form.lowercased()] }
    guard head.upos == .noun else { return nil }
    let before = mention.tokens.lowerBound..<mention.head
    let isDefinite = before.contains { token in
      ["the", "this", "that", "these", "those"].contains(words[token].form.lowercased())
        && words[token].deprel.hasPrefix("det")
        || words[token].xpos == .prpPossessive || words[token].xpos == .pos
    }
    return isDefinite ? .description : nil
  }
}
