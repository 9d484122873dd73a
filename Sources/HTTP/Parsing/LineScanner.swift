/// Finds the ends of lines in bytes that come in pieces, never looking at a byte twice.
///
/// Offsets count from the first byte not yet consumed. A line ends in CRLF and nothing else: RFC 9112 §2.2 lets a
/// recipient take a bare LF, but then two recipients could see different lines, so it is refused, as is a bare CR.
struct LineScanner {
  /// Where the line now being read begins: everything before was returned.
  private(set) var start = 0
  private var scanned = 0

  /// Whether nothing of the line has been looked at.
  var isAtStart: Bool { scanned == start }

  /// The next line without its CRLF, or `nil` while its end has not come.
  ///
  /// `limit` is the offset the line may reach, its CRLF not counted; `bytesMax` is how a fault calls it. Faults are
  /// found in the order of the bytes, so that they do not depend on how the bytes were cut.
  mutating func next(
    in bytes: Span<UInt8>, _ line: Line, limit: Int, bytesMax: Int
  ) throws(Fault) -> Range<Int>? {
    let stop = bytes.firstControl(from: scanned)
    guard stop <= limit else { throw line.tooLong(bytesMax) }
    scanned = stop
    guard stop < bytes.count else { return nil }
    guard bytes[stop] == ASCII.carriageReturn else {
      throw bytes[stop] == ASCII.lineFeed
        ? line.malformed("ends in LF without CR.") : line.malformed("contains a control character.")
    }
    guard stop &+ 1 < bytes.count else { return nil }
    guard bytes[stop &+ 1] == ASCII.lineFeed else { throw line.malformed("contains CR without LF.") }
    defer { skip(to: stop &+ 2) }
    return start..<stop
  }

  /// The next line begins at `offset`.
  mutating func skip(to offset: Int) {
    start = offset
    scanned = offset
  }

  /// The bytes before `start` were consumed: offsets count from there now.
  mutating func rebase() {
    scanned &-= start
    start = 0
  }
}
