import Text

/// The commands about names.
enum NamerCommand {
  /// Trained until the loss hardly falls.
  private static let epochs = 30

  private static func reader(_ files: String, without left: String? = nil) throws -> Reader {
    try Reader(file: { $0 == left ? nil : try? File.read("\(files)/\($0)") })
  }

  static func train(files: String, treebanks: [String]) throws {
    let reader = try reader(files, without: "names.bin")
    guard let gazetteer = Gazetteer(try File.read(files + "/gazetteer.bin")),
      let clusters = WordClusters(try File.read(files + "/word-clusters.bin"))
    else { throw TrainError(description: "gazetteer.bin or word-clusters.bin is damaged") }
    let texts = try treebanks.flatMap { TreebankText.documents(try Treebank.sentences($0)) }
    let swapper = try NameSwapper(files)
    var random = SplitMix(state: 2026)
    var all = texts
    for _ in 0..<env("SW", 0) { all += texts.map { swapper.swapped($0, &random) } }
    let documents = all.map { text in
      LabelledDocument(text, document: text.document(reader), labeller: (gazetteer, clusters))
    }
    print("\(documents.count) documents, \(documents.reduce(0) { $0 + $1.missed }) tokens of names out of reach")
    var trainer = NameTrainer(
      countMin: env("CM", 1), sparsity: Float(env("SP", 5)) / 100, shrinkage: Float(env("SH", 100)) / 100, epochs: env("EP", epochs))
    trainer.chooseRows(documents)
    trainer.train(documents.flatMap(trainer.examples), epochs: env("EP", epochs), seed: 2026)
    try File.write(trainer.model(), to: files + "/names.bin")
  }

  static func score(_ path: String, files: String, errors: Int = 0) throws {
    let reader = try reader(files)
    for isRaw in [false, true] {
      for (name, value) in try NameScore.run(path, reader: reader, isRaw: isRaw, errors: isRaw ? 0 : errors) {
        print("\(isRaw ? "raw." : "")\(name)\t\(percent(Int((value * 10_000).rounded()), 10_000))")
      }
    }
  }
}

extension TreebankText {
  /// Read with the treebank's tokens and sentences, and its tags.
  func document(_ reader: Reader) -> Document {
    reader.document(utf8, words: bytes.flatMap { $0 }, sentences: ranges, tags: sentences.flatMap(\.words).map { ($0.upos, $0.xpos) })
  }

  /// The sentences as ranges of words of the whole document.
  var ranges: [Range<Int>] {
    var first = 0
    return sentences.map { sentence in
      defer { first += sentence.words.count }
      return first..<(first + sentence.words.count)
    }
  }
}

import Glibc
func env(_ n: String, _ d: Int) -> Int { getenv(n).flatMap { Int(String(cString: $0)) } ?? d }
