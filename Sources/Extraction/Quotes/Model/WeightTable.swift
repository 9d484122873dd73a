import Text

/// Weights of hashed features: for each key up to eight small numbers.
///
/// Format, little endian: UInt32 rows; UInt32 lanes, 1…8; Float32 unit; per row UInt32 key, rising; per row one Int8 a lane.
/// Laid out as an open table when read, steps of one, so that a look-up is expected O(1).
package struct WeightTable: Sendable {
  private var keys: [UInt32]
  private var rows: [SIMD8<Int8>]
  private let mask: Int
  /// What a weight of 1 is worth.
  private let unit: Float

  private static let rowsMax = 1 << 21

  /// Reads the table at `offset`, which it moves behind it; `nil` when the bytes are no table.
  init?(_ bytes: [UInt8], at offset: inout Int) {
    guard let count = ModelFile.uint32(bytes, &offset).map(Int.init),
      let lanes = ModelFile.uint32(bytes, &offset).map(Int.init), let unit = ModelFile.float(bytes, &offset),
      count <= Self.rowsMax, (1...8).contains(lanes), bytes.count - offset >= count * (4 + lanes)
    else { return nil }
    var slots = 16
    while slots * 2 < count * 3 { slots *= 2 }
    mask = slots - 1
    self.unit = unit
    keys = Array(repeating: 0, count: slots)
    rows = Array(repeating: .zero, count: slots)
    let first = offset + count * 4
    for row in 0..<count {
      guard let key = ModelFile.uint32(bytes, &offset), key != 0 else { return nil }
      var slot = Int(key) & mask
      while keys[slot] != 0 { slot = (slot + 1) & mask }
      keys[slot] = key
      for lane in 0..<lanes { rows[slot][lane] = Int8(bitPattern: bytes[first + row * lanes + lane]) }
    }
    offset += count * lanes
  }

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
