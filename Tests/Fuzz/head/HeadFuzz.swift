#if !FUZZING
  @testable import HTTP
#endif

/// One request head, read whole, in pieces, byte by byte, and by the quick reader: all must see the same. What a head says
/// is then written in plain form and must be read again as the same request.
enum HeadFuzz {
  static func run(_ input: [UInt8]) throws(Finding) {
    for limits in [Limits(), HTTPFuzz.tight] {
      let whole = read([input[...]], limits)
      try hold(whole == read(pieces(of: input), limits), "the reading depends on the cuts")
      let single = read(input.indices.map { input[$0...$0] }, limits)
      try hold(whole == single, "byte by byte the reading is another:\n\(whole)\n\(single)")
      if let quick = HeadReading.quick(input, limits) {
        guard case .head(let head) = whole else { throw Finding("only the quick reader takes it: \(whole)") }
        try hold(head.reading == quick, "the quick reader sees another head:\n\(head)\n\(quick)")
      }
      if case .head(let head) = whole {
        try check(head)
        try checkWrittenAgain(head)
      }
    }
  }

  private enum Outcome: Equatable {
    case head(Head)
    case fault(Fault)
    case partial
  }

  private struct Head: Equatable {
    var reading: HeadReading
    // What only the common way makes of it.
    var body: Framing.Body?
    var fault: Fault?
    var target = ""
    var fields = Fields()
  }

  private static func read(_ pieces: [ArraySlice<UInt8>], _ limits: Limits) -> Outcome {
    var parser = HeadParser()
    var lines = FieldLines()
    var bytes: [UInt8] = []
    for piece in pieces {
      bytes += piece
      do throws(Fault) {
        // Empty lines are taken off before, as a connection does it.
        bytes.removeFirst(try parser.skipEmptyLines(bytes.span))
        guard let end = try parser.parse(bytes.span, into: &lines, limits), let line = parser.requestLine
        else {
          continue
        }
        var head = Head(
          reading: HeadReading(line, parser.framing, (0..<lines.count).map { lines[$0] }, end: end))
        do throws(Fault) {
          head.body = try parser.body(bodyBytesMax: limits.bodyBytesMax, isSecured: true)
        } catch {
          head.fault = error
        }
        let request = parser.request(bytes.span, lines)
        head.target = request.target
        head.fields = request.fields
        return .head(head)
      } catch {
        return .fault(error)
      }
    }
    return .partial
  }

  private static func check(_ head: Head) throws(Finding) {
    try hold(
      head.target.hasPrefix("/") || head.target == "*" && head.reading.method == .options,
      "target \(head.target)")
    try hold(head.target.utf8.allSatisfy { 0x20 < $0 && $0 < 0x7F && $0 != 0x23 }, "target \(head.target)")
    for field in head.fields {
      let (name, value) = (Array(field.name.utf8), Array(field.value.utf8))
      try hold(name.span.isToken(0..<name.count), "\(field.name) is no token")
      try hold(value.span.firstControl(from: 0) == value.count, "a control character in \(field.name)")
      try hold(value.span.trimmingBlanks(0..<value.count).count == value.count, "blanks around \(field.name)")
    }
    try hold(head.fault != nil || head.body != nil, "a head says how long its content is, or is refused")
  }

  private static func checkWrittenAgain(_ head: Head) throws(Finding) {
    var text =
      "\(head.reading.method.rawValue) \(head.target) HTTP/1.\(head.reading.version == .http10 ? 0 : 1)\r\n"
    for field in head.fields { text += "\(field.name):\t \(field.value) \r\n" }
    // As UTF-8, values may be twice as long as they were.
    var limits = Limits()
    limits.headerBytesMax = 1 << 20
    guard case .head(let again) = read([Array((text + "\r\n").utf8)[...]], limits) else {
      throw Finding("what was read cannot be read again: \(text)")
    }
    try hold(
      again.target == head.target && again.fields == head.fields
        && again.reading.method == head.reading.method
        && again.reading.version == head.reading.version && again.reading.persists == head.reading.persists,
      "read again it is another: \(text)")
    if let body = head.body { try hold(again.body == body, "read again it has other content: \(text)") }
  }
}
