import Extraction
import Glibc

/// Learns a linear-chain conditional random field over hashed features (or, on chains of one token, a softmax) by
/// FTRL-Proximal, which needs no rate to be tuned and leaves most weights at zero.
final class ChainLearner {
  /// A chain: the rows of each token, one token's behind the other's.
  struct Example {
    var rows: [UInt32] = []
    /// Where each token's rows end.
    var ends: [Int32] = []
    var gold: [UInt8] = []
    /// A token whose label is known beforehand.
    var fixed = -1
  }

  struct Settings {
    var epochs = 12
    var rate: Float = 0.1
    var sparsity: Float = 0.05
    var shrinkage: Float = 0.1
    var seed: UInt64 = 2026
  }

  private let labels: Int
  private let settings: Settings
  private let sparsity: Float
  private let shrinkage: Float
  /// Rows of the features, then nine of moves (to each label from each, and from the beginning).
  private var sums: [SIMD8<Float>]
  private var squares: [SIMD8<Float>]
  private(set) var weights: [SIMD8<Float>]
  private let moveRow: Int
  private let allowed: [SIMD8<Float>]

  static let impossible: Float = -1e4

  init(rows: Int, labels: Int, settings: Settings) {
    self.labels = labels
    self.settings = settings
    sparsity = settings.sparsity * Float(settings.epochs)
    shrinkage = settings.shrinkage * Float(settings.epochs)
    moveRow = rows
    sums = Array(repeating: .zero, count: rows + 9)
    squares = sums
    weights = sums
    allowed = (0..<9).map { from in
      var row = SIMD8<Float>(repeating: ChainLearner.impossible)
      for to in 0..<labels where from == 8 ? SpanLabel.allows(nil, to) : SpanLabel.allows(from, to) {
        row[to] = 0
      }
      return row
    }
  }

  func train(_ examples: [Example], indices: [Int]) {
    var random = SplitMix(state: settings.seed)
    var order = indices
    for _ in 1...settings.epochs {
      order.shuffle(using: &random)
      for index in order {
        if examples[index].ends.count == 1 { learnOne(examples[index]) } else { learn(examples[index]) }
      }
    }
  }

  /// Makes each weight the mean of this and the other's.
  func average(with other: ChainLearner) {
    for row in weights.indices { weights[row] = (weights[row] + other.weights[row]) / 2 }
  }

  /// To each label from each; the ninth row from the beginning.
  var moves: [SIMD8<Float>] { (0..<9).map { weights[moveRow + $0] + allowed[$0] } }

  private func update(_ row: Int, _ gradient: SIMD8<Float>) {
    let grown = squares[row] + gradient * gradient
    let root = grown.squareRoot()
    let sum = sums[row] + gradient - (root - squares[row].squareRoot()) / settings.rate * weights[row]
    squares[row] = grown
    sums[row] = sum
    let magnitude = sum.replacing(with: -sum, where: sum .< 0)
    let over = magnitude - sparsity
    let weight = over / ((root + 1) / settings.rate + shrinkage)
    let signed = weight.replacing(with: -weight, where: sum .> 0)
    weights[row] = signed.replacing(with: 0, where: over .<= 0)
  }

  private func learnOne(_ example: Example) {
    var score = SIMD8<Float>.zero
    for row in example.rows { score += weights[Int(row)] }
    for lane in labels..<8 { score[lane] = Self.impossible }
    let top = score.max()
    var gradient = SIMD8<Float>.zero
    for lane in 0..<labels { gradient[lane] = exp(score[lane] - top) }
    gradient /= gradient.sum()
    gradient[Int(example.gold[0])] -= 1
    for row in example.rows { update(Int(row), gradient) }
  }

  private func learn(_ example: Example) {
    let count = example.ends.count
    let moves = moves
    let moveShares = moves.map(Self.exponential)
    var emissions = [SIMD8<Float>](repeating: .zero, count: count)
    var start = 0
    for index in 0..<count {
      var score = SIMD8<Float>.zero
      for place in start..<Int(example.ends[index]) { score += weights[Int(example.rows[place])] }
      start = Int(example.ends[index])
      for lane in labels..<8 { score[lane] = Self.impossible }
      if index == example.fixed {
        let own = score[Int(example.gold[index])]
        score = SIMD8(repeating: Self.impossible)
        score[Int(example.gold[index])] = own
      }
      emissions[index] = Self.exponential(score - score.max())
    }
    // Forward and backward, each step made to sum to one.
    var forward = emissions
    forward[0] = Self.normal(emissions[0] * moveShares[8])
    for index in 1..<max(1, count) {
      var reached = SIMD8<Float>.zero
      for from in 0..<labels { reached += forward[index - 1][from] * moveShares[from] }
      forward[index] = Self.normal(reached * emissions[index])
    }
    var gradients = emissions
    var moveGradients = [SIMD8<Float>](repeating: .zero, count: 9)
    var behind = SIMD8<Float>(repeating: 1)
    for index in stride(from: count - 1, through: 0, by: -1) {
      gradients[index] = Self.normal(forward[index] * behind)
      let next = behind * emissions[index]
      if index > 0 {
        var both = (0..<labels).map { forward[index - 1][$0] * moveShares[$0] * next }
        let all = both.reduce(0) { $0 + $1.sum() }
        for from in 0..<labels {
          both[from] /= max(all, .leastNormalMagnitude)
          moveGradients[from] += both[from]
        }
        moveGradients[Int(example.gold[index - 1])][Int(example.gold[index])] -= 1
        var here = SIMD8<Float>.zero
        for from in 0..<labels { here[from] = (moveShares[from] * next).sum() }
        behind = Self.normal(here)
      } else {
        moveGradients[8] += gradients[0]
        moveGradients[8][Int(example.gold[0])] -= 1
      }
    }
    start = 0
    for index in 0..<count {
      var gradient = gradients[index]
      gradient[Int(example.gold[index])] -= 1
      let end = Int(example.ends[index])
      defer { start = end }
      if index == example.fixed { continue }
      // What is as good as certain teaches nothing.
      let size = gradient * gradient
      if size.sum() < 1e-7 { continue }
      for place in start..<end { update(Int(example.rows[place]), gradient) }
    }
    for row in 0..<9 { update(moveRow + row, moveGradients[row]) }
  }

  private static func exponential(_ values: SIMD8<Float>) -> SIMD8<Float> {
    var result = SIMD8<Float>.zero
    for lane in 0..<8 { result[lane] = exp(values[lane]) }
    return result
  }

  private static func normal(_ values: SIMD8<Float>) -> SIMD8<Float> {
    values / max(values.sum(), .leastNormalMagnitude)
  }
}
