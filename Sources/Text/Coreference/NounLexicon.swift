/// What a common noun means by itself.
package struct NounSense: OptionSet, Sendable, Hashable {
  package let rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// `minister`, `nurse`
  package static let person = NounSense(rawValue: 1 << 0)
  /// `company`, `government`
  package static let organization = NounSense(rawValue: 1 << 1)
  /// `city`, `province`
  package static let place = NounSense(rawValue: 1 << 2)
  package static let female = NounSense(rawValue: 1 << 3)
  package static let male = NounSense(rawValue: 1 << 4)
}

/// Nouns that mean persons, organizations or places (`nouns.bin`); all others mean something else.
///
/// Format, little endian: `NOU1`; UInt32 count; that many UInt32 keys, ascending; as many bytes of `NounSense`. Looked up where
/// it lies: nothing is built at start.
package struct NounLexicon: Sendable {
  package static let magic: [UInt8] = Array("NOU1".utf8)

  private let bytes: [UInt8]
  private let count: Int

  package init?(_ bytes: [UInt8]) {
    guard bytes.count >= 8, Array(bytes[..<4]) == Self.magic else { return nil }
    let count = bytes.withUnsafeBytes {
      Int(UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: 4, as: UInt32.self)))
    }
    guard bytes.count == 8 + count * 5 else { return nil }
    self.bytes = bytes
    self.count = count
  }

  /// The sense of the noun whose lemma, lower case, has this key. O(log n).
  package func sense(key: UInt32) -> NounSense {
    bytes.withUnsafeBytes { bytes in
      var low = 0
      var high = count
      while low < high {
        let middle = (low + high) / 2
        // Safe: `init` has checked that all keys are there.
        let other = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 8 + middle * 4, as: UInt32.self))
        if other == key { return NounSense(rawValue: bytes[8 + count * 4 + middle]) }
        if other < key { low = middle + 1 } else { high = middle }
      }
      return []
    }
  }

  /// FNV-1a of the bytes.
  package static func key(_ lemma: some Sequence<UInt8>) -> UInt32 {
    var hash: UInt32 = 0x811C_9DC5
    for byte in lemma { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
    return hash
  }
}
