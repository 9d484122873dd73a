import Text

/// A treebank's document with its names, as the trainer sees it.
struct LabelledDocument {
  struct Run {
    var tokens: [LabelledToken]
    var gold: [Int]
  }

  let runs: [Run]
  /// Tokens in names that no run holds; they cannot be learned or found.
  let missed: Int

  init(_ text: TreebankText, document: Document, labeller: (gazetteer: Gazetteer, clusters: WordClusters)) {
    let evidence = NameEvidence(document, labeller.gazetteer, labeller.clusters)
    let mentions = GoldEntities.mentions(text.sentences)
    var runs: [Run] = []
    var missed = 0
    for (number, sentence) in document.sentences.enumerated() {
      let gold = GoldNames.labels(text.sentences[number], mentions[number])
      let found = evidence.runs(in: sentence)
      for run in found {
        var labels = run.map { gold[$0 - sentence.lowerBound] }
        // A name that begins before the run, as "the" in "The Hague" might.
        if NameLabel.isInside(labels[0]) { labels[0] -= 1 }
        runs.append(
          Run(
            tokens: run.map {
              LabelledToken(
                evidence: evidence, document: document, token: $0, sentence: sentence, number: number)
            }, gold: labels))
      }
      missed += sentence.count { token in
        gold[token - sentence.lowerBound] != NameLabel.outside && !found.contains { $0.contains(token) }
      }
    }
    self.runs = runs
    self.missed = missed
  }

  func forEachToken(_ body: (LabelledToken) -> Void) {
    for run in runs { for token in run.tokens { body(token) } }
  }
}

/// A token of a run with its attributes.
struct LabelledToken {
  let evidence: NameEvidence
  let document: Document
  let token: Int
  let sentence: Range<Int>
  let number: Int

  /// Where an attribute comes from: the token's own form and ends, tags, or anything else.
  enum Part { case spelling, tag, other }

  /// `wide` receives keys with the place of the word they belong to (2: the token's own), `narrow` keys alone;
  /// `part` tells what it comes from.
  func forEachAttribute(
    wide: (_ key: UInt32, _ place: Int, _ part: Part) -> Void, narrow: (_ key: UInt32, _ part: Part) -> Void
  ) {
    for place in 0..<NameModel.places {
      let beside = token + place - 2
      guard sentence.contains(beside) else {
        wide(NameEvidence.wide(atEdge: beside > token), place, .other)
        continue
      }
      let word = document.word(of: beside)
      wide(evidence.wide(ofForm: word), place, place == 2 ? .spelling : .other)
      evidence.forEachWide(ofWord: word) { wide($0, place, .other) }
      wide(NameEvidence.wide(ofTag: document.tokens[beside].xpos), place, .tag)
      evidence.forEachWide(ofPhraseAt: beside) { wide($0, place, .other) }
    }
    evidence.forEachNarrow(ofEnds: document.word(of: token)) { narrow($0, .spelling) }
    evidence.forEachNarrow(ofUses: document.word(of: token)) { narrow($0, .other) }
    evidence.forEachNarrow(ofTags: token, in: sentence) { narrow($0, .tag) }
    evidence.forEachNarrow(ofRow: token) { narrow($0, .other) }
    evidence.forEachNarrow(ofLists: token, in: sentence) { narrow($0, .other) }
    evidence.forEachNarrow(ofShapes: token, in: sentence, number: number) { narrow($0, .other) }
  }
}

extension NameType {
  var kind: NameKind {
    switch self {
    case .person: .person
    case .organization: .organization
    case .place: .place
    }
  }
}
