import Glibc

/// Adam (Kingma and Ba 2015): steps by the mean of the gradients over the root of the mean of their squares. Rows of
/// tables are stepped only in batches that touch them.
final class Adam {
  private static let (mean, variance, epsilon): (Float, Float, Float) = (0.9, 0.99, 1e-8)
  /// The gradient's length is bounded by this.
  private static let lengthMax: Float = 5

  private let weights: NetworkWeights
  private let denseMoments: UnsafeMutablePointer<Float>
  private let rowMoments: UnsafeMutablePointer<Float>
  private var steps = 0

  init(_ weights: NetworkWeights) {
    self.weights = weights
    denseMoments = .allocate(capacity: 2 * weights.denseCount)
    denseMoments.initialize(repeating: 0, count: 2 * weights.denseCount)
    let rows = 2 * weights.rowCount * weights.shape.input
    rowMoments = .allocate(capacity: rows)
    rowMoments.initialize(repeating: 0, count: rows)
  }

  deinit {
    denseMoments.deallocate()
    rowMoments.deallocate()
  }

  /// `scale` multiplies the gradient.
  func step(_ gradient: NetworkGradient, scale: Float, rate: Float) {
    steps += 1
    var square: Float = 0
    for index in 0..<weights.denseCount { square += gradient.dense[index] * gradient.dense[index] }
    let length = square.squareRoot() * scale
    let scale = length > Self.lengthMax ? scale * Self.lengthMax / length : scale
    let step =
      rate * (1 - powf(Self.variance, Float(steps))).squareRoot() / (1 - powf(Self.mean, Float(steps)))
    Self.update(weights.dense, gradient.dense, denseMoments, weights.denseCount, scale, step)
    let width = weights.shape.input
    var rows = gradient.rowGradients
    rows.withUnsafeMutableBufferPointer { all in
      guard let base = all.baseAddress else { return }
      for (place, row) in gradient.rows.enumerated() {
        Self.update(
          weights.tables + row * width, base + place * width, rowMoments + 2 * row * width, width, scale, step
        )
      }
    }
  }

  private static func update(
    _ values: UnsafeMutablePointer<Float>, _ gradient: UnsafeMutablePointer<Float>,
    _ moments: UnsafeMutablePointer<Float>, _ count: Int, _ scale: Float, _ step: Float
  ) {
    let (first, second) = (moments, moments + count)
    for index in 0..<count {
      let slope = gradient[index] * scale
      first[index] = mean * first[index] + (1 - mean) * slope
      second[index] = variance * second[index] + (1 - variance) * slope * slope
      values[index] -= step * first[index] / (second[index].squareRoot() + epsilon)
    }
  }
}
