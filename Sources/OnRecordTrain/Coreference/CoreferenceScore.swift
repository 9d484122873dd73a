import Text

/// How well coreference of persons and organizations is found, on the tokens and sentences of a treebank with GUM's entities.
///
/// **Resolved**: of the gold mentions of persons and organizations that are pronouns of the third person or definite
/// descriptions (`GoldChains.Anaphor`) and of whose entity an earlier mention stands in the document, the share for which
/// our chain tells the right entity. It tells the entity by what it offers a reader: its last name before the mention;
/// without a name, its last description; without either, its last pronoun. That mention must be one of the gold entity's
/// (`Alignment`). *Open* are those we leave unresolved, *wrong* all others.
///
/// **CoNLL F1**: mean F1 of MUC, B-cubed and CEAF-e over chains of two mentions and more, mentions being the same when their head
/// token is (for names, `Alignment`). Once on our own mentions, once on the gold mentions of persons and organizations.
enum CoreferenceScore {
  struct Counts {
    var all = 0
    var right = 0
    var wrong = 0
    var precision: Double { right + wrong == 0 ? 0 : Double(right) / Double(right + wrong) }
    var share: Double { all == 0 ? 0 : Double(right) / Double(all) }
  }

  /// All mistakes of a file, a line each.
  static func printErrors(_ path: String, reader: Reader) throws {
    var counts: [GoldChains.Anaphor: Counts] = [:]
    for text in TreebankText.documents(try Treebank.sentences(path)) {
      let gold = GoldChains(text)
      score(text.document(reader, mentions: nil), gold, &counts, prints: true)
    }
  }

  /// The figures of documents with entities; none when there are none.
  static func figures(_ texts: [TreebankText], _ reader: Reader) -> [(name: String, value: Double)] {
    var counts: [GoldChains.Anaphor: Counts] = [:]
    var givenCounts: [GoldChains.Anaphor: Counts] = [:]
    var spurious = 0
    var resolved = 0
    var own = ChainMetrics()
    var given = ChainMetrics()
    for text in texts {
      let gold = GoldChains(text)
      guard !gold.mentions.isEmpty else { continue }
      let document = text.document(reader, mentions: nil)
      let alignment = Alignment(document, gold)
      score(document, gold, &counts)
      for mention in document.mentions where mention.kind != .name && antecedent(of: mention, document) != nil
      {
        resolved += 1
        if alignment.gold(mention).map({ !gold.actors.contains($0.group) }) ?? true { spurious += 1 }
      }
      own.add(found: found(document, gold), gold: chains(gold))
      let onGold = text.document(
        reader, mentions: gold.mentions.filter { gold.actors.contains($0.group) })
      score(onGold, gold, &givenCounts)
      given.add(found: found(onGold, gold), gold: chains(gold))
    }
    guard !counts.isEmpty else { return [] }
    var figures: [(name: String, value: Double)] = []
    for (prefix, counts) in [("coref", counts), ("coref.given", givenCounts)] {
      var sum = Counts()
      for anaphor in GoldChains.Anaphor.allCases {
        let count = counts[anaphor] ?? Counts()
        (sum.all, sum.right, sum.wrong) = (
          sum.all + count.all, sum.right + count.right, sum.wrong + count.wrong
        )
        figures.append(("\(prefix).\(anaphor).resolved", count.share))
        figures.append(("\(prefix).\(anaphor).precision", count.precision))
      }
      figures.append(("\(prefix).resolved", sum.share))
      figures.append(("\(prefix).precision", sum.precision))
    }
    figures.append(("coref.others", Double(spurious) / Double(max(1, resolved))))
    for (prefix, metrics) in [("coref", own), ("coref.given", given)] {
      figures += [
        ("\(prefix).muc", metrics.mucF1), ("\(prefix).b3", metrics.bCubedF1),
        ("\(prefix).ceafe", metrics.ceafF1),
        ("\(prefix).conll", metrics.conllF1),
      ]
    }
    return figures
  }

  private static func score(
    _ document: Document, _ gold: GoldChains, _ counts: inout [GoldChains.Anaphor: Counts],
    prints: Bool = false
  ) {
    let alignment = Alignment(document, gold)
    var seen: Set<String> = []
    for mention in gold.mentions where gold.actors.contains(mention.group) {
      defer { seen.insert(mention.group) }
      guard seen.contains(mention.group), let anaphor = gold.anaphor(mention) else { continue }
      counts[anaphor, default: Counts()].all += 1
      let ours = alignment.ours[mention.head].map { document.mentions[$0] }
      let told = ours.flatMap { antecedent(of: $0, document) }
      let isRight = told.flatMap { alignment.gold($0) }?.group == mention.group
      if told != nil { if isRight { counts[anaphor]?.right += 1 } else { counts[anaphor]?.wrong += 1 } }
      if !isRight, prints {
        let right = gold.mentions.last {
          $0.group == mention.group && $0.tokens.lowerBound < mention.tokens.lowerBound
        }
        let around = document.sentences[document.sentence(of: mention.head)]
        let before =
          max(around.lowerBound, mention.head - 14)..<min(around.upperBound, mention.tokens.upperBound + 6)
        print(
          told == nil ? (ours == nil ? "  unseen" : "  open  ") : "  wrong ", anaphor,
          "[\(document.text(mention.tokens))] is [\(right.map { document.text($0.tokens.prefix(12)) } ?? "")]",
          told.map { "not [\(document.text($0.tokens))]" } ?? "",
          "in: \(document.text(before).split(whereSeparator: \.isNewline).joined(separator: " / "))")
      }
    }
  }

  /// The mention before `mention` by which its chain tells who is meant.
  static func antecedent(of mention: Mention, _ document: Document) -> Mention? {
    guard let chain = mention.chain else { return nil }
    var best: Mention?
    func rank(_ kind: MentionKind) -> Int { kind == .name ? 2 : kind == .description ? 1 : 0 }
    for other in document.mentions
    where other.chain == chain && other.tokens.lowerBound < mention.tokens.lowerBound {
      if best.map({ rank(other.kind) >= rank($0.kind) }) ?? true { best = other }
    }
    return best
  }

  /// Our chains but those of places, by head token.
  private static func found(_ document: Document, _ gold: GoldChains) -> [[Int]] {
    let alignment = Alignment(document, gold)
    var chains = [[Int]](repeating: [], count: document.chains.count)
    var taken: Set<Int> = []
    for mention in document.mentions {
      guard let chain = mention.chain, ![.place, .country].contains(document.chains[chain].kind) else {
        continue
      }
      let key = alignment.key(mention)
      if taken.insert(key).inserted { chains[chain].append(key) }
    }
    return chains.filter { $0.count > 1 }
  }

  private static func chains(_ gold: GoldChains) -> [[Int]] {
    var groups: [String: [Int]] = [:]
    for mention in gold.mentions where gold.actors.contains(mention.group) {
      groups[mention.group, default: []].append(mention.head)
    }
    return groups.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
  }
}
