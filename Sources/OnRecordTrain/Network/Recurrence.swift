import Glibc
import Text

/// One layer's recurrence for a sentence, both ways: a forget gate that knows the state before mixes it with what the token brings,
/// and an output gate lets it out (simple recurrent units, Lei et al. 2018).
///
///     c[t] = f[t]·c[t-1] + (1 - f[t])·tanh(candidate),  f[t] = σ(forget + memory·c[t-1]),  y[t] = σ(output)·c[t]
struct Recurrence {
  let hidden: Int

  /// `gates` (n × 6·hidden) come as sums and are left as values of the functions; `states` and `output` are n × 2·hidden.
  func forward(
    _ n: Int, _ gates: Kernels.Matrix, _ memory: Kernels.Matrix, _ states: Kernels.Matrix,
    _ output: Kernels.Matrix
  ) {
    for way in 0..<2 {
      for step in 0..<n {
        let token = way == 0 ? step : n - 1 - step
        let gate = gates + token * 6 * hidden + way * 3 * hidden
        let state = states + token * 2 * hidden + way * hidden
        let before = step == 0 ? nil : state + (way == 0 ? -2 : 2) * hidden
        let out = output + token * 2 * hidden + way * hidden
        for unit in 0..<hidden {
          let last = before.map { $0[unit] } ?? 0
          let candidate = tanhf(gate[unit])
          let forget = Self.sigmoid(gate[hidden + unit] + memory[way * hidden + unit] * last)
          let opening = Self.sigmoid(gate[2 * hidden + unit])
          let now = candidate + forget * (last - candidate)
          (gate[unit], gate[hidden + unit], gate[2 * hidden + unit]) = (candidate, forget, opening)
          state[unit] = now
          out[unit] += opening * now
        }
      }
    }
  }

  /// `outputGradient` is that of the output. `gates` are left as the gradient of their sums.
  func backward(
    _ n: Int, _ gates: Kernels.Matrix, _ memory: Kernels.Matrix, _ states: Kernels.Matrix,
    _ outputGradient: Kernels.Matrix, _ memoryGradient: Kernels.Matrix
  ) {
    for way in 0..<2 {
      for unit in 0..<hidden {
        var carried: Float = 0
        var step = n - 1
        while step >= 0 {
          let token = way == 0 ? step : n - 1 - step
          let gate = gates + token * 6 * hidden + way * 3 * hidden
          let place = token * 2 * hidden + way * hidden + unit
          let last = step == 0 ? 0 : states[place + (way == 0 ? -2 : 2) * hidden]
          let (candidate, forget, opening) = (gate[unit], gate[hidden + unit], gate[2 * hidden + unit])
          let slope = outputGradient[place]
          let state = slope * opening + carried
          let forgetSum = state * (last - candidate) * forget * (1 - forget)
          gate[unit] = state * (1 - forget) * (1 - candidate * candidate)
          gate[hidden + unit] = forgetSum
          gate[2 * hidden + unit] = slope * states[place] * opening * (1 - opening)
          memoryGradient[way * hidden + unit] += forgetSum * last
          carried = state * forget + forgetSum * memory[way * hidden + unit]
          step -= 1
        }
      }
    }
  }

  static func sigmoid(_ value: Float) -> Float { 1 / (1 + expf(-value)) }
}
