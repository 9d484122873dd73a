import Extraction
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
    guard let model = QuoteModel(try File.read(model)) else { throw TrainError(description: "\(model) is damaged") }
    let reader = ModelReader(model)
    let articles = try QuoteCorpus.articles(path, files: files)
    let found = try InParallel.map(articles.count) { index in
      var facts = articles[index].facts
      return reader.candidates(in: &facts)
    }
    for threshold in [0.25, 0.3, 0.33, 0.36, 0.4, 0.45] {
      var score = QuoteScore()
      for (article, candidates) in zip(articles, found) {
        let chosen = ModelReader.chosen(candidates, confidenceMin: threshold, count: article.facts.count)
        score.add(chosen.map { candidates[$0] }, article)
      }
      print("\(threshold)")
      for line in score.lines { print("  " + line) }
    }
  }
}
