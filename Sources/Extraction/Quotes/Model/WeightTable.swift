import Text

/// Weights of hashed features: for each key up to seven small numbers.
///
/// Format, little endian: UInt32 rows; UInt32 lanes, 1…7; Float32 unit; per row UInt32 key, rising; per row one Int8 a lane.
/// Laid out when read so that each key has two places and lies in one of them (cuckoo hashing), seven bits of it beside its
/// weights. A place also tells whether a key that belongs there lies in its other place, so that most look-ups are one load: the
/// time goes into waiting for memory. An unknown key passes for a known one about once in 300 times,
/// a known one for another once in a thousand.
package struct WeightTable: Sendable {
  /// Seven weights, and in the highest byte the check of the key; 0 where empty. The highest bit: a key that has its first place
  /// here lies in its second.
  private var places: [UInt64]
  private let mask: Int
  /// What a weight of 1 is worth.
  private let unit: Float

  private static let rowsMax = 1 << 20
  private static let movesMax = 500

  /// Reads the table at `offset`, which it moves behind it; `nil` when the bytes are no table.
  init?(_ bytes: [UInt8], at offset: inout Int) {
    guard let count = ModelFile.uint32(bytes, &offset).map(Int.init),
      let lanes = ModelFile.uint32(bytes, &offset).map(Int.init), let unit = ModelFile.float(bytes, &offset),
      count <= Self.rowsMax, (1...7).contains(lanes), bytes.count - offset >= count * (4 + lanes)
    else { return nil }
    self.unit = unit
    let first = offset + count * 4
    var keys: [UInt32] = []
    var rows: [UInt64] = []
    for row in 0..<count {
      guard let key = ModelFile.uint32(bytes, &offset) else { return nil }
      keys.append(key)
      var packed = UInt64(Self.check(key)) << 56
      for lane in 0..<lanes { packed |= UInt64(bytes[first + row * lanes + lane]) << UInt64(8 * lane) }
      rows.append(packed)
    }
    offset += count * lanes
    var slots = 16
    // Cuckoo hashing finds places for all up to nearly half full.
    while slots * 47 < count * 100 { slots *= 2 }
    while true {
      if let places = Self.places(keys, rows, mask: slots - 1) {
        (self.places, mask) = (places, slots - 1)
        return
      }
      guard slots < Self.rowsMax * 8 else { return nil }
      slots *= 2
    }
  }

  /// The layout in `mask + 1` slots; `nil` when a key finds no place.
  private static func places(_ keys: [UInt32], _ rows: [UInt64], mask: Int) -> [UInt64]? {
    var places = [UInt64](repeating: 0, count: mask + 1)
    var owner = [Int32](repeating: -1, count: mask + 1)
    for row in keys.indices {
      var moving = row
      var slot = first(keys[moving], mask)
      var moves = 0
      while true {
        if owner[slot] < 0 {
          (places[slot], owner[slot]) = (rows[moving], Int32(moving))
          break
        }
        let evicted = Int(owner[slot])
        (places[slot], owner[slot]) = (rows[moving], Int32(moving))
        moving = evicted
        slot = first(keys[moving], mask) == slot ? second(keys[moving], mask) : first(keys[moving], mask)
        moves += 1
        if moves > movesMax { return nil }
      }
    }
    for slot in owner.indices where owner[slot] >= 0 {
      let home = first(keys[Int(owner[slot])], mask)
      if home != slot { places[home] |= 1 << 63 }
    }
    return places
  }

  @inline(__always)
  private static func first(_ key: UInt32, _ mask: Int) -> Int { Int(key >> 1) & mask }

  @inline(__always)
  private static func second(_ key: UInt32, _ mask: Int) -> Int { Int((key &* 0x85EB_CA6B) >> 7) & mask }

  @inline(__always)
  private static func check(_ key: UInt32) -> UInt8 {
    max(1, UInt8(truncatingIfNeeded: (key &* 0xC2B2_AE35) >> 25))
  }

  /// The sum of the weights of `features`; the last lane means nothing.
  package func score(_ features: FeatureKeys) -> SIMD8<Float> {
    var sum = SIMD8<Int16>.zero
    // Safe: the buffer lives through the call, and both places are masked to its count.
    places.withUnsafeBufferPointer { places in
      for key in features.keys {
        let check = UInt64(Self.check(key))
        var packed = places[Self.first(key, mask)]
        if packed >> 63 == 1, packed >> 56 & 0x7F != check { packed = places[Self.second(key, mask)] }
        // All ones where the check is the key's; by arithmetic, since a branch would be guessed wrong half of the time.
        packed &= 0 &- (((packed >> 56 & 0x7F ^ check) &- 1) >> 63)
        sum &+= SIMD8<Int16>(truncatingIfNeeded: unsafeBitCast(packed, to: SIMD8<Int8>.self))
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
