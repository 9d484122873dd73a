/// What a Unicode scalar means to the tokenizer.
enum CharacterClass: UInt8 {
  case space, newline, letter, digit, mark, punctuation, symbol
}

/// A scalar of the text and where it stands.
struct Character32 {
  var value: UInt32
  var length: Int
  var kind: CharacterClass

  var isWord: Bool { kind == .letter || kind == .digit || kind == .mark }
  var isApostrophe: Bool { value == 0x27 || value == 0x2019 }
  var isHyphen: Bool { value == 0x2D || value == 0x2010 || value == 0x2011 }
  var isUpper: Bool {
    if value < 0x80 { return 0x41...0x5A ~= value }
    return kind == .letter && Unicode.Scalar(value)?.properties.isUppercase == true
  }
  var isLower: Bool {
    if value < 0x80 { return 0x61...0x7A ~= value }
    return kind == .letter && Unicode.Scalar(value)?.properties.isLowercase == true
  }
}

extension [UInt8] {
  /// The scalar that begins at byte `offset`. A malformed byte counts as one symbol, so no input can trap.
  @inline(__always)
  func character(at offset: Int) -> Character32 {
    let lead = self[offset]
    if lead < 0x80 { return Character32(value: UInt32(lead), length: 1, kind: asciiClass(lead)) }
    return wideCharacter(at: offset, lead: lead)
  }

  private func wideCharacter(at offset: Int, lead: UInt8) -> Character32 {
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    guard lead >= 0xC2, lead <= 0xF4, offset + length <= count else {
      return Character32(value: 0xFFFD, length: 1, kind: .symbol)
    }
    var value = UInt32(lead) & (length == 4 ? 0x07 : length == 3 ? 0x0F : 0x1F)
    for index in 1..<length {
      let next = self[offset + index]
      guard next & 0xC0 == 0x80 else { return Character32(value: 0xFFFD, length: 1, kind: .symbol) }
      value = value << 6 | UInt32(next & 0x3F)
    }
    guard let scalar = Unicode.Scalar(value) else {
      return Character32(value: 0xFFFD, length: 1, kind: .symbol)
    }
    return Character32(value: value, length: length, kind: characterClass(scalar))
  }
}

/// Without a table: a global one costs a check of its initialisation at every character.
@inline(__always)
private func asciiClass(_ byte: UInt8) -> CharacterClass {
  if byte.isASCIILetter { return .letter }
  if byte &- 0x30 < 10 { return .digit }
  if byte <= 0x20 || byte == 0x7F { return byte &- 0x0A < 4 ? .newline : .space }
  switch byte {
  case UInt8(ascii: "$"), UInt8(ascii: "+"), UInt8(ascii: "<"), UInt8(ascii: "="), UInt8(ascii: ">"),
    UInt8(ascii: "^"),
    UInt8(ascii: "`"), UInt8(ascii: "|"), UInt8(ascii: "~"):
    return .symbol
  default: return .punctuation
  }
}

private func characterClass(_ scalar: Unicode.Scalar) -> CharacterClass {
  switch scalar.value {
  case 0xC0...0x24F: return scalar.value == 0xD7 || scalar.value == 0xF7 ? .symbol : .letter
  case 0x85, 0x2028, 0x2029: return .newline
  case 0x2010...0x2027, 0x2030...0x205E: return .punctuation
  case 0x200D, 0xFE00...0xFE0F, 0x1F3FB...0x1F3FF: return .mark
  case 0x200B, 0xFEFF: return .space
  default: break
  }
  switch scalar.properties.generalCategory {
  case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .letterNumber:
    return .letter
  case .decimalNumber, .otherNumber: return .digit
  case .nonspacingMark, .spacingMark, .enclosingMark: return .mark
  case .spaceSeparator, .control, .format, .surrogate: return .space
  case .lineSeparator, .paragraphSeparator: return .newline
  case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
    .finalPunctuation, .otherPunctuation:
    return .punctuation
  default: return .symbol
  }
}
