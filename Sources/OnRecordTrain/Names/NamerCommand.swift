import Text

/// The commands about names.
enum NamerCommand {
  /// Trained until the loss hardly falls.
  private static let epochs = 30
  /// Runs, each in an order of its own, whose weights are averaged.
  private static let runCount = 5

  static func train(files: String, treebanks: [String]) throws {
    let reader = try Reader(file: { try? File.read("\(files)/\($0)") }, findsNames: false)
    guard let gazetteer = Gazetteer(try File.read(files + "/gazetteer.bin")),
      let clusters = WordClusters(try File.read(files + "/word-clusters.bin"))
    else { throw TrainError(description: "gazetteer.bin or word-clusters.bin is damaged") }
    // Treebanks without entities teach no names.
    let texts = try treebanks.flatMap { TreebankText.documents(try Treebank.sentences($0)) }.filter(
      \.hasEntities)
    let documents = texts.map { text in
      LabelledDocument(text, document: text.document(reader), labeller: (gazetteer, clusters))
    }
    print(
      "\(documents.count) documents, \(documents.reduce(0) { $0 + $1.missed }) tokens of names out of reach")
    var trainer = NameTrainer(
      countMin: 1, sparsity: 0.05, shrinkage: 0.2, epochs: epochs)
    trainer.chooseRows(documents)
    let examples = documents.flatMap(trainer.examples)
    let runs = (0..<runCount).map { run in
      var trainer = trainer
      trainer.train(examples, epochs: epochs, seed: 2026 + UInt64(run))
      return trainer
    }
    try File.write(NameTrainer.model(runs), to: files + "/names.bin")
  }

  /// Prints each mistake on a file's own tokens, then the figures.
  static func errors(_ path: String, files: String) throws {
    let texts = TreebankText.documents(try Treebank.sentences(path))
    let reader = try Reader(file: { try? File.read("\(files)/\($0)") })
    for (name, value) in NameScore.figures(texts, reader, isRaw: false, errors: .max) {
      print("\(name)\t\(percent(Int((value * 10_000).rounded()), 10_000))")
    }
  }
}

extension TreebankText {
  /// Read with the treebank's tokens and sentences, and its tags.
  func document(_ reader: Reader) -> Document {
    reader.document(
      utf8, words: bytes.flatMap { $0 }, sentences: ranges,
      tags: sentences.flatMap(\.words).map { ($0.upos, $0.xpos) })
  }

  var hasEntities: Bool { GoldEntities.mentions(sentences).contains { !$0.isEmpty } }

  /// The sentences as ranges of words of the whole document.
  var ranges: [Range<Int>] {
    var first = 0
    return sentences.map { sentence in
      defer { first += sentence.words.count }
      return first..<(first + sentence.words.count)
    }
  }
}
