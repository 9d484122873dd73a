/// What the tagger sees of one word: hashes of its form, its ends and its shape.
package struct WordShape: Sendable {
  static let affixMax = 5

  let form: UInt32
  /// Hashes of the last 1, 2, … bytes of the folded form.
  let suffixes: InlineArray<5, UInt32>
  /// Hashes of its first 1, 2, … bytes.
  let prefixes: InlineArray<5, UInt32>
  /// Capitals, digits, stops and hyphens.
  let shape: UInt32
  /// Whether white space stands before: tells opening from closing straight marks.
  let spaceBefore: Bool
  let isPunctuation: Bool

  /// Stands for the places before and behind a sentence.
  package static let edge = WordShape(form: "\u{1}", lower: "\u{1}", spaceBefore: true, ignoresCase: true)

  /// `ignoresCase` for words of an all-capital sentence, whose capitals tell nothing.
  package init(form: String, lower: String, spaceBefore: Bool, ignoresCase: Bool) {
    var folded = InlineArray<48, UInt8>(repeating: 0)
    var count = 0
    var digits = 0
    for byte in WordShape.canonical(lower).utf8 where count < 48 {
      let isDigit = 0x30...0x39 ~= byte
      digits += isDigit ? 1 : 0
      folded[count] = isDigit ? 0x30 : byte
      count += 1
    }
    var hash = FeatureHash.seed
    var prefixes = InlineArray<5, UInt32>(repeating: 0)
    for index in 0..<count {
      hash = FeatureHash.step(hash, folded[index])
      if index < Self.affixMax { prefixes[index] = hash }
    }
    for index in min(count, Self.affixMax)..<Self.affixMax { prefixes[index] = hash }
    self.form = hash
    self.prefixes = prefixes
    hash = FeatureHash.seed
    var suffixes = InlineArray<5, UInt32>(repeating: 0)
    for index in 0..<Self.affixMax {
      if index < count { hash = FeatureHash.step(hash, folded[count - 1 - index]) }
      suffixes[index] = hash
    }
    self.suffixes = suffixes
    var shape: UInt32 = digits == 0 ? 0 : digits == count ? 1 : 2
    shape |= ignoresCase ? 0 : WordShape.capitals(form) << 2
    for index in 0..<count {
      if folded[index] == 0x2D { shape |= 1 << 5 }
      if folded[index] == 0x2E { shape |= 1 << 6 }
    }
    if count < 3 { shape |= UInt32(count) << 7 }
    self.shape = shape
    self.spaceBefore = spaceBefore
    isPunctuation = count > 0 && folded[0] < 0x80 && !folded[0].isASCIIAlphanumeric
  }

  /// 0 none, 1 first letter, 2 all (several), 3 one lone capital, 4 inside.
  private static func capitals(_ form: String) -> UInt32 {
    var upper = 0
    var lower = 0
    var first = false
    for (index, scalar) in form.unicodeScalars.enumerated() {
      let isUpper = scalar.isASCII ? 0x41...0x5A ~= scalar.value : scalar.properties.isUppercase
      if isUpper {
        upper += 1
        if index == 0 { first = true }
      } else if scalar.isASCII ? 0x61...0x7A ~= scalar.value : scalar.properties.isLowercase {
        lower += 1
      }
    }
    if upper == 0 { return 0 }
    if lower == 0 { return upper == 1 ? 3 : 2 }
    return first ? 1 : 4
  }

  /// One form for the marks that differ between typewriter and print.
  private static func canonical(_ lower: String) -> String {
    switch lower {
    case "“", "„", "«": "``"
    case "”", "»": "''"
    case "‘": "`"
    case "–", "—": "--"
    case "…": "..."
    default: lower
    }
  }
}

/// FNV-1a over bytes, and a mixer for pairs.
enum FeatureHash {
  static let seed: UInt32 = 2_166_136_261

  @inline(__always)
  static func step(_ hash: UInt32, _ byte: UInt8) -> UInt32 { (hash ^ UInt32(byte)) &* 16_777_619 }

  /// A feature's key from its template and up to three values.
  @inline(__always)
  static func mix(_ template: UInt32, _ first: UInt32, _ second: UInt32 = 0, _ third: UInt32 = 0) -> UInt32 {
    var value = UInt64(first) &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(template)
    value ^= value >> 29
    value = (value &+ UInt64(second)) &* 0xBF58_476D_1CE4_E5B9
    value ^= value >> 32
    value = (value &+ UInt64(third)) &* 0x94D0_49BB_1331_11EB
    return UInt32(truncatingIfNeeded: value ^ (value >> 31)) | 1
  }
}
