import CLinux
import TestSupport
import Testing
import WideVectors

@testable import Text

/// Products in 16 bits against plain ones.
struct MatrixProductTests {
  /// One product: n rows of `inner` numbers by inner × width weights.
  struct Case {
    let n, inner, width: Int
    var x: [Float]
    var w: [Float]
    var bias: [Float]

    init(seed: Int) {
      var generator = SeededGenerator(seed: UInt64(seed))
      n = Int.random(in: 1...13, using: &generator)
      inner = 8 * Int.random(in: 1...16, using: &generator)
      width = 8 * Int.random(in: 1...9, using: &generator)
      func numbers(_ count: Int, _ range: ClosedRange<Float>) -> [Float] {
        (0..<count).map { _ in Float.random(in: range, using: &generator) }
      }
      x = numbers(n * inner, -3...3)
      w = numbers(inner * width, -1...1)
      bias = numbers(width, -2...2)
    }

    func product(_ function: MatrixProduct.Function) -> [Float] {
      let rows = IntegerRows(rowsMax: (n + 3) / 4 * 4, innerMax: inner)
      let matrix = w.withUnsafeBufferPointer { w in
        bias.withUnsafeBufferPointer { bias in
          w.baseAddress.map { IntegerMatrix($0, inner: inner, width: width, bias: bias.baseAddress) }
        }
      }
      var y = [Float](repeating: .nan, count: (n + 3) / 4 * 4 * width)
      x.withUnsafeBufferPointer { x in
        y.withUnsafeMutableBufferPointer { y in
          guard let x = x.baseAddress, let y = y.baseAddress else { return }
          rows.take(x, n, inner)
          matrix?.multiply(rows, function, y)
        }
      }
      return Array(y[..<(n * width)])
    }

    var exact: [Float] {
      (0..<(n * width)).map { place in
        let (row, column) = (place / width, place % width)
        return (0..<inner).reduce(bias[column]) { $0 + x[row * inner + $1] * w[$1 * width + column] }
      }
    }
  }

  @Test(arguments: 0..<50) func isCloseToFloats(_ seed: Int) {
    let one = Case(seed: seed)
    // Each of two roundings is at most half a step of some 4,095.
    let bound = Float(one.inner).squareRoot() * 3 / 1000
    for (found, exact) in zip(one.product(MatrixProduct.multiply), one.exact) {
      #expect(abs(found - exact) < bound, "seed \(seed)")
    }
  }

  @Test(arguments: 0..<50) func isTheSameWithWideVectors(_ seed: Int) throws {
    guard linux_has_wide_vectors() == 1 else { return }
    let one = Case(seed: seed)
    #expect(one.product(WideProduct.multiply) == one.product(MatrixProduct.multiply), "seed \(seed)")
  }

  @Test(arguments: 0..<20) func theRecurrenceIsTheSameWithWideVectors(_ seed: Int) {
    guard linux_has_wide_vectors() == 1 else { return }
    var generator = SeededGenerator(seed: UInt64(seed))
    let (hidden, n) = (
      4 * Int.random(in: 1...16, using: &generator), Int.random(in: 1...20, using: &generator)
    )
    func numbers(_ count: Int) -> [Float] {
      (0..<count).map { _ in Float.random(in: -6...6, using: &generator) }
    }
    let (gates, memory, output) = (numbers(n * 6 * hidden), numbers(2 * hidden), numbers(n * 2 * hidden))
    func run(_ function: RecurrentLayer.Function) -> [Float] {
      var (gates, memory, output) = (gates, memory, output)
      var state = [Float](repeating: 0, count: hidden)
      gates.withUnsafeMutableBufferPointer { gates in
        memory.withUnsafeMutableBufferPointer { memory in
          state.withUnsafeMutableBufferPointer { state in
            output.withUnsafeMutableBufferPointer { output in
              guard let gates = gates.baseAddress, let memory = memory.baseAddress,
                let state = state.baseAddress, let output = output.baseAddress
              else { return }
              function(hidden, n, gates, memory, state, output)
            }
          }
        }
      }
      return output
    }
    #expect(run(WideRecurrence.run) == run(RecurrentLayer.run), "seed \(seed)")
  }

  @Test(arguments: [8, 112, 128]) func theLargestSumsFit(_ inner: Int) {
    let most = IntegerMatrix.most(inner: inner)
    #expect(Double(most) * Double(most) * Double(inner) <= Double(Int32.max))
    #expect(most >= 4095)
  }

  @Test func zeroRowsGiveTheBias() {
    var one = Case(seed: 1)
    one.x = one.x.map { _ in 0 }
    for (place, found) in one.product(MatrixProduct.multiply).enumerated() {
      #expect(abs(found - one.bias[place % one.width]) < 1e-5)
    }
  }

  @Test(arguments: 0..<20) func floatsAreMultipliedAsTheyAre(_ seed: Int) {
    let one = Case(seed: seed)
    var y = [Float](repeating: .nan, count: (one.n + 3) / 4 * 4 * one.width)
    let padded = one.x + [Float](repeating: 0, count: 3 * one.inner)
    padded.withUnsafeBufferPointer { x in
      one.w.withUnsafeBufferPointer { w in
        y.withUnsafeMutableBufferPointer { y in
          guard let x = x.baseAddress, let w = w.baseAddress, let y = y.baseAddress else { return }
          FloatProduct.multiply(x, one.n, one.inner, w, one.width, y)
        }
      }
    }
    for (place, exact) in one.exact.enumerated() {
      #expect(abs(y[place] + one.bias[place % one.width] - exact) < 1e-3, "seed \(seed)")
    }
  }
}
