/// One field line (RFC 9112 §5): `field-name ":" OWS field-value OWS`, as offsets into the head. A limit on the head
/// keeps the offsets far below 32 bits.
struct FieldLine {
  private var nameStart, nameEnd, valueStart, valueEnd: UInt32
  let known: KnownField

  var name: Range<Int> { Int(nameStart)..<Int(nameEnd) }
  var value: Range<Int> { Int(valueStart)..<Int(valueEnd) }

  @inline(__always)
  private init(_ bytes: Span<UInt8>, name: Range<Int>, value: Range<Int>) {
    nameStart = UInt32(truncatingIfNeeded: name.lowerBound)
    nameEnd = UInt32(truncatingIfNeeded: name.upperBound)
    valueStart = UInt32(truncatingIfNeeded: value.lowerBound)
    valueEnd = UInt32(truncatingIfNeeded: value.upperBound)
    known = KnownField(bytes, name)
  }

  /// `range` is a line found by `LineScanner`, hence free of control characters but HTAB, as field values must be
  /// (RFC 9110 §5.5).
  init(_ bytes: Span<UInt8>, _ range: Range<Int>, _ line: Line) throws(Fault) {
    let colon = try Self.colon(bytes, range, line)
    let value = bytes.trimmingBlanks(colon &+ 1..<range.upperBound)
    self.init(bytes, name: range.lowerBound..<colon, value: value)
  }

  /// The line that begins at `start`, if all of it is there and nothing is wrong with it; the next line then begins two
  /// bytes behind `end`. One pass: most lines are read here, and only the others, to say what is wrong, by
  /// `LineScanner`.
  @inline(__always)
  init?(_ bytes: Span<UInt8>, wholeFrom start: Int, end: inout Int) {
    let colon = bytes.firstNonName(from: start)
    guard colon < bytes.count, bytes[unchecked: colon] == ASCII.colon, colon > start else { return nil }
    end = bytes.firstControl(from: colon &+ 1)
    guard bytes.hasLineEnd(at: end) else { return nil }
    self.init(bytes, name: start..<colon, value: bytes.trimmingBlanks(colon &+ 1..<end))
  }

  private static func colon(_ bytes: Span<UInt8>, _ range: Range<Int>, _ line: Line) throws(Fault) -> Int {
    var index = range.lowerBound
    while index < range.upperBound, ASCII.isToken(bytes[index]) { index &+= 1 }
    guard index < range.upperBound else { throw line.malformed("has no colon.") }
    guard bytes[index] == ASCII.colon else { throw refused(bytes, index, range, line) }
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
