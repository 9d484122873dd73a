/// A table from hashes to numbers as it lies in a model file: open addressing, half full at most, read in place.
///
/// Format, little endian: UInt32 slots (a power of two); per slot UInt32 check, the hash's upper half, 0 when empty;
/// per slot UInt32 number. Two forms of one hash are one: among the 2^60 hashes of a table no two known forms meet
/// (its maker checks), and an unknown form is taken for a known one once in billions.
package struct KeyTable: Sendable {
  private let bytes: ModelBytes
  private let mask: Int
  private let numbers: Int

  /// `offset` is moved behind the table. `nil` when the bytes hold none.
  package init?(_ bytes: ModelBytes, _ offset: inout Int) {
    guard let slots = bytes.uint32(offset), slots > 0, slots & (slots - 1) == 0,
      let whole = bytes.slice(offset + 4, count: Int(slots) * 8)
    else { return nil }
    self.bytes = whole
    mask = Int(slots) - 1
    numbers = Int(slots) * 4
    offset += 4 + Int(slots) * 8
  }

  /// The number of the form with this hash; `nil` when it is not here.
  @inline(__always)
  package subscript(hash: UInt64) -> Int? {
    let mixed = FormHash.mixed(hash)
    let check = Self.check(mixed)
    var slot = Int(truncatingIfNeeded: mixed) & mask
    while true {
      let found = bytes.loaded(slot * 4)
      if found == check { return Int(bytes.loaded(numbers + slot * 4)) }
      if found == 0 { return nil }
      slot = (slot + 1) & mask
    }
  }

  private static func check(_ mixed: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: mixed >> 32) | 1 }

  /// The bytes of a table of the forms with `hashes`, numbered in their order; `nil` when two cannot be told apart.
  package static func bytes(_ hashes: [UInt64]) -> [UInt8]? {
    var slots = 16
    while slots < hashes.count * 2 { slots *= 2 }
    var checks = [UInt32](repeating: 0, count: slots)
    var numbers = checks
    for (number, hash) in hashes.enumerated() {
      let mixed = FormHash.mixed(hash)
      var slot = Int(truncatingIfNeeded: mixed) & (slots - 1)
      while checks[slot] != 0 {
        if checks[slot] == check(mixed) { return nil }
        slot = (slot + 1) & (slots - 1)
      }
      checks[slot] = check(mixed)
      numbers[slot] = UInt32(number)
    }
    return ([UInt32(slots)] + checks + numbers).flatMap { value in
      (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
  }
}
