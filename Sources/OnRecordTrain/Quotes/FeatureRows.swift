/// The features that are learned, each with a row of weights: an open table from keys to rows.
struct FeatureRows {
  private var keys: [UInt32]
  private var values: [Int32]
  private var mask: Int
  private(set) var count = 0

  init() {
    mask = (1 << 20) - 1
    keys = Array(repeating: 0, count: mask + 1)
    values = Array(repeating: 0, count: mask + 1)
  }

  /// Counts one occurrence of each key.
  mutating func countAll(_ given: [UInt32]) {
    for key in given {
      if count * 2 > mask { grow() }
      let slot = slot(of: key)
      if keys[slot] == 0 {
        keys[slot] = key
        count += 1
      }
      if values[slot] < .max { values[slot] += 1 }
    }
  }

  /// From counts to rows: those seen at least `countMin` times get one, in the order of their keys.
  mutating func number(countMin: Int32) {
    let kept = keys.indices.filter { keys[$0] != 0 && values[$0] >= countMin }.map { keys[$0] }.sorted()
    mask = 15
    while mask < kept.count * 2 { mask = mask * 2 + 1 }
    keys = Array(repeating: 0, count: mask + 1)
    values = Array(repeating: -1, count: mask + 1)
    count = kept.count
    for (row, key) in kept.enumerated() {
      let slot = slot(of: key)
      keys[slot] = key
      values[slot] = Int32(row)
    }
  }

  /// The row of a key; `nil` for one that is not learned.
  func row(_ key: UInt32) -> Int32? {
    let slot = slot(of: key)
    return keys[slot] == 0 ? nil : values[slot]
  }

  /// All keys with their rows, in the order of the rows.
  var sortedKeys: [UInt32] { keys.filter { $0 != 0 }.sorted() }

  @inline(__always)
  private func slot(of key: UInt32) -> Int {
    var slot = Int(key &* 0x9E37_79B1) & mask
    while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    let (oldKeys, oldValues) = (keys, values)
    mask = mask * 2 + 1
    keys = Array(repeating: 0, count: mask + 1)
    values = Array(repeating: 0, count: mask + 1)
    for index in oldKeys.indices where oldKeys[index] != 0 {
      let slot = slot(of: oldKeys[index])
      (keys[slot], values[slot]) = (oldKeys[index], oldValues[index])
    }
  }
}
