/// Finds names: a linear-chain model over runs of capitals, trained on GUM, with lists of names among its evidence.
package struct NameLabeller: Sendable {
  package let gazetteer: Gazetteer
  package let clusters: WordClusters
  private let model: NameModel
  /// How much the network's opinion counts beside the labeller's own, chosen on GUM dev.
  private static let networkWeight: Float = 30
  /// Wide rows of each tag, and of the edges before and behind a sentence.
  private let tagSums: [WideSums]
  private let edgeSums: (before: WideSums, behind: WideSums)

  package init(gazetteer: Gazetteer, clusters: WordClusters, model: NameModel) {
    self.gazetteer = gazetteer
    self.clusters = clusters
    self.model = model
    func sums(_ key: UInt32) -> WideSums {
      var sums = WideSums(repeating: .zero)
      model.addWide(key, to: &sums)
      return sums
    }
    tagSums = XPOS.allCases.map { sums(NameEvidence.wide(ofTag: $0)) }
    edgeSums = (sums(NameEvidence.wide(atEdge: false)), sums(NameEvidence.wide(atEdge: true)))
  }

  /// The names of a tagged document, in order, not overlapping. Linear in the tokens.
  package func names(in document: Document) -> [Name] {
    let evidence = NameEvidence(document, gazetteer, clusters)
    var scorer = Scorer(evidence: evidence, model: model, tagSums: tagSums, edgeSums: edgeSums)
    var names: [Name] = []
    for (number, sentence) in document.sentences.enumerated() {
      for run in evidence.runs(in: sentence) {
        let labels = best(
          run.map { scorer.score($0, in: sentence, number: number) &+ Self.networkScore($0, document) })
        names.append(contentsOf: NameLabel.names(labels, first: run.lowerBound))
      }
    }
    return NameRepairs.apply(names, evidence)
  }

  /// What the network says, in the model's units. A constant that all labels share changes nothing.
  private static func networkScore(_ token: Int, _ document: Document) -> SIMD8<Int16> {
    guard token < document.nameScores.count else { return .zero }
    let scores = document.nameScores[token] * SIMD8(repeating: networkWeight)
    var units = SIMD8<Int16>.zero
    for label in 0..<NameLabel.count { units[label] = Int16(max(-8000, min(8000, scores[label]))) }
    return units
  }

  /// The sequence of labels with the highest sum of `scores` and transitions (Viterbi).
  private func best(_ scores: [SIMD8<Int16>]) -> [UInt8] {
    var sums = SIMD8<Int32>(truncatingIfNeeded: model.starts) &+ SIMD8<Int32>(truncatingIfNeeded: scores[0])
    var origins: [SIMD8<UInt8>] = []
    for score in scores.dropFirst() {
      var best = SIMD8<Int32>(repeating: .min / 2)
      var origin = SIMD8<UInt8>(repeating: 0)
      for from in 0..<NameLabel.count {
        let reached = SIMD8<Int32>(truncatingIfNeeded: model.transitions[from]) &+ sums[from]
        let isBetter = reached .> best
        best.replace(with: reached, where: isBetter)
        for label in 0..<8 where isBetter[label] { origin[label] = UInt8(from) }
      }
      sums = best &+ SIMD8<Int32>(truncatingIfNeeded: score)
      origins.append(origin)
    }
    var label = 0
    for other in 0..<NameLabel.count where sums[other] > sums[label] { label = other }
    var labels = [UInt8](repeating: UInt8(label), count: scores.count)
    for index in origins.indices.reversed() {
      label = Int(origins[index][label])
      labels[index] = UInt8(label)
    }
    return labels
  }
}

/// Sums the weights of tokens; what belongs to a word type is summed once.
private struct Scorer {
  let evidence: NameEvidence
  let model: NameModel
  let tagSums: [WideSums]
  let edgeSums: (before: WideSums, behind: WideSums)
  private var wide: [WideSums]
  private var narrow: [SIMD8<Int16>]
  private var hasWide: [Bool]
  private var hasNarrow: [Bool]

  init(
    evidence: NameEvidence, model: NameModel, tagSums: [WideSums],
    edgeSums: (before: WideSums, behind: WideSums)
  ) {
    self.evidence = evidence
    self.model = model
    self.tagSums = tagSums
    self.edgeSums = edgeSums
    let count = evidence.document.words.count
    wide = Array(repeating: WideSums(repeating: .zero), count: count)
    narrow = Array(repeating: .zero, count: count)
    hasWide = Array(repeating: false, count: count)
    hasNarrow = Array(repeating: false, count: count)
  }

  /// The scores of the labels of a token.
  mutating func score(_ token: Int, in sentence: Range<Int>, number: Int) -> SIMD8<Int16> {
    let word = evidence.document.word(of: token)
    if !hasNarrow[word] {
      hasNarrow[word] = true
      var sum = SIMD8<Int16>.zero
      evidence.forEachNarrow(ofEnds: word) { model.addNarrow($0, to: &sum) }
      evidence.forEachNarrow(ofUses: word) { model.addNarrow($0, to: &sum) }
      narrow[word] = sum
    }
    var sum = narrow[word]
    evidence.forEachNarrow(ofTags: token, in: sentence) { model.addNarrow($0, to: &sum) }
    evidence.forEachNarrow(ofShapes: token, in: sentence, number: number) { model.addNarrow($0, to: &sum) }
    evidence.forEachNarrow(ofRow: token) { model.addNarrow($0, to: &sum) }
    evidence.forEachNarrow(ofLists: token, in: sentence) { model.addNarrow($0, to: &sum) }
    for place in 0..<NameModel.places {
      let beside = token + place - 2
      guard sentence.contains(beside) else {
        sum &+= (beside < token ? edgeSums.before : edgeSums.behind)[place]
        continue
      }
      sum &+= wideSums(evidence.document.word(of: beside))[place]
      sum &+= tagSums[Int(evidence.document.tokens[beside].xpos.rawValue)][place]
      if evidence.hasPhrase(beside) {
        var phrase = WideSums(repeating: .zero)
        evidence.forEachWide(ofPhraseAt: beside) { model.addWide($0, to: &phrase) }
        sum &+= phrase[place]
      }
    }
    return sum
  }

  private mutating func wideSums(_ word: Int) -> WideSums {
    if !hasWide[word] {
      hasWide[word] = true
      var sums = WideSums(repeating: .zero)
      model.addWide(evidence.wide(ofForm: word), to: &sums)
      evidence.forEachWide(ofWord: word) { model.addWide($0, to: &sums) }
      wide[word] = sums
    }
    return wide[word]
  }
}
