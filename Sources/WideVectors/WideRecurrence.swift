import Text

/// `Text`'s `RecurrentLayer` for processors with vectors of eight floats: its loop is inlined here, and the compiler turns it into vectors of
/// the width that this target is compiled for. The same operations in the same order give the same results bit by bit.
public enum WideRecurrence {
  /// See `RecurrentLayer.run` in `Text`.
  public static func run(
    _ hidden: Int, _ n: Int, _ gates: UnsafeMutablePointer<Float>, _ memory: UnsafePointer<Float>,
    _ state: UnsafeMutablePointer<Float>, _ output: UnsafeMutablePointer<Float>
  ) {
    RecurrentLayer.run(hidden, n, gates, memory, state, output)
  }
}
