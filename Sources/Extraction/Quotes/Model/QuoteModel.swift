/// The learned part of quotes (`quotes.bin`): three tables of weights, the moves between labels, and what a score is worth.
///
/// Format, little endian: `ORQ1`; the table of cues, of spans, of verdicts; 9 × 8 Float32 moves (to each label from each, the
/// ninth row from the beginning); UInt32 steps of calibration, then for each Float32 score and Float32 probability; UInt32 classes, then
/// for each `RuleClass` Float32 share of right ones among those that the model misses; Float32 least confidence of each kind; UInt32 lemmas,
/// then for each noun or adjective that may be a cue UInt32 hash.
package struct QuoteModel: Sendable {
  package static let fileName = "quotes.bin"
  package static let magic: [UInt8] = Array("ORQ1".utf8)

  package let cues: WeightTable
  package let spans: WeightTable
  package let verdicts: WeightTable
  package let moves: [SIMD8<Float>]
  package let calibration: Calibration
  /// By number of `RuleClass`.
  package let ruleShares: [Double]
  /// By kind (indirect, mixed, direct): below it nothing is listed. Where F1 is highest.
  package let confidenceMin: [Double]
  /// Hashes of the nouns and adjectives that may be cues.
  package let lemmas: Set<UInt32>

  package init?(_ bytes: [UInt8]) {
    guard bytes.count > 4, Array(bytes[..<4]) == Self.magic else { return nil }
    var offset = 4
    guard let cues = WeightTable(bytes, at: &offset), let spans = WeightTable(bytes, at: &offset),
      let verdicts = WeightTable(bytes, at: &offset)
    else { return nil }
    var moves: [SIMD8<Float>] = []
    for _ in 0..<9 {
      var row = SIMD8<Float>.zero
      for lane in 0..<8 {
        guard let value = ModelFile.float(bytes, &offset) else { return nil }
        row[lane] = value
      }
      moves.append(row)
    }
    guard let calibration = Calibration(bytes, at: &offset), let rules = ModelFile.uint32(bytes, &offset),
      rules == RuleClass.count
    else { return nil }
    var shares: [Double] = []
    for _ in 0..<rules {
      guard let share = ModelFile.float(bytes, &offset), (0...1).contains(share) else { return nil }
      shares.append(Double(share))
    }
    var least: [Double] = []
    for _ in 0..<3 {
      guard let confidence = ModelFile.float(bytes, &offset) else { return nil }
      least.append(Double(confidence))
    }
    guard let count = ModelFile.uint32(bytes, &offset),
      bytes.count - offset == Int(count) * 4
    else { return nil }
    lemmas = Set((0..<count).compactMap { _ in ModelFile.uint32(bytes, &offset) })
    (ruleShares, confidenceMin) = (shares, least)
    (self.cues, self.spans, self.verdicts) = (cues, spans, verdicts)
    (self.moves, self.calibration) = (moves, calibration)
  }
}

/// From a score to the share of attributions with that score that are right: rising, straight between the steps.
package struct Calibration: Sendable {
  /// Scores rise strictly, probabilities never fall.
  private let steps: [(score: Float, probability: Float)]

  package init(_ steps: [(score: Float, probability: Float)]) { self.steps = steps }

  init?(_ bytes: [UInt8], at offset: inout Int) {
    guard let count = ModelFile.uint32(bytes, &offset), count > 0, count <= 1024 else { return nil }
    var steps: [(score: Float, probability: Float)] = []
    for _ in 0..<count {
      guard let score = ModelFile.float(bytes, &offset), let probability = ModelFile.float(bytes, &offset)
      else {
        return nil
      }
      steps.append((score, probability))
    }
    self.steps = steps
  }

  package func probability(_ score: Float) -> Double {
    guard let next = steps.firstIndex(where: { $0.score >= score }) else {
      return Double(steps[steps.count - 1].probability)
    }
    guard next > 0 else { return Double(steps[0].probability) }
    let (low, high) = (steps[next - 1], steps[next])
    let share = (score - low.score) / (high.score - low.score)
    return Double(low.probability + share * (high.probability - low.probability))
  }
}
