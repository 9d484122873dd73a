import CLinux
import Text
import WideVectors

/// What the processor at hand can do.
enum Processor {
  /// The fastest that it has.
  static let arithmetic: NetworkArithmetic =
    linux_has_wide_vectors() == 1
    ? NetworkArithmetic(product: WideProduct.multiply, recurrence: WideRecurrence.run) : .plain
}
