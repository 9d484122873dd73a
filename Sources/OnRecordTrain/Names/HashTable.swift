/// Open addressing as the model files have it: keys in a power of two of slots, steps of one, key 0 for empty.
struct HashTable {
  private(set) var keys: [UInt32]
  /// For each slot the index of its entry in the order given.
  private(set) var entries: [Int]

  /// `keys` are distinct and not 0. At most three slots in five are taken.
  init(_ given: [UInt32]) {
    var slots = 16
    while slots * 3 < given.count * 5 { slots *= 2 }
    keys = Array(repeating: 0, count: slots)
    entries = Array(repeating: -1, count: slots)
    for (index, key) in given.enumerated() {
      var slot = Int(key) & (slots - 1)
      while keys[slot] != 0 { slot = (slot + 1) & (slots - 1) }
      keys[slot] = key
      entries[slot] = index
    }
  }

  /// The keys, little endian.
  var keyBytes: [UInt8] { keys.flatMap { Self.little($0, 4) } }

  static func little(_ value: UInt32, _ size: Int) -> [UInt8] {
    (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) }
  }
}
