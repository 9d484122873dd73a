/// One field line (RFC 9112 §5): `field-name ":" OWS field-value OWS`, as offsets into the head. A limit on the head
/// keeps the offsets far below 32 bits.
struct FieldLine {
  private var nameStart, nameEnd, valueStart, valueEnd: UInt32

  var name: Range<Int> { Int(nameStart)..<Int(nameEnd) }
  var value: Range<Int> { Int(valueStart)..<Int(valueEnd) }

  /// `range` is a line found by `LineScanner`, hence free of control characters but HTAB, as field values must be
  /// (RFC 9110 §5.5).
  init(_ bytes: Span<UInt8>, _ range: Range<Int>, _ line: Line) throws(Fault) {
    let colon = try Self.colon(bytes, range, line)
    let value = bytes.trimmingBlanks(colon &+ 1..<range.upperBound)
    nameStart = UInt32(truncatingIfNeeded: range.lowerBound)
    nameEnd = UInt32(truncatingIfNeeded: colon)
    valueStart = UInt32(truncatingIfNeeded: value.lowerBound)
    valueEnd = UInt32(truncatingIfNeeded: value.upperBound)
  }

  private static func colon(_ bytes: Span<UInt8>, _ range: Range<Int>, _ line: Line) throws(Fault) -> Int {
    var index = range.lowerBound
    while true {
      index = bytes.firstNonLetter(in: index..<range.upperBound)
      guard index < range.upperBound else { throw line.malformed("has no colon.") }
      let byte = bytes[index]
      if byte == ASCII.colon { break }
      guard ASCII.isToken(byte) else { throw refused(bytes, index, range, line) }
      index &+= 1
    }
    guard index > range.lowerBound else { throw line.malformed("has an empty name.") }
    return index
  }

  private static func refused(_ bytes: Span<UInt8>, _ index: Int, _ range: Range<Int>, _ line: Line) -> Fault
  {
    guard ASCII.isBlank(bytes[index]) else {
      return line.malformed("has a character in its name that no name may have.")
    }
    // RFC 9112 §5.2: obsolete line folding, and §2.2 for the line behind the request line.
    if index == range.lowerBound { return line.malformed("begins with whitespace.") }
    var rest = index
    while rest < range.upperBound, bytes[rest] != ASCII.colon { rest &+= 1 }
    if rest == range.upperBound { return line.malformed("has no colon.") }
    // RFC 9112 §5.1: whitespace before the colon has led recipients to read different names.
    return line.malformed("has whitespace before its colon.")
  }
}
