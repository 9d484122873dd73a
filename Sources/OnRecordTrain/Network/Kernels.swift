/// Matrix products in float, row by row. All sizes of rows are multiples of eight, so that whole vectors are taken.
///
/// Safe as long as the memory holds what the sizes say: each caller owns its matrices.
enum Kernels {
  typealias Matrix = UnsafeMutablePointer<Float>

  /// `y += x · w`, where x is n × inner, w is inner × width and y is n × width.
  static func multiply(_ x: Matrix, _ n: Int, _ inner: Int, _ w: Matrix, _ width: Int, _ y: Matrix) {
    var row = 0
    while row + 4 <= n {
      let (x0, y0) = (x + row * inner, y + row * width)
      let (x1, x2, x3) = (x0 + inner, x0 + 2 * inner, x0 + 3 * inner)
      let (y1, y2, y3) = (y0 + width, y0 + 2 * width, y0 + 3 * width)
      for i in 0..<inner {
        let (a, b, c, d) = (x0[i], x1[i], x2[i], x3[i])
        let weights = w + i * width
        for j in 0..<width {
          let weight = weights[j]
          y0[j] += weight * a
          y1[j] += weight * b
          y2[j] += weight * c
          y3[j] += weight * d
        }
      }
      row += 4
    }
    while row < n {
      let (x0, y0) = (x + row * inner, y + row * width)
      for i in 0..<inner {
        let a = x0[i]
        if a == 0 { continue }
        let weights = w + i * width
        for j in 0..<width { y0[j] += weights[j] * a }
      }
      row += 1
    }
  }

  /// `x += y · wᵀ`: the gradient of what was multiplied.
  static func multiplyTransposed(_ y: Matrix, _ n: Int, _ width: Int, _ w: Matrix, _ inner: Int, _ x: Matrix)
  {
    for i in 0..<inner {
      let weights = w + i * width
      for row in 0..<n { x[row * inner + i] += dot(y + row * width, weights, width) }
    }
  }

  /// `w += xᵀ · y`: the gradient of the weights.
  static func accumulate(_ x: Matrix, _ n: Int, _ inner: Int, _ y: Matrix, _ width: Int, _ w: Matrix) {
    var row = 0
    while row + 4 <= n {
      let (x0, y0) = (x + row * inner, y + row * width)
      let (x1, x2, x3) = (x0 + inner, x0 + 2 * inner, x0 + 3 * inner)
      let (y1, y2, y3) = (y0 + width, y0 + 2 * width, y0 + 3 * width)
      for i in 0..<inner {
        let (a, b, c, d) = (x0[i], x1[i], x2[i], x3[i])
        let weights = w + i * width
        for j in 0..<width { weights[j] += (y0[j] * a + y1[j] * b) + (y2[j] * c + y3[j] * d) }
      }
      row += 4
    }
    while row < n {
      let (x0, y0) = (x + row * inner, y + row * width)
      for i in 0..<inner {
        let a = x0[i]
        if a == 0 { continue }
        let weights = w + i * width
        for j in 0..<width { weights[j] += y0[j] * a }
      }
      row += 1
    }
  }

  static func dot(_ a: Matrix, _ b: Matrix, _ count: Int) -> Float {
    var sum = SIMD8<Float>.zero
    let (left, right) = (UnsafeRawPointer(a), UnsafeRawPointer(b))
    var offset = 0
    while offset < count * 4 {
      sum +=
        left.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self)
        * right.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self)
      offset += 32
    }
    return sum.sum()
  }

  static func add(_ from: Matrix, _ count: Int, to: Matrix) {
    for index in 0..<count { to[index] += from[index] }
  }

  /// Adds the sum of the rows.
  static func addRows(_ from: Matrix, _ n: Int, _ width: Int, to: Matrix) {
    for row in 0..<n { add(from + row * width, width, to: to) }
  }

  /// Each row begins as `bias`.
  static func begin(_ y: Matrix, _ n: Int, _ width: Int, _ bias: Matrix) {
    for row in 0..<n { (y + row * width).update(from: bias, count: width) }
  }
}
