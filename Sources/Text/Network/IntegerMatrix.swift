/// Weights of a dense part as `MatrixProduct` takes them: 16 bits, times a scale for each output.
///
/// `@unchecked Sendable`: nothing is written behind `init`.
final class IntegerMatrix: @unchecked Sendable {
  let inner, width: Int
  /// By blocks of eight outputs; in a block, for each pair of inputs, the two weights of each output side by side.
  private let weights: UnsafeMutablePointer<Int16>
  private let scales, bias: UnsafeMutablePointer<Float>
  /// So that no vector of weights lies in two lines of cache.
  private static let alignment = 64

  /// The largest number in a product of so many inputs whose sums fit 32 bits: 4,095 for 128.
  static func most(inner: Int) -> Float {
    // In double precision, since as a `Float` the largest sum would be one too large.
    Float(min(32767, (Double(Int32.max) / Double(max(1, inner))).squareRoot().rounded(.down)))
  }

  /// `floats` are inner × width; `inner` is even, `width` a multiple of eight.
  init(_ floats: UnsafePointer<Float>, inner: Int, width: Int, bias: UnsafePointer<Float>?) {
    (self.inner, self.width) = (inner, width)
    let most = Self.most(inner: inner)
    scales = .allocate(capacity: width)
    scales.initialize(repeating: 0, count: width)
    for row in 0..<inner {
      for column in 0..<width { scales[column] = max(scales[column], abs(floats[row * width + column])) }
    }
    // A column of nothing still has a scale.
    for column in 0..<width { scales[column] = max(scales[column], 1e-9) / most }
    let bytes = UnsafeMutableRawPointer.allocate(byteCount: inner * width * 2, alignment: Self.alignment)
    weights = bytes.initializeMemory(as: Int16.self, repeating: 0, count: inner * width)
    for row in 0..<inner {
      for column in 0..<width {
        let weight = (floats[row * width + column] / scales[column]).rounded()
        weights[column / 8 * 8 * inner + row / 2 * 16 + column % 8 * 2 + row % 2] = Int16(
          max(-most, min(most, weight)))
      }
    }
    self.bias = .allocate(capacity: width)
    for column in 0..<width { (self.bias + column).initialize(to: bias?[column] ?? 0) }
  }

  deinit {
    weights.deallocate()
    scales.deallocate()
    bias.deallocate()
  }

  /// `y = x · weights + bias` for the rows of `x`; y has rows up to the next multiple of four.
  @inline(__always)
  func multiply(_ x: IntegerRows, _ product: MatrixProduct.Function, _ y: UnsafeMutablePointer<Float>) {
    product(x.numbers, x.scales, x.count, inner, weights, scales, width, bias, y)
  }
}

/// Rows of floats as 16-bit numbers, each row times a scale of its own. One thread's memory.
final class IntegerRows {
  let numbers: UnsafeMutablePointer<Int16>
  let scales: UnsafeMutablePointer<Float>
  private(set) var count = 0
  private let rowsMax, innerMax: Int

  /// `rowsMax` is a multiple of four.
  init(rowsMax: Int, innerMax: Int) {
    (self.rowsMax, self.innerMax) = (rowsMax, innerMax)
    numbers = .allocate(capacity: rowsMax * innerMax)
    numbers.initialize(repeating: 0, count: rowsMax * innerMax)
    scales = .allocate(capacity: rowsMax)
    scales.initialize(repeating: 0, count: rowsMax)
  }

  deinit {
    numbers.deallocate()
    scales.deallocate()
  }

  /// Takes `n` rows of `inner` floats. Numbers are finite.
  func take(_ floats: UnsafePointer<Float>, _ n: Int, _ inner: Int) {
    precondition(n <= rowsMax && inner <= innerMax)
    count = n
    let most = IntegerMatrix.most(inner: inner)
    for row in 0..<n {
      let (from, to) = (floats + row &* inner, numbers + row &* inner)
      // Eight at a time, because a loop over one maximum is not made one over vectors.
      var largest = SIMD8<Float>(repeating: 1e-9)
      for place in stride(from: 0, to: inner, by: 8) {
        let values = UnsafeRawPointer(from + place).loadUnaligned(as: SIMD8<Float>.self)
        for lane in 0..<8 { largest[lane] = max(largest[lane], abs(values[lane])) }
      }
      var high: Float = 0
      for lane in 0..<8 { high = max(high, largest[lane]) }
      scales[row] = high / most
      let factor = most / high
      // A float this large has whole numbers in its lowest bits, rounded as they should be.
      let shift: Float = 12_582_912
      for place in 0..<inner {
        to[place] = Int16(truncatingIfNeeded: (from[place] * factor + shift).bitPattern)
      }
    }
  }
}
