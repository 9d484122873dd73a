import Extraction
import Text

/// Trains the quote model: cues, the words of each cue, verdicts, and what a verdict is worth.
///
/// Each stage learns from what the stage before says of articles that it was not trained on (`folds`).
final class QuoteTrainer {
  static let folds = 4

  private var articles: [QuoteArticle]
  private let skipped: UInt64
  private var cueRows = FeatureRows()
  private var cueExamples: [ChainLearner.Example] = []
  /// Article and token of each example.
  private var cuePlaces: [(article: Int, token: Int)] = []
  private var spanRows = FeatureRows()
  private var spanExamples: [ChainLearner.Example] = []
  private var spanArticles: [Int] = []
  /// Nouns and adjectives that are heads of cues at least twice.
  private let lemmas: Set<UInt32>

  init(_ articles: [QuoteArticle], skipped: UInt64) {
    self.articles = articles
    self.skipped = skipped
    var counts: [UInt32: Int] = [:]
    for article in articles {
      for gold in article.gold where article.facts.document.tokens[gold.head].upos != .verb {
        counts[article.facts.lemmaHash(gold.head), default: 0] += 1
      }
    }
    lemmas = Set(counts.filter { $0.value >= 2 }.keys)
  }

  private func fold(_ article: Int) -> Int { article % Self.folds }

  /// The mean of two runs, each in an order of its own.
  private func learn(
    _ examples: [ChainLearner.Example], rows: FeatureRows, labels: Int, settings: ChainLearner.Settings,
    where isUsed: (Int) -> Bool
  ) -> ChainLearner {
    let indices = examples.indices.filter(isUsed)
    let learner = ChainLearner(rows: rows.count, labels: labels, settings: settings)
    learner.train(examples, indices: indices)
    var again = settings
    again.seed += 1
    let other = ChainLearner(rows: rows.count, labels: labels, settings: again)
    other.train(examples, indices: indices)
    learner.average(with: other)
    return learner
  }

  // MARK: Cues

  static let cueSettings = ChainLearner.Settings(epochs: 10, rate: 0.08, sparsity: 0.06, shrinkage: 0.3)

  /// The table of cues trained on all articles; the articles' chances come from tables trained without them.
  func trainCues() throws -> (all: [UInt8], folds: [[UInt8]]) {
    var keys = FeatureKeys(skippedGroups: skipped)
    var reachable = 0
    for (index, article) in articles.enumerated() {
      var kinds: [Int: UInt8] = [:]
      for gold in article.gold {
        kinds[gold.head] = UInt8(3 - QuoteScore.kind(gold.content, article).rawValue)
      }
      for token in 0..<article.facts.count where article.facts.mayBeCue(token, lemmas: lemmas) {
        keys.removeAll()
        article.facts.writeCueFeatures(of: token, to: &keys)
        cueRows.countAll(keys.keys)
        cueExamples.append(
          ChainLearner.Example(rows: keys.keys, ends: [Int32(keys.keys.count)], gold: [kinds[token] ?? 0]))
        cuePlaces.append((index, token))
        if kinds[token] != nil { reachable += 1 }
      }
    }
    cueRows.number(countMin: 5)
    for index in cueExamples.indices {
      cueExamples[index].rows = cueExamples[index].rows.compactMap { cueRows.row($0).map { UInt32($0) } }
      cueExamples[index].ends = [Int32(cueExamples[index].rows.count)]
    }
    print(
      "cues: \(cueExamples.count) candidates, \(reachable) of \(articles.reduce(0) { $0 + $1.gold.count }) heads among them, \(cueRows.count) features"
    )
    let tables = try InParallel.map(Self.folds + 1) { [self] run in
      let learner = learn(cueExamples, rows: cueRows, labels: 4, settings: Self.cueSettings) { index in
        run == Self.folds || fold(cuePlaces[index].article) != run
      }
      return QuoteModelFile.table(cueRows, learner.weights, lanes: 4)
    }
    cueExamples = []
    for run in 0..<Self.folds {
      let reader = try reader(cues: tables[run])
      for index in articles.indices where fold(index) == run { _ = reader.cueChances(&articles[index].facts) }
    }
    return (tables[Self.folds], Array(tables[..<Self.folds]))
  }

  // MARK: Spans

  static let spanSettings = ChainLearner.Settings(epochs: 8, rate: 0.06, sparsity: 0.12, shrinkage: 0.3)

  func trainSpans() throws -> (all: Spans, folds: [Spans]) {
    var keys = FeatureKeys(skippedGroups: skipped)
    for (index, article) in articles.enumerated() {
      for gold in article.gold {
        spanExamples.append(spanExample(gold, article, &keys))
        spanArticles.append(index)
        spanRows.countAll(spanExamples[spanExamples.count - 1].rows)
      }
    }
    spanRows.number(countMin: 8)
    for index in spanExamples.indices { number(&spanExamples[index]) }
    print(
      "spans: \(spanExamples.count) cues, \(spanExamples.reduce(0) { $0 + $1.ends.count }) tokens, \(spanRows.count) features"
    )
    let all = try InParallel.map(Self.folds + 1) { [self] run in
      let learner = learn(spanExamples, rows: spanRows, labels: SpanLabel.count, settings: Self.spanSettings)
      {
        run == Self.folds || fold(spanArticles[$0]) != run
      }
      return Spans(
        table: QuoteModelFile.table(spanRows, learner.weights, lanes: SpanLabel.count), moves: learner.moves)
    }
    spanExamples = []
    return (all[Self.folds], Array(all[..<Self.folds]))
  }

  struct Spans {
    var table: [UInt8]
    var moves: [SIMD8<Float>]
  }

  private func number(_ example: inout ChainLearner.Example) {
    var rows: [UInt32] = []
    var start = 0
    for index in example.ends.indices {
      let end = Int(example.ends[index])
      for place in start..<end { if let row = spanRows.row(example.rows[place]) { rows.append(UInt32(row)) } }
      start = end
      example.ends[index] = Int32(rows.count)
    }
    example.rows = rows
  }

  private func spanExample(
    _ gold: QuoteArticle.Gold, _ article: QuoteArticle, _ keys: inout FeatureKeys
  ) -> ChainLearner.Example {
    let view = CueView(gold.head, in: article.facts)
    var labels: [Int: Int] = [:]
    for token in gold.source {
      labels[token] = gold.source.contains(token - 1) ? SpanLabel.sourceInside : SpanLabel.sourceBegin
    }
    let content = Set(gold.content)
    for token in gold.content {
      labels[token] =
        !content.contains(token - 1)
        ? SpanLabel.contentBegin
        : content.contains(token + 1) ? SpanLabel.contentInside : SpanLabel.contentEnd
    }
    for token in gold.cue { labels[token] = SpanLabel.cue }
    var example = ChainLearner.Example(fixed: gold.head - view.window.lowerBound)
    var last: Int?
    for token in view.window {
      keys.removeAll()
      article.facts.writeTokenFeatures(of: token, to: &keys)
      article.facts.writeSpanFeatures(of: token, in: view, to: &keys)
      example.rows += keys.keys
      example.ends.append(Int32(example.rows.count))
      // A cue's word may cut a run in two; both halves must be whole.
      var label = labels[token] ?? SpanLabel.outside
      let next =
        token + 1 < view.window.upperBound ? labels[token + 1] ?? SpanLabel.outside : SpanLabel.outside
      if SpanLabel.isContent(label) {
        let begins = !(last.map { SpanLabel.isContent($0) && $0 != SpanLabel.contentEnd } ?? false)
        label =
          begins
          ? SpanLabel.contentBegin
          : SpanLabel.isContent(next) ? SpanLabel.contentInside : SpanLabel.contentEnd
      } else if label == SpanLabel.sourceInside, !(last.map(SpanLabel.isSource) ?? false) {
        label = SpanLabel.sourceBegin
      }
      example.gold.append(UInt8(label))
      last = label
    }
    return example
  }

  // MARK: Verdicts

  private func reader(
    cues: [UInt8] = QuoteModelFile.empty,
    spans: Spans = Spans(table: QuoteModelFile.empty, moves: Array(repeating: .zero, count: 9)),
    verdicts: [UInt8] = QuoteModelFile.empty,
    calibration: [(score: Float, probability: Float)] = [(-10, 0), (10, 1)]
  ) throws -> ModelReader {
    let bytes = QuoteModelFile.bytes(
      cues: cues, spans: spans.table, verdicts: verdicts, moves: spans.moves, calibration: calibration,
      ruleShares: Self.noShares, confidenceMin: [0, 0, 0], lemmas: lemmas)
    guard let model = QuoteModel(bytes) else {
      throw TrainError(description: "the trained model does not read")
    }
    return ModelReader(model)
  }

  private static let noShares = Array(repeating: 0.0, count: RuleClass.count)
  static let verdictSettings = ChainLearner.Settings(epochs: 12, rate: 0.05, sparsity: 0.02, shrinkage: 0.5)

  func train() throws -> [UInt8] {
    let cues = try trainCues()
    let spans = try trainSpans()
    // What the stages find in articles they were not trained on, and whether it is right.
    let found = try InParallel.map(articles.count) { [self] index -> [ModelReader.Candidate] in
      let fold = fold(index)
      let reader = try reader(cues: cues.folds[fold], spans: spans.folds[fold])
      var facts = articles[index].facts
      return reader.candidates(in: &facts)
    }
    var rows = FeatureRows()
    var examples: [ChainLearner.Example] = []
    var places: [(article: Int, candidate: Int)] = []
    var keys = FeatureKeys(skippedGroups: skipped)
    for (index, candidates) in found.enumerated() {
      let order = candidates.indices.sorted {
        candidates[$0].cueChance * candidates[$0].certainty.content
          > candidates[$1].cueChance * candidates[$1].certainty.content
      }
      let matches = QuoteScore.matches(
        order.map { articles[index].facts.attribution(candidates[$0]) }, articles[index])
      for (place, candidate) in order.enumerated() {
        keys.removeAll()
        articles[index].facts.writeVerdictFeatures(of: candidate, among: candidates, to: &keys)
        rows.countAll(keys.keys)
        examples.append(
          ChainLearner.Example(
            rows: keys.keys, ends: [Int32(keys.keys.count)], gold: [matches[place] == nil ? 0 : 1]))
        places.append((index, candidate))
      }
    }
    rows.number(countMin: 5)
    for index in examples.indices {
      examples[index].rows = examples[index].rows.compactMap { rows.row($0).map { UInt32($0) } }
      examples[index].ends = [Int32(examples[index].rows.count)]
    }
    print("verdicts: \(examples.count) candidates, \(examples.filter { $0.gold[0] == 1 }.count) right")
    let tables = try InParallel.map(3) { [self] run in
      let learner = learn(examples, rows: rows, labels: 2, settings: Self.verdictSettings) {
        run == 2 || places[$0].article / Self.folds % 2 != run
      }
      // Two labels say the same twice: only the difference counts.
      return QuoteModelFile.table(
        rows, learner.weights.map { SIMD8($0[1] - $0[0], 0, 0, 0, 0, 0, 0, 0) }, lanes: 1)
    }
    // Scores of halves not trained on: what they are worth, and which of the rules' finds help where the model is silent.
    var judged = found
    for half in 0..<2 {
      let reader = try reader(verdicts: tables[half])
      for index in articles.indices where index / Self.folds % 2 == half {
        reader.judge(&judged[index], in: articles[index].facts)
      }
    }
    let calibration = calibration(judged)
    let calibrated = Calibration(calibration)
    for index in judged.indices {
      for place in judged[index].indices {
        judged[index][place].confidence = calibrated.probability(judged[index][place].score)
      }
    }
    let least = leastConfidence(judged)
    let shares = ruleShares(judged, least)
    return QuoteModelFile.bytes(
      cues: cues.all, spans: spans.all.table, verdicts: tables[2], moves: spans.all.moves,
      calibration: calibration, ruleShares: shares, confidenceMin: least, lemmas: lemmas)
  }

  // MARK: What scores are worth

  private func calibration(_ judged: [[ModelReader.Candidate]]) -> [(score: Float, probability: Float)] {
    var graded: [(score: Float, isRight: Bool)] = []
    for (article, candidates) in zip(articles, judged) {
      let chosen = ModelReader.chosen(candidates, confidenceMin: [-1, -1, -1], count: article.facts.count)
      let matches = QuoteScore.matches(chosen.map { article.facts.attribution(candidates[$0]) }, article)
      for (place, candidate) in chosen.enumerated() {
        graded.append((candidates[candidate].score, matches[place] != nil))
      }
    }
    return Isotonic.steps(graded)
  }

  /// For each kind (indirect, mixed, direct) the confidence from which on all is kept: where its F1 is highest.
  private func leastConfidence(_ judged: [[ModelReader.Candidate]]) -> [Double] {
    var best = [(confidence: Double, f1: Double)](repeating: (0, 0), count: 3)
    for confidence in stride(from: 0.2, through: 0.6, by: 0.02) {
      var score = QuoteScore()
      for (article, candidates) in zip(articles, judged) {
        let chosen = ModelReader.chosen(
          candidates, confidenceMin: [confidence, confidence, confidence], count: article.facts.count)
        score.add(chosen.map { article.facts.attribution(candidates[$0]) }, article)
      }
      for kind in QuoteScore.Kind.allCases where score.f1(kind) > best[2 - kind.rawValue].f1 {
        best[2 - kind.rawValue] = (confidence, score.f1(kind))
      }
    }
    for (kind, point) in zip(["indirect", "mixed", "direct"], best) {
      print("\(kind): kept from \(point.confidence) on, F1 \(point.f1) on articles not trained on")
    }
    return best.map(\.confidence)
  }

  /// For each rule the share of right ones among its finds that share no word with the model's. A cue is not asked of those
  /// that have none.
  private func ruleShares(_ judged: [[ModelReader.Candidate]], _ least: [Double]) -> [Double] {
    var (right, all) = (Self.noShares, Self.noShares)
    for (article, candidates) in zip(articles, judged) {
      let combination = Combination(candidates, confidenceMin: least, facts: article.facts) { _ in 0.5 }
      let matches = QuoteScore.matches(combination.attributions, article)
      for (attribution, match) in zip(combination.attributions, matches) where attribution.rule != .model {
        let number = RuleClass.number(attribution, article.facts)
        all[number] += 1
        if match != nil { right[number] += 1 }
      }
    }
    return all.indices.map { number in
      if all[number] > 0 {
        print(
          "  \(QuoteRule.allCases[number / 4].rawValue) \(number % 4): \(Int(right[number])) of \(Int(all[number]))"
        )
      }
      return (right[number] + 0.5) / (all[number] + 2)
    }
  }
}

/// A rising line through right and wrong, by pooling neighbours that fall (isotonic regression).
enum Isotonic {
  private static let pointsMin = 60

  /// Steps from score to share of right ones: the means of pools of at least `pointsMin`.
  static func steps(_ graded: [(score: Float, isRight: Bool)]) -> [(score: Float, probability: Float)] {
    var pools: [(score: Double, right: Double, count: Double)] = []
    for one in graded.sorted(by: { $0.score < $1.score }) {
      if let last = pools.last, last.count < Double(pointsMin) {
        pools[pools.count - 1] = (
          last.score + Double(one.score), last.right + (one.isRight ? 1 : 0), last.count + 1
        )
      } else {
        pools.append((Double(one.score), one.isRight ? 1 : 0, 1))
      }
      while pools.count > 1 {
        let (low, high) = (pools[pools.count - 2], pools[pools.count - 1])
        guard high.count >= Double(pointsMin), low.right / low.count >= high.right / high.count else { break }
        pools.removeLast()
        pools[pools.count - 1] = (low.score + high.score, low.right + high.right, low.count + high.count)
      }
    }
    var steps: [(score: Float, probability: Float)] = []
    for pool in pools {
      let step = (score: Float(pool.score / pool.count), probability: Float(pool.right / pool.count))
      if let last = steps.last, step.score <= last.score || step.probability < last.probability { continue }
      steps.append(step)
    }
    return steps
  }
}
