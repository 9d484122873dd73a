import Extraction
import Glibc
import Text

/// The commands about quotes.
enum QuoteCommand {
  /// `TRAIN.jsonl [DEV.jsonl] [--without GROUP,GROUP…]`: trains `quotes.bin` in `files`, prints the figures on DEV.
  static func train(files: String, _ arguments: [String]) throws {
    var paths: [String] = []
    var skipped: UInt64 = 0
    var output = "\(files)/\(QuoteModel.fileName)"
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      if argument == "--without", let groups = rest.popFirst() {
        for group in groups.split(separator: ",").compactMap({ UInt64($0) }) { skipped |= 1 << group }
      } else if argument == "--out", let path = rest.popFirst() {
        output = path
      } else {
        paths.append(argument)
      }
    }

    guard let first = paths.first else { throw TrainError(description: usage) }
    let articles = try QuoteCorpus.articles(first, files: files)
    print("\(articles.count) articles, \(articles.reduce(0) { $0 + $1.gold.count }) attributions")
    let bytes = try QuoteTrainer(articles, skipped: skipped).train()
    try File.write(bytes, to: output)
    print("\(bytes.count) bytes")
    for path in paths.dropFirst() { try score(path, files: files, model: output) }
  }

  /// The figures of a model on a corpus.
  static func score(_ path: String, files: String, model: String) throws {
    guard let model = QuoteModel(try File.read(model)) else {
      throw TrainError(description: "\(model) is damaged")
    }
    let reader = ModelReader(model)
    let articles = try QuoteCorpus.articles(path, files: files)
    let found = try InParallel.map(articles.count) { index in
      var facts = articles[index].facts
      return reader.read(&facts)
    }
    var (cueTime, wholeTime) = (0, 0)
    for article in articles {
      var facts = article.facts
      let start = clock()
      _ = reader.cueChances(&facts)
      cueTime += clock() - start
      _ = reader.read(&facts)
      wholeTime += clock() - start
    }
    print(
      "model: \((wholeTime - cueTime) / articles.count) µs an article, of them for cues \(cueTime / articles.count)"
    )
    var (whole, modelAlone) = (QuoteScore(), QuoteScore())
    for (article, combination) in zip(articles, found) {
      whole.add(combination.attributions, article)
      modelAlone.add(combination.attributions.filter { $0.rule == .model }, article)
    }
    print("the model alone")
    for line in modelAlone.lines { print("  " + line) }
    print("with the rules")
    for line in whole.lines { print("  " + line) }
    Reliability(articles, found).show()
  }
}

/// How well confidences are kept: by tenths, how many are listed and how many of them are right.
struct Reliability {
  private var tenths: [(sum: Double, right: Int, count: Int)] = Array(repeating: (0, 0, 0), count: 10)
  private var (sureDirect, sureDirectRight) = (0, 0)

  init(_ articles: [QuoteArticle], _ found: [Combination]) {
    for (article, combination) in zip(articles, found) {
      let matches = QuoteScore.matches(combination.attributions, article)
      for (attribution, match) in zip(combination.attributions, matches) {
        let tenth = min(9, Int(attribution.confidence * 10))
        tenths[tenth].sum += attribution.confidence
        tenths[tenth].count += 1
        if match != nil { tenths[tenth].right += 1 }
        if attribution.confidence >= 0.9,
          QuoteScore.kind(Array(attribution.parts.joined()), article) == .direct
        {
          sureDirect += 1
          if match != nil { sureDirectRight += 1 }
        }
      }
    }
  }

  func show() {
    print("confidence  listed  mean  right")
    var (error, all) = (0.0, 0)
    for (tenth, pool) in tenths.enumerated() where pool.count > 0 {
      let mean = pool.sum / Double(pool.count)
      let right = Double(pool.right) / Double(pool.count)
      error += abs(mean - right) * Double(pool.count)
      all += pool.count
      print(
        "  0.\(tenth)  \(pool.count)  \(Int((mean * 1000).rounded()))  \(Int((right * 1000).rounded()))  (thousandths)"
      )
    }
    print("expected calibration error \(error / Double(max(1, all)))")
    print("direct quotes with 0.9 and more: \(sureDirectRight) of \(sureDirect) right")
  }
}

extension QuoteCommand {
  /// Prints what is missed and wrongly found in a corpus, a line each.
  static func errors(_ path: String, files: String, model: String) throws {
    guard let model = QuoteModel(try File.read(model)) else {
      throw TrainError(description: "\(model) is damaged")
    }
    let reader = ModelReader(model)
    for article in try QuoteCorpus.articles(path, files: files) {
      var facts = article.facts
      let document = facts.document
      let combination = reader.read(&facts)
      let matches = QuoteScore.matches(combination.attributions, article)
      func text(_ tokens: [Int]) -> String { tokens.map { document.form($0) }.joined(separator: " ") }
      for (attribution, match) in zip(combination.attributions, matches) where match == nil {
        let tokens = Array(attribution.parts.joined())
        print(
          "SPURIOUS\t\(QuoteScore.kind(tokens, article))\t\(attribution.rule.rawValue)\t\(attribution.confidence)\t"
            + "\(text(Array(attribution.source ?? 0..<0)))\t\(text(Array(attribution.cue ?? 0..<0)))\t\(text(tokens))"
        )
      }
      let right = Set(matches.compactMap { $0 })
      for (index, gold) in article.gold.enumerated() where !right.contains(index) {
        let near = combination.candidates.indices.filter {
          gold.cue.contains(combination.candidates[$0].head)
        }
        let reason =
          near.isEmpty
          ? (facts.mayBeCue(gold.head, lemmas: model.lemmas) ? "no cue" : "no candidate")
          : near.contains { combination.chosen.contains($0) } ? "other words" : "not chosen"
        print(
          "MISSED\t\(QuoteScore.kind(gold.content, article))\t\(reason)\t\t\(text(gold.source))\t\(text(gold.cue))\t"
            + text(gold.content))
      }
    }
  }
}
