/// The characters that HTTP's grammar knows by name, and its character classes.
enum ASCII {
  static let tab: UInt8 = 0x09
  static let lineFeed: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
  static let space: UInt8 = 0x20
  static let quote: UInt8 = 0x22
  static let hash: UInt8 = 0x23
  static let percent: UInt8 = 0x25
  static let asterisk: UInt8 = 0x2A
  static let comma: UInt8 = 0x2C
  static let slash: UInt8 = 0x2F
  static let colon: UInt8 = 0x3A
  static let semicolon: UInt8 = 0x3B
  static let equals: UInt8 = 0x3D
  static let question: UInt8 = 0x3F
  static let backslash: UInt8 = 0x5C

  @inline(__always)
  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  @inline(__always)
  static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  @inline(__always)
  static func isControl(_ byte: UInt8) -> Bool { byte < 0x20 || byte == 0x7F }

  /// Optional whitespace (RFC 9110 §5.6.3): SP or HTAB.
  @inline(__always)
  static func isBlank(_ byte: UInt8) -> Bool { byte == space || byte == tab }

  @inline(__always)
  static func isTargetDelimiter(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte >= 0x7F || byte == hash || byte == question
  }

  /// `tchar` (RFC 9110 §5.6.2), from a bitmap of the 128 ASCII characters in two words.
  @inline(__always)
  static func isToken(_ byte: UInt8) -> Bool {
    isMember(byte, 0x03FF_6CFA_0000_0000, 0x57FF_FFFF_C7FF_FFFE)
  }

  /// What a registered name may hold (RFC 3986 §3.2.2): unreserved, sub-delims, and `%` of an escape.
  @inline(__always)
  static func isRegisteredName(_ byte: UInt8) -> Bool {
    isMember(byte, 0x2BFF_7FF2_0000_0000, 0x47FF_FFFE_87FF_FFFE)
  }

  @inline(__always)
  private static func isMember(_ byte: UInt8, _ low: UInt64, _ high: UInt64) -> Bool {
    byte < 0x80 && ((byte < 0x40 ? low : high) &>> UInt64(byte & 0x3F)) & 1 == 1
  }

  /// The value of a hexadecimal digit; `nil` for anything else.
  @inline(__always)
  static func hexValue(_ byte: UInt8) -> Int? {
    if isDigit(byte) { return Int(byte &- 0x30) }
    let letter = (byte | 0x20) &- 0x61
    return letter < 6 ? Int(letter &+ 10) : nil
  }
}

extension Span where Element == UInt8 {
  /// Whether the bytes of `range` are `name`, letters compared without case. `name` must be lower-case ASCII.
  @inline(__always)
  func equals(_ name: StaticString, in range: Range<Int>) -> Bool {
    let length = name.utf8CodeUnitCount
    guard range.count == length else { return false }
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    // Safe: all indices stay below the counts just compared.
    var index = 0
    while index < length {
      let byte = self[unchecked: range.lowerBound &+ index]
      let lowered = byte &- 0x41 < 26 ? byte | 0x20 : byte
      if lowered != name.utf8Start[index] { return false }
      index &+= 1
    }
    return true
  }

  /// Whether CRLF stands at `offset`, which must not be negative.
  @inline(__always)
  func hasLineEnd(at offset: Int) -> Bool {
    // Safe: both indices are below the count.
    offset &+ 1 < count && self[unchecked: offset] == ASCII.carriageReturn
      && self[unchecked: offset &+ 1] == ASCII.lineFeed
  }

  /// `range` without the blanks at its two ends.
  @inline(__always)
  func trimmingBlanks(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    precondition(start >= 0 && end <= count)
    // Safe: both stay within the range just checked.
    while start < end, ASCII.isBlank(self[unchecked: start]) { start &+= 1 }
    while end > start, ASCII.isBlank(self[unchecked: end &- 1]) { end &-= 1 }
    return start..<end
  }

  /// Whether `range` is one token (RFC 9110 §5.6.2).
  func isToken(_ range: Range<Int>) -> Bool {
    var index = range.lowerBound
    while index < range.upperBound, ASCII.isToken(self[index]) { index &+= 1 }
    return index == range.upperBound && !range.isEmpty
  }

  /// The text of `range`: UTF-8 where it is that, else each byte as its Latin-1 character (RFC 9110 §5.5 leaves
  /// the meaning of bytes from 0x80 open; both readings occur).
  func text(_ range: Range<Int>) -> String {
    let part = extracting(range)
    if let utf8 = try? UTF8Span(validating: part) { return String(copying: utf8) }
    var scalars = String.UnicodeScalarView()
    for index in 0..<part.count { scalars.append(Unicode.Scalar(part[index])) }
    return String(scalars)
  }
}
