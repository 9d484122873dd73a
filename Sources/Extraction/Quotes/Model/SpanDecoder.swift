/// The best labels of a window for one cue, and how sure they are.
struct SpanDecoder {
  let moves: [SIMD8<Float>]
  /// `exp` of `moves`, for the sums over all ways.
  private let shares: [SIMD8<Float>]

  static let impossible: Float = -1e4

  init(moves: [SIMD8<Float>]) {
    self.moves = moves
    shares = moves.map { Exponential.of($0) }
  }

  /// The labels with the highest sum (Viterbi). `scores` by token; one or more. O(tokens).
  func best(_ scores: [SIMD8<Float>]) -> [UInt8] {
    var reached = scores[0] + moves[8]
    var from = [SIMD8<UInt8>](repeating: .zero, count: scores.count)
    for index in 1..<max(1, scores.count) {
      var top = SIMD8<Float>(repeating: reached[0]) + moves[0]
      var origin = SIMD8<UInt8>.zero
      for label in 1..<SpanLabel.count {
        let way = SIMD8<Float>(repeating: reached[label]) + moves[label]
        let isBetter = way .> top
        top.replace(with: way, where: isBetter)
        for lane in 0..<SpanLabel.count where isBetter[lane] { origin[lane] = UInt8(label) }
      }
      from[index] = origin
      reached = top + scores[index]
    }
    var label = 0
    for lane in 1..<SpanLabel.count where lane != SpanLabel.contentInside && reached[lane] > reached[label] {
      label = lane
    }
    var labels = [UInt8](repeating: 0, count: scores.count)
    for index in stride(from: scores.count - 1, through: 0, by: -1) {
      labels[index] = UInt8(label)
      label = Int(from[index][label])
    }
    return labels
  }

  /// By token the probability of each label (forward and backward). O(tokens).
  func marginals(_ scores: [SIMD8<Float>]) -> [SIMD8<Float>] {
    let count = scores.count
    let emissions = scores.map { score in
      var score = score
      score[7] = Self.impossible
      return Exponential.of(score - score.max())
    }
    var forward = emissions
    forward[0] = normal(emissions[0] * shares[8])
    for index in 1..<max(1, count) {
      var reached = SIMD8<Float>.zero
      for label in 0..<SpanLabel.count { reached += forward[index - 1][label] * shares[label] }
      forward[index] = normal(reached * emissions[index])
    }
    var behind = SIMD8<Float>(repeating: 1)
    behind[SpanLabel.contentInside] = 0
    forward[count - 1] = normal(forward[count - 1] * behind)
    for index in stride(from: count - 2, through: 0, by: -1) {
      let next = behind * emissions[index + 1]
      var here = SIMD8<Float>.zero
      for label in 0..<SpanLabel.count { here[label] = (shares[label] * next).sum() }
      behind = normal(here)
      forward[index] = normal(forward[index] * behind)
    }
    return forward
  }

  private func normal(_ values: SIMD8<Float>) -> SIMD8<Float> {
    values / max(values.sum(), .leastNormalMagnitude)
  }
}

/// e to the power of, without a system's mathematics: right to five digits.
enum Exponential {
  static func of(_ values: SIMD8<Float>) -> SIMD8<Float> {
    let scaled = (values * 1.442_695).clamped(
      lowerBound: SIMD8(repeating: -126), upperBound: SIMD8(repeating: 126))
    let whole = scaled.rounded(.down)
    let rest = scaled - whole
    // The polynomial of 2^x on 0…1.
    var power = rest * 0.001_89 + 0.008_94
    power = power * rest + 0.055_87
    power = power * rest + 0.240_15
    power = power * rest + 0.693_15
    power = power * rest + 1
    // Whole numbers by the bits of a sum, since conversion lane by lane is slow: 2^23 and more have no places behind the point.
    let biased = unsafeBitCast(whole + (8_388_608 + 127), to: SIMD8<Int32>.self)
    let exponent = biased &<< 23
    return power * unsafeBitCast(exponent, to: SIMD8<Float>.self)
  }
}
