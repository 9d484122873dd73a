/// What the network is computed with. All give the same results bit by bit, and differ in what they ask of the processor.
public struct NetworkArithmetic: Sendable {
  let product: MatrixProduct.Function
  let recurrence: RecurrentLayer.Function

  /// Runs on every processor.
  public static let plain = NetworkArithmetic(product: MatrixProduct.multiply, recurrence: RecurrentLayer.run)

  public init(product: @escaping MatrixProduct.Function, recurrence: @escaping RecurrentLayer.Function) {
    self.product = product
    self.recurrence = recurrence
  }
}
