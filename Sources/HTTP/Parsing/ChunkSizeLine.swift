/// `chunk-size [ chunk-ext ]` (RFC 9112 §7.1).
enum ChunkSizeLine {
  /// Hexadecimal digits of a chunk size, leading zeros among them; more are a 400. No size needs more than 16.
  static let digitsMax = 16

  /// The chunk's size, `Int.max` when it does not fit, and where the extensions begin.
  static func parse(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(Fault) -> (
    size: Int, extensions: Range<Int>
  ) {
    var size = 0
    var index = range.lowerBound
    while index < range.upperBound, let digit = ASCII.hexValue(bytes[index]) {
      size = size >> (Int.bitWidth - 5) == 0 ? size &<< 4 | digit : .max
      index &+= 1
    }
    let digits = index &- range.lowerBound
    guard digits > 0 else { throw Line.chunkSize.malformed("does not begin with a hexadecimal number.") }
    guard digits <= digitsMax else { throw Line.chunkSize.malformed("has more than \(digitsMax) digits.") }
    let extensions = index..<range.upperBound
    try checkExtensions(bytes, extensions)
    return (size, extensions)
  }

  /// `*( BWS ";" BWS chunk-ext-name [ BWS "=" BWS chunk-ext-val ] )` (RFC 9112 §7.1.1): read to its end, so that it
  /// cannot hide anything, and ignored. Whitespace that stands before no `;` is part of nothing and refused.
  private static func checkExtensions(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(Fault) {
    var cursor = Cursor(index: range.lowerBound, end: range.upperBound)
    while cursor.index < cursor.end {
      cursor.skipBlanks(bytes)
      var isValid = cursor.skip(ASCII.semicolon, bytes)
      cursor.skipBlanks(bytes)
      isValid = isValid && cursor.skipToken(bytes)
      let nameEnd = cursor.index
      cursor.skipBlanks(bytes)
      if isValid, cursor.skip(ASCII.equals, bytes) {
        cursor.skipBlanks(bytes)
        isValid = cursor.skipToken(bytes) || cursor.skipQuoted(bytes)
      } else {
        cursor.index = nameEnd
      }
      guard isValid else { throw Line.chunkSize.malformed("has extensions that cannot be read.") }
    }
  }

  private struct Cursor {
    var index: Int
    let end: Int

    mutating func skipBlanks(_ bytes: Span<UInt8>) {
      while index < end, ASCII.isBlank(bytes[index]) { index &+= 1 }
    }

    mutating func skip(_ byte: UInt8, _ bytes: Span<UInt8>) -> Bool {
      guard index < end, bytes[index] == byte else { return false }
      index &+= 1
      return true
    }

    mutating func skipToken(_ bytes: Span<UInt8>) -> Bool {
      let start = index
      while index < end, ASCII.isToken(bytes[index]) { index &+= 1 }
      return index > start
    }

    /// `quoted-string` (RFC 9110 §5.6.4); control characters the line scanner has refused already.
    mutating func skipQuoted(_ bytes: Span<UInt8>) -> Bool {
      guard skip(ASCII.quote, bytes) else { return false }
      while index < end {
        let byte = bytes[index]
        index &+= 1
        if byte == ASCII.quote { return true }
        if byte == ASCII.backslash { index &+= 1 }
      }
      return false
    }
  }
}
