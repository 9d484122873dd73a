import Text

/// Weights of hashed features: for each key eight small numbers.
///
/// Format, little endian: UInt32 slots, a power of two; Float32 unit; per slot UInt32 key, 0 when empty; per slot 8 Int8.
/// Open addressing with steps of one. Expected O(1) a key.
package struct WeightTable: Sendable {
  private let keys: [UInt32]
  private let rows: [SIMD8<Int8>]
  private let mask: Int
  /// What a weight of 1 is worth.
  private let unit: Float

  /// Reads the table at `offset`, which it moves behind it; `nil` when the bytes are no table.
  init?(_ bytes: [UInt8], at offset: inout Int) {
    guard let slots = ModelFile.uint32(bytes, &offset).map(Int.init), let unit = ModelFile.uint32(bytes, &offset),
      slots > 0, slots & (slots - 1) == 0, slots <= Self.slotsMax, bytes.count - offset >= slots * 12
    else { return nil }
    self.unit = Float(bitPattern: unit)
    mask = slots - 1
    keys = bytes.withUnsafeBytes { bytes in
      (0..<slots).map { UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset + $0 * 4, as: UInt32.self)) }
    }
    let first = offset + slots * 4
    rows = bytes.withUnsafeBytes { bytes in
      (0..<slots).map { bytes.loadUnaligned(fromByteOffset: first + $0 * 8, as: SIMD8<Int8>.self) }
    }
    offset += slots * 12
  }

  private static let slotsMax = 1 << 22

  /// The sum of the weights of `features`.
  package func score(_ features: FeatureKeys) -> SIMD8<Float> {
    var sum = SIMD8<Int16>.zero
    // Safe: both buffers live through the calls, and slots are masked to their count, which is that of the rows.
    keys.withUnsafeBufferPointer { keys in
      rows.withUnsafeBufferPointer { rows in
        for key in features.keys {
          var slot = Int(key) & mask
          while true {
            let found = keys[slot]
            if found == key {
              sum &+= SIMD8<Int16>(truncatingIfNeeded: rows[slot])
              break
            }
            if found == 0 { break }
            slot = (slot + 1) & mask
          }
        }
      }
    }
    return SIMD8<Float>(sum) * unit
  }
}

/// Numbers of a model file.
enum ModelFile {
  static func uint32(_ bytes: [UInt8], _ offset: inout Int) -> UInt32? {
    guard offset + 4 <= bytes.count else { return nil }
    defer { offset += 4 }
    return bytes.withUnsafeBytes {
      UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }
  }

  static func float(_ bytes: [UInt8], _ offset: inout Int) -> Float? {
    uint32(bytes, &offset).map { Float(bitPattern: $0) }
  }
}
