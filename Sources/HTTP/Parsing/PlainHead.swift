/// A request head that is all there and plainly right, read in one pass: what nearly every head is. `nil` says only that
/// `HeadParser` is to read it, which comes to the same outcome where there is one, waits for what is missing, and
/// says what is wrong.
struct PlainHead {
  let line: RequestLine
  let framing: Framing
  /// Field lines written.
  let fieldCount: Int
  /// Bytes of the head.
  let end: Int

  /// `bytes` begin with the head. As many field lines are taken as `fields` has room for.
  @inline(__always)
  init?(_ bytes: Span<UInt8>, _ fields: UnsafeMutableBufferPointer<FieldLine>, _ limits: Limits) {
    var lineEnd = 0
    guard let line = RequestLine(bytes, wholeTo: &lineEnd), lineEnd <= limits.requestLineBytesMax else {
      return nil
    }
    var framing = Framing()
    var start = lineEnd &+ 2
    let limit = start &+ limits.headerBytesMax
    let fieldsMax = min(fields.count, limits.headerFieldsMax)
    var count = 0
    while !bytes.hasLineEnd(at: start) {
      guard count < fieldsMax, let field = FieldLine(bytes, wholeFrom: start, end: &lineEnd),
        lineEnd &+ 2 <= limit
      else { return nil }
      if field.known != .other, !Self.take(field, bytes, line.version, count, &framing) { return nil }
      // Safe: `count` is below the buffer's.
      fields.baseAddress.unsafelyUnwrapped.advanced(by: count).initialize(to: field)
      count &+= 1
      start = lineEnd &+ 2
    }
    self.line = line
    self.framing = framing
    fieldCount = count
    end = start &+ 2
  }

  @inline(__always)
  private static func take(
    _ field: FieldLine, _ bytes: Span<UInt8>, _ version: Request.Version, _ count: Int,
    _ framing: inout Framing
  ) -> Bool {
    do throws(Fault) {
      try framing.take(field, bytes, .field(count &+ 1), version: version)
      return true
    } catch {
      return false
    }
  }
}
