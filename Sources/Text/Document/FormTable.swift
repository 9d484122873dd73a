/// A hash table from a form's bytes to its word type: open addressing, half full at most.
struct FormTable {
  /// Where a form is, or is to be put.
  struct Place {
    /// Its type; the number of types known so far for a form that is new.
    let word: Int
    /// -1 for a new form without a slot.
    let slot: Int
    let hash: UInt64
  }

  /// Type + 1 by slot; 0 is empty.
  private var slots = [UInt32](repeating: 0, count: 512)
  /// By type.
  private var hashes: [UInt64] = []

  /// The place of the form in `bytes` of `text`. O(its length).
  func place(of bytes: Range<Int>, in text: UnsafeRawBufferPointer, among types: [WordType]) -> Place {
    let hash = Self.hash(bytes, in: text)
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    for _ in 0..<Words.probesMax {
      let entry = slots[slot]
      if entry == 0 { return Place(word: types.count, slot: slot, hash: hash) }
      let word = Int(entry) - 1
      if hashes[word] == hash, Self.equal(types[word].bytes, bytes, in: text) {
        return Place(word: word, slot: slot, hash: hash)
      }
      slot = (slot + 1) & mask
    }
    return Place(word: types.count, slot: -1, hash: hash)
  }

  /// Puts the next new type at `place`. O(1) amortised.
  mutating func fill(_ place: Place) {
    hashes.append(place.hash)
    guard place.slot >= 0 else { return }
    slots[place.slot] = UInt32(hashes.count)
    if hashes.count * 2 > slots.count { grow() }
  }

  private mutating func grow() {
    let mask = slots.count * 2 - 1
    var wider = [UInt32](repeating: 0, count: mask + 1)
    for entry in slots where entry != 0 {
      var slot = Int(truncatingIfNeeded: hashes[Int(entry) - 1]) & mask
      var probes = 0
      while wider[slot] != 0, probes < Words.probesMax {
        slot = (slot + 1) & mask
        probes += 1
      }
      // Without a slot the form gets another type when it comes again.
      if probes < Words.probesMax { wider[slot] = entry }
    }
    slots = wider
  }

  private static func hash(_ bytes: Range<Int>, in text: UnsafeRawBufferPointer) -> UInt64 {
    var hash = UInt64(bytes.count) &* 0x9E37_79B9_7F4A_7C15
    var position = bytes.lowerBound
    while position < bytes.upperBound {
      hash = (hash ^ word(position, bytes.upperBound, in: text)) &* 0xBF58_476D_1CE4_E5B9
      hash ^= hash >> 32
      position += 8
    }
    return hash
  }

  private static func equal(_ one: Range<Int>, _ other: Range<Int>, in text: UnsafeRawBufferPointer) -> Bool {
    guard one.count == other.count else { return false }
    var offset = 0
    while offset < one.count {
      guard
        word(one.lowerBound + offset, one.upperBound, in: text)
          == word(other.lowerBound + offset, other.upperBound, in: text)
      else { return false }
      offset += 8
    }
    return true
  }

  /// Up to eight bytes from `position` on, none of them behind `end`.
  @inline(__always)
  private static func word(_ position: Int, _ end: Int, in text: UnsafeRawBufferPointer) -> UInt64 {
    let count = end - position
    if position + 8 <= text.count {
      // Safe: the eight bytes lie inside `text`.
      let word = UInt64(littleEndian: text.loadUnaligned(fromByteOffset: position, as: UInt64.self))
      return count >= 8 ? word : word & (1 << (8 * UInt64(count)) &- 1)
    }
    var word: UInt64 = 0
    for index in 0..<min(count, 8) { word |= UInt64(text[position + index]) << (8 * UInt64(index)) }
    return word
  }
}
