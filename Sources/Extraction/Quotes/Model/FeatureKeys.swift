/// The features of one decision, each a hashed key, being written.
///
/// A feature is a template and up to three values. Templates come in groups of eight, so that training can leave a group
/// out and show what it gives.
package struct FeatureKeys {
  package private(set) var keys: [UInt32] = []
  /// Groups left out, a bit each (`template / 8`); for the trainer alone.
  let skippedGroups: UInt64

  package init(skippedGroups: UInt64 = 0) {
    self.skippedGroups = skippedGroups
    keys.reserveCapacity(160)
  }

  package mutating func removeAll() { keys.removeAll(keepingCapacity: true) }

  /// Adds a key made elsewhere.
  mutating func append(_ key: UInt32) { keys.append(key) }

  @inline(__always)
  mutating func add(_ template: UInt32, _ first: UInt32, _ second: UInt32 = 0, _ third: UInt32 = 0) {
    if skippedGroups != 0, skippedGroups >> UInt64(template >> 3) & 1 == 1 { return }
    keys.append(Self.mix(template, first, second, third))
  }

  /// Never 0, which marks an empty slot.
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
