import TestSupport
import Testing

@testable import Extraction

/// The machinery of the quote model, apart from what it has learned.
struct QuoteModelTests {
  private func little(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) }
  }

  /// A table whose row for key k has weight w in every lane.
  private func table(_ rows: [(key: UInt32, weight: Int8)], lanes: Int = 7) -> [UInt8] {
    little(UInt32(rows.count)) + little(UInt32(lanes)) + little(Float(0.5).bitPattern)
      + rows.flatMap { little($0.key) }
      + rows.flatMap { Array(repeating: UInt8(bitPattern: $0.weight), count: lanes) }
  }

  @Test(arguments: 0..<20)
  func keysAreFound(_ seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let count = Int.random(in: 0...3000, using: &generator)
    var weights: [UInt32: Int8] = [:]
    for _ in 0..<count {
      weights[UInt32.random(in: 0...UInt32.max, using: &generator) | 1] = Int8.random(
        in: -127...127, using: &generator)
    }
    var offset = 0
    let bytes = table(weights.map { ($0.key, $0.value) }.sorted { $0.key < $1.key })
    let table = try #require(WeightTable(bytes, at: &offset))
    #expect(offset == bytes.count)
    var wrong = 0
    for (key, weight) in weights {
      var keys = FeatureKeys()
      keys.append(key)
      if table.score(keys)[3] != Float(weight) * 0.5 { wrong += 1 }
    }
    #expect(wrong * 100 <= count, "seed \(seed)")
  }

  @Test func tablesCutShortDoNotRead() {
    let bytes = table([(3, 1), (5, 2), (7, 3)])
    for end in 0..<bytes.count {
      var offset = 0
      #expect(WeightTable(Array(bytes[..<end]), at: &offset) == nil)
    }
  }

  @Test func modelsCutShortOrDamagedDoNotRead() throws {
    let bytes = try #require(Assets.file("quotes.bin"))
    #expect(QuoteModel(bytes) != nil)
    for end in [0, 3, 4, 100, bytes.count / 2, bytes.count - 1] {
      #expect(QuoteModel(Array(bytes[..<end])) == nil)
    }
    #expect(QuoteModel(bytes + [0]) == nil)
  }

  /// The best way through the labels against all ways, one by one.
  @Test(arguments: 0..<30)
  func decodingIsExact(_ seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    func random() -> SIMD8<Float> {
      var row = SIMD8<Float>(repeating: SpanDecoder.impossible)
      for lane in 0..<SpanLabel.count { row[lane] = Float.random(in: -2...2, using: &generator) }
      return row
    }
    let moves = (0..<9).map { from in
      var row = random()
      for to in 0..<SpanLabel.count where !SpanLabel.allows(from == 8 ? nil : from, to) {
        row[to] = SpanDecoder.impossible
      }
      return row
    }
    let scores = (0..<4).map { _ in random() }
    var best: (score: Float, labels: [UInt8]) = (-.infinity, [])
    var total = 0.0
    var inside = 0.0
    for code in 0..<(7 * 7 * 7 * 7) {
      let labels = [code % 7, code / 7 % 7, code / 49 % 7, code / 343]
      guard labels[3] != SpanLabel.contentInside else { continue }
      var score = moves[8][labels[0]]
      for index in 0..<4 {
        score += scores[index][labels[index]]
        if index > 0 { score += moves[labels[index - 1]][labels[index]] }
      }
      if score > best.score { best = (score, labels.map(UInt8.init)) }
      guard score > SpanDecoder.impossible / 2 else { continue }
      let share = Double(Exponential.of(SIMD8(repeating: score))[0])
      total += share
      if labels[2] == SpanLabel.contentInside { inside += share }
    }
    let decoder = SpanDecoder(moves: moves)
    #expect(decoder.best(scores) == best.labels, "seed \(seed)")
    let marginal = Double(decoder.marginals(scores)[2][SpanLabel.contentInside])
    #expect(abs(marginal - inside / total) < 0.001, "seed \(seed)")
  }

  @Test func exponentialIsNearTheTruth() {
    // e^1, e^-1, e^10
    let values = Exponential.of(SIMD8(0, 1, -1, 10, -1e4, 2, -2, 0.5))
    #expect(abs(values[0] - 1) < 1e-3)
    #expect(abs(values[1] - 2.718_28) < 3e-3)
    #expect(abs(values[2] - 0.367_88) < 1e-3)
    #expect(abs(values[3] / 22_026.5 - 1) < 1e-3)
    #expect(values[4] < 1e-30)
  }

  @Test func calibrationRisesBetweenItsSteps() {
    let calibration = Calibration([
      (score: -1, probability: 0.1), (score: 1, probability: 0.5), (score: 3, probability: 0.9),
    ])
    #expect(calibration.probability(-5) == Double(Float(0.1)))
    #expect(abs(calibration.probability(0) - 0.3) < 1e-6)
    #expect(abs(calibration.probability(2) - 0.7) < 1e-6)
    #expect(calibration.probability(9) == Double(Float(0.9)))
  }
}
