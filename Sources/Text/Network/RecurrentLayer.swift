/// A layer's recurrence, both ways (the trainer's `Recurrence` says what it computes). The functions are rational ones, within
/// 0.0001 of the real ones, because loops of plain arithmetic are compiled to four at a time.
public enum RecurrentLayer {
  /// What may stand for `run`, on processors that can do better.
  public typealias Function =
    @Sendable (
      _ hidden: Int, _ n: Int, _ gates: UnsafeMutablePointer<Float>, _ memory: UnsafePointer<Float>,
      _ state: UnsafeMutablePointer<Float>, _ output: UnsafeMutablePointer<Float>
    ) -> Void

  /// Inlined wherever it is called, so that it is compiled for the caller's processors too (`WideVectors`).
  ///
  /// `gates` are n × 6·hidden, as sums; to each row of `output` (n × 2·hidden) the layer's is added. `state` has `hidden`.
  @inlinable @inline(__always)
  @Sendable public static func run(
    _ hidden: Int, _ n: Int, _ gates: UnsafeMutablePointer<Float>, _ memory: UnsafePointer<Float>,
    _ state: UnsafeMutablePointer<Float>, _ output: UnsafeMutablePointer<Float>
  ) {
    for way in 0..<2 {
      let memory = memory + way &* hidden
      for unit in 0..<hidden { state[unit] = 0 }
      for step in 0..<n {
        let token = way == 0 ? step : n &- 1 &- step
        let candidate = gates + token &* 6 &* hidden + way &* 3 &* hidden
        let (forget, opening) = (candidate + hidden, candidate + 2 &* hidden)
        let out = output + token &* 2 &* hidden + way &* hidden
        for unit in 0..<hidden {
          let last = state[unit]
          let value = tanh(candidate[unit])
          let now = value + sigmoid(forget[unit] + memory[unit] * last) * (last - value)
          state[unit] = now
          out[unit] += sigmoid(opening[unit]) * now
        }
      }
    }
  }

  /// A fraction of two polynomials (the continued fraction of tanh), held where it leaves ±1.
  @inlinable @inline(__always)
  public static func tanh(_ value: Float) -> Float {
    let x = min(max(value, -4.97), 4.97)
    let square = x * x
    let above = x * (135_135 + square * (17_325 + square * (378 + square)))
    let below = 135_135 + square * (62_370 + square * (3_150 + square * 28))
    return above / below
  }

  @inlinable @inline(__always)
  public static func sigmoid(_ value: Float) -> Float { 0.5 + 0.5 * tanh(0.5 * value) }
}
