import Text

/// Which of our mentions is which gold mention: the one of the same head token. The head of a name depends on the
/// treebank's rules for flat names and titles, so a name is also the shortest gold mention around it whose head stands in it or in
/// the titles before it.
struct Alignment {
  private let chains: GoldChains
  private var headOfGold: [Range<Int>: Int] = [:]
  /// Index of our mention by the head of the gold mention.
  private(set) var ours: [Int: Int] = [:]

  init(_ document: Document, _ gold: GoldChains) {
    chains = gold
    for mention in document.mentions where mention.kind == .name {
      guard gold.mention(headedBy: mention.head).map({ !covers($0, mention) }) ?? true else { continue }
      let around = mention.phrase.compactMap { gold.mention(headedBy: $0) }.filter { covers($0, mention) }
      if let closest = around.min(by: { $0.tokens.count < $1.tokens.count }) {
        headOfGold[mention.tokens] = closest.head
      }
    }
    for (index, mention) in document.mentions.enumerated() where self.gold(mention) != nil {
      let key = key(mention)
      if ours[key] == nil { ours[key] = index }
    }
  }

  private func covers(_ gold: ChainMention, _ mention: Mention) -> Bool {
    gold.tokens.lowerBound <= mention.tokens.lowerBound && mention.tokens.upperBound <= gold.tokens.upperBound
  }

  /// The gold mention that ours is.
  func gold(_ mention: Mention) -> ChainMention? { chains.mention(headedBy: key(mention)) }

  /// The head of the gold mention, else our own.
  func key(_ mention: Mention) -> Int { headOfGold[mention.tokens] ?? mention.head }
}
