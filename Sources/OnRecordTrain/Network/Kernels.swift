/// Matrix products in float, row by row. All sizes of rows are multiples of eight, so that whole vectors are
/// taken; four rows by sixteen columns of sums stay in registers (AVX has room for them).
///
/// Safe as long as the memory holds what the sizes say: each caller owns its matrices.
enum Kernels {
  typealias Matrix = UnsafeMutablePointer<Float>

  private typealias Eight = SIMD8<Float>

  @inline(__always)
  private static func load(_ matrix: Matrix, _ offset: Int = 0) -> Eight {
    UnsafeRawPointer(matrix + offset).loadUnaligned(as: Eight.self)
  }

  @inline(__always)
  private static func add(_ value: Eight, at matrix: Matrix) {
    UnsafeMutableRawPointer(matrix).storeBytes(of: load(matrix) + value, as: Eight.self)
  }

  /// `y += x · w`, where x is n × inner, w is inner × width and y is n × width.
  static func multiply(_ x: Matrix, _ n: Int, _ inner: Int, _ w: Matrix, _ width: Int, _ y: Matrix) {
    var row = 0
    while row < n {
      // Rows that are not there are the last one again, whose sums are thrown away.
      let last = n &- 1
      let (r1, r2, r3) = (min(row &+ 1, last), min(row &+ 2, last), min(row &+ 3, last))
      let (x0, x1, x2, x3) = (x + row &* inner, x + r1 &* inner, x + r2 &* inner, x + r3 &* inner)
      var column = 0
      while column < width {
        let isWide = column &+ 16 <= width
        let second = isWide ? 8 : 0
        var (a0, a1, b0, b1) = (Eight.zero, Eight.zero, Eight.zero, Eight.zero)
        var (c0, c1, d0, d1) = (Eight.zero, Eight.zero, Eight.zero, Eight.zero)
        var weights = w + column
        for i in 0..<inner {
          let (w0, w1) = (load(weights), load(weights, second))
          let (a, b, c, d) = (x0[i], x1[i], x2[i], x3[i])
          a0 += w0 * a
          a1 += w1 * a
          b0 += w0 * b
          b1 += w1 * b
          c0 += w0 * c
          c1 += w1 * c
          d0 += w0 * d
          d1 += w1 * d
          weights += width
        }
        let to = y + row &* width + column
        add(a0, at: to)
        if isWide { add(a1, at: to + 8) }
        if row &+ 1 < n {
          add(b0, at: to + width)
          if isWide { add(b1, at: to + width + 8) }
        }
        if row &+ 2 < n {
          add(c0, at: to + 2 &* width)
          if isWide { add(c1, at: to + 2 &* width + 8) }
        }
        if row &+ 3 < n {
          add(d0, at: to + 3 &* width)
          if isWide { add(d1, at: to + 3 &* width + 8) }
        }
        column &+= 16
      }
      row &+= 4
    }
  }

  /// `x += y · wᵀ`: the gradient of what was multiplied.
  static func multiplyTransposed(_ y: Matrix, _ n: Int, _ width: Int, _ w: Matrix, _ inner: Int, _ x: Matrix)
  {
    var i = 0
    while i < inner {
      let (w0, w1) = (w + i &* width, w + (i &+ 1) &* width)
      var row = 0
      while row < n {
        let last = n &- 1
        let (r1, r2, r3) = (min(row &+ 1, last), min(row &+ 2, last), min(row &+ 3, last))
        let (y0, y1, y2, y3) = (y + row &* width, y + r1 &* width, y + r2 &* width, y + r3 &* width)
        var (a0, a1, b0, b1) = (Eight.zero, Eight.zero, Eight.zero, Eight.zero)
        var (c0, c1, d0, d1) = (Eight.zero, Eight.zero, Eight.zero, Eight.zero)
        var column = 0
        while column < width {
          let (u, v) = (load(w0, column), load(w1, column))
          let (a, b, c, d) = (load(y0, column), load(y1, column), load(y2, column), load(y3, column))
          a0 += a * u
          a1 += a * v
          b0 += b * u
          b1 += b * v
          c0 += c * u
          c1 += c * v
          d0 += d * u
          d1 += d * v
          column &+= 8
        }
        let to = x + row &* inner + i
        to[0] += a0.sum()
        to[1] += a1.sum()
        if row &+ 1 < n {
          to[inner] += b0.sum()
          to[inner &+ 1] += b1.sum()
        }
        if row &+ 2 < n {
          to[2 &* inner] += c0.sum()
          to[2 &* inner &+ 1] += c1.sum()
        }
        if row &+ 3 < n {
          to[3 &* inner] += d0.sum()
          to[3 &* inner &+ 1] += d1.sum()
        }
        row &+= 4
      }
      i &+= 2
    }
  }

  /// `w += xᵀ · y`: the gradient of the weights.
  static func accumulate(_ x: Matrix, _ n: Int, _ inner: Int, _ y: Matrix, _ width: Int, _ w: Matrix) {
    var i = 0
    while i < inner {
      var column = 0
      while column < width {
        let isWide = column &+ 16 <= width
        let second = isWide ? 8 : 0
        var (a0, a1, b0, b1) = (Eight.zero, Eight.zero, Eight.zero, Eight.zero)
        var (c0, c1, d0, d1) = (Eight.zero, Eight.zero, Eight.zero, Eight.zero)
        var (from, slopes) = (x + i, y + column)
        for _ in 0..<n {
          let (y0, y1) = (load(slopes), load(slopes, second))
          let (a, b, c, d) = (from[0], from[1], from[2], from[3])
          a0 += y0 * a
          a1 += y1 * a
          b0 += y0 * b
          b1 += y1 * b
          c0 += y0 * c
          c1 += y1 * c
          d0 += y0 * d
          d1 += y1 * d
          from += inner
          slopes += width
        }
        let to = w + i &* width + column
        add(a0, at: to)
        add(b0, at: to + width)
        add(c0, at: to + 2 &* width)
        add(d0, at: to + 3 &* width)
        if isWide {
          add(a1, at: to + 8)
          add(b1, at: to + width + 8)
          add(c1, at: to + 2 &* width + 8)
          add(d1, at: to + 3 &* width + 8)
        }
        column &+= 16
      }
      i &+= 4
    }
  }

  static func dot(_ a: Matrix, _ b: Matrix, _ count: Int) -> Float {
    var sum = Eight.zero
    var index = 0
    while index < count {
      sum += load(a, index) * load(b, index)
      index &+= 8
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
