/// Hashes of forms and of parts of them, which the model's tables are keyed by: the same on every machine, as they stand in
/// files.
package enum FormHash {
  /// The hash of nothing. Word pieces that go on inside a word start from another one than those that begin it.
  package static let start: UInt64 = 0xCBF2_9CE4_8422_2325
  package static let startInside: UInt64 = 0x9AE1_6A3B_2F90_404F

  /// `hash` with one byte more (FNV-1a).
  @inline(__always)
  package static func adding(_ byte: UInt8, to hash: UInt64) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
  }

  @inline(__always)
  package static func of(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, from start: UInt64 = start)
    -> UInt64
  {
    var hash = start
    for index in range { hash = adding(bytes[index], to: hash) }
    return hash
  }

  /// Mixed, so that low and high bits can be used apart.
  @inline(__always)
  package static func mixed(_ hash: UInt64) -> UInt64 {
    let once = (hash ^ (hash >> 32)) &* 0x9E37_79B9_7F4A_7C15
    return once ^ (once >> 29)
  }
}
