/// A fixed set of words of at most eight ASCII bytes, each with a value: looked up by their bytes, letters in any case.
struct ShortWords: Sendable {
  /// The longest word it can hold, in bytes.
  static let bytesMax = 8

  /// Open addressing over packed words, a quarter full at most; 0 is empty.
  private var keys: [UInt64]
  private var values: [UInt8]

  /// Words that are longer, or not ASCII, are left out.
  init(_ words: [String: UInt8]) {
    var capacity = 64
    while capacity < words.count * 4 { capacity *= 2 }
    keys = [UInt64](repeating: 0, count: capacity)
    values = [UInt8](repeating: 0, count: capacity)
    for (word, value) in words {
      let bytes = Array(word.utf8)
      guard let key = Self.key(bytes, bytes.indices) else { continue }
      var slot = Self.slot(key, capacity)
      while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & (capacity - 1) }
      keys[slot] = key
      values[slot] = value
    }
  }

  /// The value of the word in `range` of `text`; `nil` for a word that is not in the set.
  subscript(text: [UInt8], range: Range<Int>) -> UInt8? {
    guard let key = Self.key(text, range) else { return nil }
    var slot = Self.slot(key, keys.count)
    while keys[slot] != 0 {
      if keys[slot] == key { return values[slot] }
      slot = (slot + 1) & (keys.count - 1)
    }
    return nil
  }

  /// The bytes side by side, letters in lower case.
  private static func key(_ text: [UInt8], _ range: Range<Int>) -> UInt64? {
    guard 1...bytesMax ~= range.count else { return nil }
    var key: UInt64 = 0
    for index in range {
      guard text[index] < 0x80 else { return nil }
      key = key << 8 | UInt64(0x41...0x5A ~= text[index] ? text[index] | 0x20 : text[index])
    }
    return key
  }

  private static func slot(_ key: UInt64, _ capacity: Int) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 40) & (capacity - 1)
  }
}
