/// What lists know of a word or a phrase.
package struct ListFlags: OptionSet, Sendable, Hashable {
  package let rawValue: UInt32
  package init(rawValue: UInt32) { self.rawValue = rawValue }

  package static let country = ListFlags(rawValue: 1 << 0)
  package static let capital = ListFlags(rawValue: 1 << 1)
  package static let demonym = ListFlags(rawValue: 1 << 2)
  /// A city of 100,000 people or more.
  package static let city = ListFlags(rawValue: 1 << 3)
  package static let town = ListFlags(rawValue: 1 << 4)
  /// A province, an island, a river, a continent.
  package static let region = ListFlags(rawValue: 1 << 5)
  package static let givenName = ListFlags(rawValue: 1 << 6)
  package static let commonFamilyName = ListFlags(rawValue: 1 << 7)
  package static let familyName = ListFlags(rawValue: 1 << 8)
  package static let rareFamilyName = ListFlags(rawValue: 1 << 9)
  package static let familyNameFirst = ListFlags(rawValue: 1 << 10)
  package static let organization = ListFlags(rawValue: 1 << 11)
  package static let government = ListFlags(rawValue: 1 << 12)
  package static let party = ListFlags(rawValue: 1 << 13)
  package static let person = ListFlags(rawValue: 1 << 14)
  package static let titleHead = ListFlags(rawValue: 1 << 15)
  package static let titleModifier = ListFlags(rawValue: 1 << 16)
  package static let honorific = ListFlags(rawValue: 1 << 17)
  package static let organizationWord = ListFlags(rawValue: 1 << 18)
  package static let placeWord = ListFlags(rawValue: 1 << 19)
  package static let calendar = ListFlags(rawValue: 1 << 20)
  /// A longer phrase of the lists begins so.
  package static let beginsPhrase = ListFlags(rawValue: 1 << 31)

  /// Those that hold of a word whether it has a capital or not.
  package static let anyCase: ListFlags = [
    .titleHead, .titleModifier, .honorific, .organizationWord, .placeWord, .calendar, .beginsPhrase,
  ]
}

/// The lists of names and of words around names, as one table from words to flags (`gazetteer.bin`).
///
/// Format, little endian: `ORG1`; UInt32 slots, a power of two; per slot UInt32 key, 0 when empty; per slot UInt32 flags.
/// Keys are hashes of lower-case words; open addressing with steps of one. Looked up where it lies: nothing is built at
/// start. Of 100,000 entries an unknown word meets a wrong one once in 40,000 times.
package struct Gazetteer: Sendable {
  package static let magic: [UInt8] = Array("ORG1".utf8)
  /// Words of the longest phrase; longer ones are not listed.
  package static let phraseWordsMax = 6

  private let bytes: [UInt8]
  private let mask: Int

  package init?(_ bytes: [UInt8]) {
    guard bytes.count >= 8, Array(bytes[..<4]) == Self.magic else { return nil }
    let slots = bytes.withUnsafeBytes {
      Int(UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: 4, as: UInt32.self)))
    }
    guard slots > 0, slots & (slots - 1) == 0, bytes.count == 8 + slots * 8 else { return nil }
    self.bytes = bytes
    mask = slots - 1
  }

  /// The flags of the entry with this key. Expected O(1).
  package func flags(_ key: UInt32) -> ListFlags {
    bytes.withUnsafeBytes { bytes in
      var slot = Int(key) & mask
      for _ in 0...mask {
        let found = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 8 + slot * 4, as: UInt32.self))
        if found == 0 { return [] }
        if found == key {
          let flags = bytes.loadUnaligned(fromByteOffset: 8 + (mask + 1 + slot) * 4, as: UInt32.self)
          return ListFlags(rawValue: UInt32(littleEndian: flags))
        }
        slot = (slot + 1) & mask
      }
      return []
    }
  }

  /// The key of one word, lower case.
  package static func key(_ lower: some Sequence<UInt8>) -> UInt32 {
    var hash = FeatureHash.seed
    for byte in lower { hash = FeatureHash.step(hash, byte) }
    return hash | 1
  }

  /// The key of a phrase: of the phrase without its last word, and that word.
  @inline(__always)
  package static func key(_ phrase: UInt32, then word: UInt32) -> UInt32 {
    FeatureHash.mix(101, phrase, word)
  }
}

extension Gazetteer {
  /// The keys of the tokens of a listed form, without `the` before it.
  package static func wordKeys(of form: String, _ abbreviations: Abbreviations) -> [UInt32] {
    let bytes = Array(form.utf8)
    var tokenizer = Tokenizer(bytes, abbreviations: abbreviations)
    tokenizer.run()
    var lowers = tokenizer.tokens.map { Lowercase.form(bytes[$0.bytes]) }
    if lowers.count > 1, lowers[0] == "the" { lowers.removeFirst() }
    return lowers.map { key($0.utf8) }
  }
}
