/// The weights that decide where sentences end, as they lie in `sentences.bin`: `ORS1`, then one Int8 for each of the
/// 2^`bits` places that features are hashed to.
package struct SentenceModel: Sendable {
  package static let magic: [UInt8] = Array("ORS1".utf8)
  package static let bits: UInt32 = 15

  private let weights: [Int8]

  /// `nil` for bytes in another format.
  package init?(_ bytes: [UInt8]) {
    guard bytes.count == 4 + 1 << Self.bits, bytes[..<4].elementsEqual(Self.magic) else { return nil }
    weights = bytes[4...].map { Int8(bitPattern: $0) }
  }

  /// The sum of the weights of `features`; a sentence ends where it is above 0.
  func score(_ features: UnsafeMutableBufferPointer<UInt32>) -> Int32 {
    var sum: Int32 = 0
    for feature in features { sum &+= Int32(weights[Int(feature)]) }
    return sum
  }
}
