/// The weights of the name labeller as they lie in `names.bin`.
///
/// A *wide* row belongs to an attribute of a word (its form, its shape, a list it stands in) and holds eight weights for
/// each of the five places it may have beside the labelled token; a *narrow* row belongs to an attribute of the labelled
/// token alone. Lanes are labels (`NameLabel`).
///
/// Format, little endian: `ORN1`; UInt32 wide slots, UInt32 narrow slots, powers of two; 8 × 8 Int8 transitions (from, to),
/// 8 Int8 for the label a run begins with; per wide slot UInt32 key; per narrow slot UInt32 key; per wide slot 5 × 8 Int8;
/// per narrow slot 8 Int8. Empty slots have key 0. Looked up where it lies.
package struct NameModel: Sendable {
  package static let magic: [UInt8] = Array("ORN1".utf8)
  /// Places a wide attribute is seen from: two tokens before to two behind.
  package static let places = 5

  private let bytes: [UInt8]
  private let wideMask: Int
  private let narrowMask: Int
  private let narrowKeys: Int
  private let wideRows: Int
  private let narrowRows: Int
  /// Scores of `to` by `from`; forbidden ones are very low.
  let transitions: [SIMD8<Int16>]
  let starts: SIMD8<Int16>
  private static let keysStart = 12 + 72

  package init?(_ bytes: [UInt8]) {
    guard bytes.count > Self.keysStart, Array(bytes[..<4]) == Self.magic else { return nil }
    let (wide, narrow) = bytes.withUnsafeBytes {
      (
        Int(UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: 4, as: UInt32.self))),
        Int(UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: 8, as: UInt32.self)))
      )
    }
    guard wide > 0, wide & (wide - 1) == 0, narrow > 0, narrow & (narrow - 1) == 0,
      bytes.count == Self.keysStart + wide * 44 + narrow * 12
    else { return nil }
    self.bytes = bytes
    wideMask = wide - 1
    narrowMask = narrow - 1
    narrowKeys = Self.keysStart + wide * 4
    wideRows = narrowKeys + narrow * 4
    narrowRows = wideRows + wide * 40
    let forbidden: Int16 = -8000
    func row(_ at: Int) -> SIMD8<Int16> {
      var row = SIMD8<Int16>(repeating: forbidden)
      for label in 0..<NameLabel.count { row[label] = Int16(Int8(bitPattern: bytes[12 + at * 8 + label])) }
      return row
    }
    transitions = (0..<8).map { from in
      var scores = row(from)
      for to in 0..<8 where from >= NameLabel.count || !NameLabel.allows(from, to) { scores[to] = forbidden }
      return scores
    }
    var starts = row(8)
    for label in 0..<NameLabel.count where NameLabel.isInside(label) { starts[label] = forbidden }
    self.starts = starts
  }

  /// Adds the five rows of a wide attribute to `sums`. Expected O(1).
  @inline(__always)
  func addWide(_ key: UInt32, to sums: inout WideSums) {
    bytes.withUnsafeBytes { bytes in
      guard let slot = find(key, bytes, Self.keysStart, wideMask) else { return }
      let row = wideRows + slot * 40
      for place in 0..<Self.places {
        sums[place] &+= SIMD8(
          truncatingIfNeeded: bytes.loadUnaligned(fromByteOffset: row + place * 8, as: SIMD8<Int8>.self))
      }
    }
  }

  /// Adds the row of a narrow attribute to `sum`. Expected O(1).
  @inline(__always)
  func addNarrow(_ key: UInt32, to sum: inout SIMD8<Int16>) {
    bytes.withUnsafeBytes { bytes in
      guard let slot = find(key, bytes, narrowKeys, narrowMask) else { return }
      sum &+= SIMD8(
        truncatingIfNeeded: bytes.loadUnaligned(fromByteOffset: narrowRows + slot * 8, as: SIMD8<Int8>.self))
    }
  }

  @inline(__always)
  private func find(_ key: UInt32, _ bytes: UnsafeRawBufferPointer, _ keys: Int, _ mask: Int) -> Int? {
    var slot = Int(key) & mask
    for _ in 0...mask {
      let found = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: keys + slot * 4, as: UInt32.self))
      if found == key { return slot }
      if found == 0 { return nil }
      slot = (slot + 1) & mask
    }
    return nil
  }
}

/// Scores that a word gives the tokens around it: `[0]` the token two behind it, `[2]` itself, `[4]` two before it.
typealias WideSums = InlineArray<5, SIMD8<Int16>>
