import Text

/// Trains `sentences.bin`: an averaged perceptron with a margin, in whole numbers, so that the same treebanks give the
/// same bytes on every machine.
struct SentenceTrainer {
  private static let epochs = 8
  private static let seed: UInt64 = 4
  /// How far beyond 0 a score must be, or it is learned from.
  private static let margin: Int32 = 12

  private struct Example {
    var features: [UInt32]
    var isEnd: Bool
  }

  private var weights = [Int32](repeating: 0, count: 1 << Int(SentenceModel.bits))
  private var totals = [Int64](repeating: 0, count: 1 << Int(SentenceModel.bits))
  private var step: Int64 = 1

  static func run(_ out: String, files: String, treebanks: [String]) throws {
    let reader = try Reader(
      file: { $0 == "sentences.bin" ? nil : try? File.read("\(files)/\($0)") }, findsNames: false)
    var examples: [Example] = []
    for text in try treebanks.flatMap({ TreebankText.documents(try Treebank.sentences($0)) }) {
      let gold = Set(text.bytes.compactMap { $0.last?.upperBound })
      reader.boundaries(of: text.utf8) { end, features in
        examples.append(Example(features: Array(features), isEnd: gold.contains(end)))
        return gold.contains(end)
      }
    }
    var trainer = SentenceTrainer()
    var random = SplitMix(state: seed)
    for epoch in 1...epochs {
      examples.shuffle(using: &random)
      var wrong = 0
      for example in examples where !trainer.learn(example) { wrong += 1 }
      print("epoch \(epoch): \(wrong) of \(examples.count) wrong")
    }
    try File.write(trainer.model, to: out)
  }

  /// Whether the example was right before.
  private mutating func learn(_ example: Example) -> Bool {
    let score = example.features.reduce(Int32(0)) { $0 + weights[Int($1)] }
    let signed = example.isEnd ? score : -score
    if signed <= Self.margin {
      let change: Int32 = example.isEnd ? 1 : -1
      for feature in example.features {
        weights[Int(feature)] += change
        totals[Int(feature)] += Int64(change) * step
      }
    }
    step += 1
    return example.isEnd ? score > 0 : score <= 0
  }

  /// The averages, the largest scaled to 127.
  private var model: [UInt8] {
    let averages = weights.indices.map { Int64(weights[$0]) * step - totals[$0] }
    let largest = max(1, averages.map(abs).max() ?? 1)
    return SentenceModel.magic
      + averages.map { average in
        let half = average < 0 ? -largest / 2 : largest / 2
        return UInt8(bitPattern: Int8((average * 127 + half) / largest))
      }
  }
}
