/// `Text`'s `RecurrentLayer` for processors with vectors of eight floats: the same loop, which the compiler turns into vectors of the width
/// that this target is compiled for. The same operations in the same order give the same results bit by bit.
public enum WideRecurrence {
  /// See `RecurrentLayer.run` in `Text`.
  public static func run(
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

  @inline(__always)
  private static func tanh(_ value: Float) -> Float {
    let x = min(max(value, -4.97), 4.97)
    let square = x * x
    let above = x * (135_135 + square * (17_325 + square * (378 + square)))
    let below = 135_135 + square * (62_370 + square * (3_150 + square * 28))
    return above / below
  }

  @inline(__always)
  private static func sigmoid(_ value: Float) -> Float { 0.5 + 0.5 * tanh(0.5 * value) }
}
