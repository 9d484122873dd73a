import CLinux
import Text
import WideVectors

/// What the processor at hand can do.
enum Processor {
  /// The fastest product it has.
  static let product: MatrixProduct.Function =
    linux_has_wide_vectors() == 1 ? WideProduct.multiply : MatrixProduct.multiply
}
