import NewsModel

/// Later repeats of a stance within one article (guidelines, S4), and two findings of one stance.
enum Repeats {
  /// Words two proposals share, as a part of all their words, from which on they are one.
  static let sameProposal = 0.6
  /// Earlier positions a position is compared with.
  static let comparedMax = 64

  /// `positions` in text order without doubles, with `sameAs` set.
  static func marked(_ positions: [Position]) -> [Position] {
    var kept: [Position] = []
    var words: [Set<String>] = []
    for var position in positions {
      let mine = self.words(position.proposal.text)
      var isDouble = false
      for index in kept.indices.suffix(comparedMax).reversed() where sameHolder(kept[index], position) {
        let other = kept[index]
        // The same words, or a clause inside the other's proposal, only spell that stance out.
        if other.evidence.range == position.evidence.range
          || other.proposal.span.range.contains(position.evidence.range)
          || other.act == .abstain && position.act == .abstain
        {
          isDouble = true
          break
        }
        if other.act == position.act, !other.evidence.range.overlaps(position.evidence.range),
          similarity(words[index], mine) >= sameProposal
        {
          position.sameAs = other.sameAs ?? index
        }
      }
      if isDouble { continue }
      kept.append(position)
      words.append(mine)
    }
    return kept
  }

  private static func sameHolder(_ a: Position, _ b: Position) -> Bool {
    a.holders.first?.actor.id == b.holders.first?.actor.id
  }

  private static func words(_ text: String) -> Set<String> {
    Set(
      text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init).filter { $0.utf8.count > 2 })
  }

  private static func similarity(_ a: Set<String>, _ b: Set<String>) -> Double {
    let all = a.union(b).count
    return all == 0 ? 0 : Double(a.intersection(b).count) / Double(all)
  }
}
