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
        if step == 0 { state.update(repeating: 0, count: hidden) }
        // Before the first there is nothing: its own row, still of zeros.
        let before = step == 0 ? state : state + (way == 0 ? -2 : 2) * hidden
        let out = output + token * 2 * hidden + way * hidden
        for unit in 0..<hidden {
          let last = before[unit]
          let candidate = RecurrentLayer.tanh(gate[unit])
          let forget = RecurrentLayer.sigmoid(gate[hidden &+ unit] + memory[way &* hidden &+ unit] * last)
          let opening = RecurrentLayer.sigmoid(gate[2 &* hidden &+ unit])
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
    withUnsafeTemporaryAllocation(of: Float.self, capacity: hidden) { room in
      guard let carried = room.baseAddress else { return }
      for way in 0..<2 {
        let (memory, memoryGradient) = (memory + way * hidden, memoryGradient + way * hidden)
        carried.initialize(repeating: 0, count: hidden)
        var step = n - 1
        while step >= 0 {
          let token = way == 0 ? step : n - 1 - step
          let candidates = gates + token * 6 * hidden + way * 3 * hidden
          let (forgets, openings) = (candidates + hidden, candidates + 2 * hidden)
          let slopes = outputGradient + token * 2 * hidden + way * hidden
          let now = states + token * 2 * hidden + way * hidden
          let before = step == 0 ? now : now + (way == 0 ? -2 : 2) * hidden
          let isLater: Float = step == 0 ? 0 : 1
          for unit in 0..<hidden {
            let last = before[unit] * isLater
            let (candidate, forget, opening) = (candidates[unit], forgets[unit], openings[unit])
            let slope = slopes[unit]
            let state = slope * opening + carried[unit]
            let forgetSum = state * (last - candidate) * forget * (1 - forget)
            candidates[unit] = state * (1 - forget) * (1 - candidate * candidate)
            forgets[unit] = forgetSum
            openings[unit] = slope * now[unit] * opening * (1 - opening)
            memoryGradient[unit] += forgetSum * last
            carried[unit] = state * forget + forgetSum * memory[unit]
          }
          step -= 1
        }
      }
    }
  }
}
