/// The one product that costs: rows of 16-bit numbers by weights of 16 bits, two inputs at a time, as processors have an
/// instruction for (`pmaddwd`: eight products and four sums at once, exact). So the results are the same bit by bit with vectors of
/// any width.
public enum MatrixProduct {
  /// What may stand for `multiply`, on processors that can do better.
  ///
  /// y (n × width) = x · w, each sum times its row's and its column's scale, plus bias. `x` is n × inner; `w` is in blocks of
  /// eight outputs, which have for each pair of inputs the two weights of each output side by side.
  public typealias Function =
    @Sendable (
      _ x: UnsafePointer<Int16>, _ xScales: UnsafePointer<Float>, _ n: Int, _ inner: Int,
      _ w: UnsafePointer<Int16>, _ wScales: UnsafePointer<Float>, _ width: Int, _ bias: UnsafePointer<Float>,
      _ y: UnsafeMutablePointer<Float>
    ) -> Void

  /// Safe: x and its scales have rows up to the next multiple of four of n, and so has y; `width` is a multiple of eight, and
  /// `inner` of two; the numbers are so small that no sum leaves 32 bits (`IntegerMatrix.most`).
  @Sendable public static func multiply(
    _ x: UnsafePointer<Int16>, _ xScales: UnsafePointer<Float>, _ n: Int, _ inner: Int,
    _ w: UnsafePointer<Int16>, _ wScales: UnsafePointer<Float>, _ width: Int, _ bias: UnsafePointer<Float>,
    _ y: UnsafeMutablePointer<Float>
  ) {
    // Column by column, because a column's weights stay in the nearest cache while all rows pass.
    var column = 0
    while column < width {
      let weights = UnsafeRawPointer(w + inner &* column)
      let (scales, begin) = (UnsafeRawPointer(wScales + column), UnsafeRawPointer(bias + column))
      var row = 0
      while row < n {
        block(
          UnsafeRawPointer(x + row &* inner), xScales + row, inner, weights, width, scales, begin,
          UnsafeMutableRawPointer(y + row &* width + column))
        row &+= 4
      }
      column &+= 8
    }
  }

  /// Four rows by eight outputs, whose sums stay in registers.
  @inline(__always)
  private static func block(
    _ x0: UnsafeRawPointer, _ xScales: UnsafePointer<Float>, _ inner: Int, _ w: UnsafeRawPointer,
    _ width: Int, _ wScales: UnsafeRawPointer, _ bias: UnsafeRawPointer, _ y: UnsafeMutableRawPointer
  ) {
    let rowBytes = inner &* 2
    let (x1, x2, x3) = (x0 + rowBytes, x0 + 2 &* rowBytes, x0 + 3 &* rowBytes)
    var (a0, a1) = (SIMD4<Int32>.zero, SIMD4<Int32>.zero)
    var (b0, b1) = (a0, a1)
    var (c0, c1) = (a0, a1)
    var (d0, d1) = (a0, a1)
    var weights = w
    let stride = width &* 4
    var offset = 0
    while offset < rowBytes {
      let w0 = weights.loadUnaligned(as: SIMD8<Int16>.self)
      let w1 = weights.loadUnaligned(fromByteOffset: 16, as: SIMD8<Int16>.self)
      let a = pair(x0, offset)
      a0 &+= products(w0, a)
      a1 &+= products(w1, a)
      let b = pair(x1, offset)
      b0 &+= products(w0, b)
      b1 &+= products(w1, b)
      let c = pair(x2, offset)
      c0 &+= products(w0, c)
      c1 &+= products(w1, c)
      let d = pair(x3, offset)
      d0 &+= products(w0, d)
      d1 &+= products(w1, d)
      weights += 32
      offset &+= 4
    }
    store(a0, a1, xScales[0], wScales, bias, y)
    store(b0, b1, xScales[1], wScales, bias, y + stride)
    store(c0, c1, xScales[2], wScales, bias, y + 2 &* stride)
    store(d0, d1, xScales[3], wScales, bias, y + 3 &* stride)
  }

  /// Two inputs, for all outputs.
  @inline(__always)
  private static func pair(_ row: UnsafeRawPointer, _ offset: Int) -> SIMD8<Int16> {
    unsafeBitCast(
      SIMD4<Int32>(repeating: row.loadUnaligned(fromByteOffset: offset, as: Int32.self)),
      to: SIMD8<Int16>.self)
  }

  /// The sums of each two products: written as the compiler knows the instruction.
  @inline(__always)
  private static func products(_ w: SIMD8<Int16>, _ x: SIMD8<Int16>) -> SIMD4<Int32> {
    let products = widened(w) &* widened(x)
    return products.evenHalf &+ products.oddHalf
  }

  /// The standard library's own is not always inlined.
  @inline(__always)
  private static func widened(_ vector: SIMD8<Int16>) -> SIMD8<Int32> {
    var wide = SIMD8<Int32>()
    for lane in 0..<8 { wide[lane] = Int32(vector[lane]) }
    return wide
  }

  @inline(__always)
  private static func store(
    _ low: SIMD4<Int32>, _ high: SIMD4<Int32>, _ scale: Float, _ wScales: UnsafeRawPointer,
    _ bias: UnsafeRawPointer, _ y: UnsafeMutableRawPointer
  ) {
    let (s0, s1) = (
      wScales.loadUnaligned(as: SIMD4<Float>.self),
      wScales.loadUnaligned(fromByteOffset: 16, as: SIMD4<Float>.self)
    )
    let (b0, b1) = (
      bias.loadUnaligned(as: SIMD4<Float>.self), bias.loadUnaligned(fromByteOffset: 16, as: SIMD4<Float>.self)
    )
    let scales = SIMD4<Float>(repeating: scale)
    y.storeBytes(of: SIMD4<Float>(low) * (s0 * scales) + b0, as: SIMD4<Float>.self)
    y.storeBytes(of: SIMD4<Float>(high) * (s1 * scales) + b1, toByteOffset: 16, as: SIMD4<Float>.self)
  }
}
