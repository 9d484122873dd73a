/// FNV-1a over bytes, and a mixer for pairs.
enum FeatureHash {
  static let seed: UInt32 = 2_166_136_261

  @inline(__always)
  static func step(_ hash: UInt32, _ byte: UInt8) -> UInt32 { (hash ^ UInt32(byte)) &* 16_777_619 }

  /// A feature's key from its template and up to three values.
  @inline(__always)
  static func mix(_ template: UInt32, _ first: UInt32, _ second: UInt32 = 0, _ third: UInt32 = 0) -> UInt32 {
    var value = UInt64(first) &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(template)
    value ^= value >> 29
    value = (value &+ UInt64(second)) &* 0xBF58_476D_1CE4_E5B9
    value ^= value >> 32
    value = (value &+ UInt64(third)) &* 0x94D0_49BB_1331_11EB
    return UInt32(truncatingIfNeeded: value ^ (value >> 31)) | 1
  }
}
