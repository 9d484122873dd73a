/// `Text`'s matrix product for processors with vectors of sixteen 16-bit numbers (AVX2). The sums are exact, so the results are the
/// same bit by bit.
///
/// This target alone is compiled for such processors, which is why it is one: whoever hands its function to `Text` must have asked
/// the processor (`linux_has_wide_vectors`). Nothing generic may be used here but what is inlined, because what is specialised in
/// this target could be linked into the others.
public enum WideProduct {
  /// See `MatrixProduct.multiply` in `Text`.
  public static func multiply(
    _ x: UnsafePointer<Int16>, _ xScales: UnsafePointer<Float>, _ n: Int, _ inner: Int,
    _ w: UnsafePointer<Int16>, _ wScales: UnsafePointer<Float>, _ width: Int, _ bias: UnsafePointer<Float>,
    _ y: UnsafeMutablePointer<Float>
  ) {
    // Column by column, because a column's weights stay in the nearest cache while all rows pass.
    var column = 0
    while column < width {
      let weights = UnsafeRawPointer(w + inner &* column)
      let (scales, begin) = (UnsafeRawPointer(wScales + column), UnsafeRawPointer(bias + column))
      let isWide = column &+ 16 <= width
      var row = 0
      while row < n {
        let (rows, end) = (
          UnsafeRawPointer(x + row &* inner), UnsafeMutableRawPointer(y + row &* width + column)
        )
        if isWide {
          block16(rows, xScales + row, inner, weights, width, scales, begin, end)
        } else {
          block8(rows, xScales + row, inner, weights, width, scales, begin, end)
        }
        row &+= 4
      }
      column &+= isWide ? 16 : 8
    }
  }

  /// Four rows by 16 outputs: more sums at a time would not all stay in registers.
  @inline(__always)
  private static func block16(
    _ x0: UnsafeRawPointer, _ xScales: UnsafePointer<Float>, _ inner: Int, _ w: UnsafeRawPointer,
    _ width: Int, _ wScales: UnsafeRawPointer, _ bias: UnsafeRawPointer, _ y: UnsafeMutableRawPointer
  ) {
    let rowBytes = inner &* 2
    let (x1, x2, x3) = (x0 + rowBytes, x0 + 2 &* rowBytes, x0 + 3 &* rowBytes)
    let zero = SIMD8<Int32>.zero
    var (a0, a1) = (zero, zero)
    var (b0, b1) = (zero, zero)
    var (c0, c1) = (zero, zero)
    var (d0, d1) = (zero, zero)
    var weights = w
    // Of the block of eight outputs beside.
    let second = inner &* 16
    let stride = width &* 4
    var offset = 0
    while offset < rowBytes {
      let (w0, w1) = (load(weights, 0), load(weights, second))
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

  @inline(__always)
  private static func block8(
    _ x0: UnsafeRawPointer, _ xScales: UnsafePointer<Float>, _ inner: Int, _ w: UnsafeRawPointer,
    _ width: Int, _ wScales: UnsafeRawPointer, _ bias: UnsafeRawPointer, _ y: UnsafeMutableRawPointer
  ) {
    let rowBytes = inner &* 2
    let (x1, x2, x3) = (x0 + rowBytes, x0 + 2 &* rowBytes, x0 + 3 &* rowBytes)
    let zero = SIMD8<Int32>.zero
    var (a, b, c, d) = (zero, zero, zero, zero)
    var weights = w
    let stride = width &* 4
    var offset = 0
    while offset < rowBytes {
      let w0 = load(weights, 0)
      a &+= products(w0, pair(x0, offset))
      b &+= products(w0, pair(x1, offset))
      c &+= products(w0, pair(x2, offset))
      d &+= products(w0, pair(x3, offset))
      weights += 32
      offset &+= 4
    }
    store(a, xScales[0], wScales, bias, y)
    store(b, xScales[1], wScales, bias, y + stride)
    store(c, xScales[2], wScales, bias, y + 2 &* stride)
    store(d, xScales[3], wScales, bias, y + 3 &* stride)
  }

  @inline(__always)
  private static func load(_ pointer: UnsafeRawPointer, _ offset: Int) -> SIMD16<Int16> {
    pointer.loadUnaligned(fromByteOffset: offset, as: SIMD16<Int16>.self)
  }

  /// Two inputs, for all outputs.
  @inline(__always)
  private static func pair(_ row: UnsafeRawPointer, _ offset: Int) -> SIMD16<Int16> {
    unsafeBitCast(
      SIMD8<Int32>(repeating: row.loadUnaligned(fromByteOffset: offset, as: Int32.self)),
      to: SIMD16<Int16>.self)
  }

  /// The sums of each two products: written as the compiler knows the instruction.
  @inline(__always)
  private static func products(_ w: SIMD16<Int16>, _ x: SIMD16<Int16>) -> SIMD8<Int32> {
    let products = widened(w) &* widened(x)
    return products.evenHalf &+ products.oddHalf
  }

  /// The standard library's own is not always inlined.
  @inline(__always)
  private static func widened(_ vector: SIMD16<Int16>) -> SIMD16<Int32> {
    var wide = SIMD16<Int32>()
    for lane in 0..<16 { wide[lane] = Int32(vector[lane]) }
    return wide
  }

  @inline(__always)
  private static func store(
    _ first: SIMD8<Int32>, _ second: SIMD8<Int32>, _ scale: Float,
    _ wScales: UnsafeRawPointer, _ bias: UnsafeRawPointer, _ y: UnsafeMutableRawPointer
  ) {
    store(first, scale, wScales, bias, y)
    store(second, scale, wScales + 32, bias + 32, y + 32)
  }

  @inline(__always)
  private static func store(
    _ sums: SIMD8<Int32>, _ scale: Float, _ wScales: UnsafeRawPointer, _ bias: UnsafeRawPointer,
    _ y: UnsafeMutableRawPointer
  ) {
    let scales = wScales.loadUnaligned(as: SIMD8<Float>.self) * SIMD8<Float>(repeating: scale)
    let begin = bias.loadUnaligned(as: SIMD8<Float>.self)
    y.storeBytes(of: SIMD8<Float>(sums) * scales + begin, as: SIMD8<Float>.self)
  }
}
