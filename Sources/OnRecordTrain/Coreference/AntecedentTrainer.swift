import Glibc
import Text

/// Learns the ranker's weights on the chains that the product's own steps build, with its own choices so far as their history:
/// what it sees in training is what it sees later, mistakes and all.
///
/// Softmax over the candidates; all whose last mention is one of the gold entity's are right, "none of them" when there
/// is none. Plain gradient steps, averaged over all steps, with shrinkage towards zero.
struct AntecedentTrainer: AntecedentRanker {
  private(set) var model = AntecedentModel()
  private var sums: [Double]
  private var stamps: [Int32]
  private var step: Int32 = 0
  var rate: Float = 0.2
  /// Share of a weight lost each time it is touched.
  static let shrinkage: Float = 0.001
  /// By head token of our mention in the present document: its gold entity; -1 for none.
  var group: [Int32] = []
  private(set) var loss: Float = 0
  private(set) var choices = 0

  init() {
    sums = [Double](repeating: 0, count: AntecedentFeatures.slots)
    stamps = [Int32](repeating: 0, count: AntecedentFeatures.slots)
  }

  mutating func beginEpoch(rate: Float) {
    self.rate = rate
    (loss, choices) = (0, 0)
  }

  mutating func choose(_ choice: AntecedentChoice, _ references: [Reference]) -> Int {
    step += 1
    choices += 1
    let gold = group[references[choice.anaphor].head]
    var scores = choice.candidates.indices.map { candidate in
      choice.features(of: candidate).reduce(Float(0)) { $0 + model.weights[Int($1)] }
    }
    let best = scores.indices.reduce(0) { scores[$1] > scores[$0] ? $1 : $0 }
    var right = choice.candidates.map { $0 >= 0 && gold >= 0 && group[references[$0].head] == gold }
    if !right.contains(true) {
      right[0] = true
    }
    let top = scores[best]
    for index in scores.indices { scores[index] = exp(scores[index] - top) }
    let all = scores.reduce(0, +)
    let rightSum = zip(scores, right).reduce(Float(0)) { $1.1 ? $0 + $1.0 : $0 }
    loss -= log(max(rightSum / all, 1e-9))
    for index in scores.indices {
      let wanted = right[index] ? scores[index] / max(rightSum, 1e-9) : 0
      let gradient = wanted - scores[index] / all
      guard abs(gradient) > 1e-4 else { continue }
      for slot in choice.features(of: index) { add(rate * gradient, Int(slot)) }
    }
    return best
  }

  private mutating func add(_ change: Float, _ slot: Int) {
    sums[slot] += Double(model.weights[slot]) * Double(step - stamps[slot])
    stamps[slot] = step
    model.weights[slot] += change - Self.shrinkage * model.weights[slot]
  }

  /// The averaged weights.
  var averaged: AntecedentModel {
    var averaged = AntecedentModel()
    for slot in averaged.weights.indices {
      let sum = sums[slot] + Double(model.weights[slot]) * Double(step - stamps[slot])
      averaged.weights[slot] = Float(sum / Double(max(1, step)))
    }
    return averaged
  }
}

/// `OnRecordTrain antecedents`.
enum AntecedentCommand {
  static let epochs = 20
  /// Runs in different orders, whose weights are averaged.
  static let runs = 5

  static func train(files folder: String, treebanks: [String]) throws {
    // The first time there are no weights yet.
    let reader = try Reader(file: { name in
      name == "coreference.bin" ? AntecedentModel().bytes : try? File.read("\(folder)/\(name)")
    })
    var examples: [(document: Document, group: [Int32])] = []
    for text in try treebanks.flatMap({ TreebankText.documents(try Treebank.sentences($0)) }) {
      let gold = GoldChains(text)
      guard !gold.mentions.isEmpty else { continue }
      let document = text.document(reader, mentions: nil)
      examples.append((document, groups(document, gold)))
    }
    var mean = AntecedentModel()
    for run in 0..<runs {
      var trainer = AntecedentTrainer()
      var random = SplitMix(state: 2026 + UInt64(run))
      for epoch in 0..<epochs {
        trainer.beginEpoch(rate: 0.15 / (1 + 0.3 * Float(epoch)))
        examples.shuffle(using: &random)
        for index in examples.indices {
          trainer.group = examples[index].group
          reader.resolve(&examples[index].document, ranker: &trainer)
        }
      }
      print(
        "run \(run + 1): loss \(trainer.loss / Float(max(1, trainer.choices))) in \(trainer.choices) choices")
      let averaged = trainer.averaged
      for slot in mean.weights.indices { mean.weights[slot] += averaged.weights[slot] / Float(runs) }
    }
    try File.write(mean.bytes, to: folder + "/coreference.bin")
  }

  /// By head token the number of the gold entity; names by their alignment.
  private static func groups(_ document: Document, _ gold: GoldChains) -> [Int32] {
    var numbers: [String: Int32] = [:]
    var groups = [Int32](repeating: -1, count: document.tokens.count)
    for mention in gold.mentions {
      let number = numbers[mention.group] ?? Int32(numbers.count)
      numbers[mention.group] = number
      groups[mention.head] = number
    }
    let alignment = Alignment(document, gold)
    for mention in document.mentions where mention.kind == .name {
      groups[mention.head] = alignment.gold(mention).flatMap { numbers[$0.group] } ?? -1
    }
    return groups
  }
}
