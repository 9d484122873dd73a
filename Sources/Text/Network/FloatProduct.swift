/// Products of what is computed by what is computed, which are few: four tokens by twelve outputs at a time stay in registers, in plain
/// SSE through `SIMD4`, whose arithmetic compiles to single instructions (its comparisons do not).
enum FloatProduct {
  /// `y = x · w`; x is n × inner, w inner × width, y n × width.
  ///
  /// Safe: x has rows up to the next multiple of four of n, and so has y; width is a multiple of four, inputs are finite.
  static func multiply(
    _ x: UnsafePointer<Float>, _ n: Int, _ inner: Int, _ w: UnsafePointer<Float>, _ width: Int,
    _ y: UnsafeMutablePointer<Float>
  ) {
    var row = 0
    while row < n {
      let (x0, y0) = (x + row &* inner, UnsafeMutableRawPointer(y + row &* width))
      var column = 0
      while column &+ 12 <= width {
        twelve(x0, inner, UnsafeRawPointer(w + column), width, y0 + column &* 4)
        column &+= 12
      }
      while column < width {
        four(x0, inner, UnsafeRawPointer(w + column), width, y0 + column &* 4)
        column &+= 4
      }
      row &+= 4
    }
  }

  @inline(__always)
  private static func load(_ pointer: UnsafeRawPointer, _ offset: Int) -> SIMD4<Float> {
    pointer.loadUnaligned(fromByteOffset: offset, as: SIMD4<Float>.self)
  }

  @inline(__always)
  private static func twelve(
    _ x0: UnsafePointer<Float>, _ inner: Int, _ w: UnsafeRawPointer, _ width: Int,
    _ y: UnsafeMutableRawPointer
  ) {
    let (x1, x2, x3) = (x0 + inner, x0 + 2 &* inner, x0 + 3 &* inner)
    let zero = SIMD4<Float>.zero
    var (a0, a1, a2) = (zero, zero, zero)
    var (b0, b1, b2) = (zero, zero, zero)
    var (c0, c1, c2) = (zero, zero, zero)
    var (d0, d1, d2) = (zero, zero, zero)
    var weights = w
    let stride = width &* 4
    for i in 0..<inner {
      let (w0, w1, w2) = (load(weights, 0), load(weights, 16), load(weights, 32))
      let a = SIMD4<Float>(repeating: x0[i])
      a0 += w0 * a
      a1 += w1 * a
      a2 += w2 * a
      let b = SIMD4<Float>(repeating: x1[i])
      b0 += w0 * b
      b1 += w1 * b
      b2 += w2 * b
      let c = SIMD4<Float>(repeating: x2[i])
      c0 += w0 * c
      c1 += w1 * c
      c2 += w2 * c
      let d = SIMD4<Float>(repeating: x3[i])
      d0 += w0 * d
      d1 += w1 * d
      d2 += w2 * d
      weights += stride
    }
    store(y, a0, a1, a2)
    store(y + stride, b0, b1, b2)
    store(y + 2 &* stride, c0, c1, c2)
    store(y + 3 &* stride, d0, d1, d2)
  }

  @inline(__always)
  private static func store(
    _ y: UnsafeMutableRawPointer, _ a: SIMD4<Float>, _ b: SIMD4<Float>, _ c: SIMD4<Float>
  ) {
    y.storeBytes(of: a, as: SIMD4<Float>.self)
    y.storeBytes(of: b, toByteOffset: 16, as: SIMD4<Float>.self)
    y.storeBytes(of: c, toByteOffset: 32, as: SIMD4<Float>.self)
  }

  @inline(__always)
  private static func four(
    _ x0: UnsafePointer<Float>, _ inner: Int, _ w: UnsafeRawPointer, _ width: Int,
    _ y: UnsafeMutableRawPointer
  ) {
    let (x1, x2, x3) = (x0 + inner, x0 + 2 &* inner, x0 + 3 &* inner)
    let zero = SIMD4<Float>.zero
    var (a, b, c, d) = (zero, zero, zero, zero)
    var weights = w
    let stride = width &* 4
    for i in 0..<inner {
      let weight = load(weights, 0)
      a += weight * SIMD4(repeating: x0[i])
      b += weight * SIMD4(repeating: x1[i])
      c += weight * SIMD4(repeating: x2[i])
      d += weight * SIMD4(repeating: x3[i])
      weights += stride
    }
    y.storeBytes(of: a, as: SIMD4<Float>.self)
    y.storeBytes(of: b, toByteOffset: stride, as: SIMD4<Float>.self)
    y.storeBytes(of: c, toByteOffset: 2 &* stride, as: SIMD4<Float>.self)
    y.storeBytes(of: d, toByteOffset: 3 &* stride, as: SIMD4<Float>.self)
  }
}
