/// A request target cut at its delimiters, before its form is judged.
///
/// Taken as they come are characters that RFC 3986 wants escaped but browsers send, such as `|`: they delimit nothing
/// here. Refused are those by which two recipients could cut the line or the target differently.
struct TargetParts {
  private var range: Range<Int>
  private var question: Int?
  /// Where the space behind the target stands.
  var end: Int { range.upperBound }

  /// Scans from the start of `rest` to the space behind the target.
  init(_ bytes: Span<UInt8>, _ rest: Range<Int>) throws(Fault) {
    var index = rest.lowerBound
    while true {
      index = bytes.firstTargetDelimiter(in: index..<rest.upperBound)
      guard index < rest.upperBound else {
        throw Line.request.malformed("does not end in one space and an HTTP version.")
      }
      let byte = bytes[index]
      if byte == ASCII.space { break }
      guard byte == ASCII.question else { throw Self.refused(byte) }
      if question == nil { question = index }
      index &+= 1
    }
    range = rest.lowerBound..<index
    guard !range.isEmpty else { throw Line.request.malformed("has no target.") }
  }

  private static func refused(_ byte: UInt8) -> Fault {
    switch byte {
    case ASCII.hash: Line.request.malformed("has a fragment in its target.")  // RFC 9112 §3.2: never sent
    case 0x80...: Line.request.malformed("has a character in its target that must be percent-encoded.")
    default: Line.request.malformed("contains a control character.")
    }
  }

  /// The target as `method` may have it, with the authority of an absolute form.
  func resolved(
    _ bytes: Span<UInt8>, for method: Method
  ) throws(Fault) -> (RequestLine.Target, authority: Range<Int>?, isHTTPS: Bool) {
    if bytes[range.lowerBound] == ASCII.slash { return (path(from: range.lowerBound), nil, false) }
    if bytes[range.lowerBound] == ASCII.asterisk, range.count == 1 {
      // RFC 9112 §3.2.4: only a server-wide OPTIONS.
      guard method == .options else { throw Line.request.malformed("has the target * without OPTIONS.") }
      return (.asterisk, nil, false)
    }
    guard let (start, isHTTPS) = authorityStart(bytes) else {
      throw Line.request.malformed("has a target that is neither a path nor an http or https URI.")
    }
    let hierarchyEnd = question ?? range.upperBound
    var authorityEnd = start
    while authorityEnd < hierarchyEnd, bytes[authorityEnd] != ASCII.slash { authorityEnd &+= 1 }
    guard Authority.isValid(bytes, start..<authorityEnd) else {
      // User information counts as invalid too: RFC 9110 §4.2.4.
      throw Line.request.malformed("has a target with an invalid authority.")
    }
    // RFC 9112 §3.2.4: OPTIONS on a URI without path and query is the server-wide one.
    let isServerWide = method == .options && authorityEnd == range.upperBound
    return (isServerWide ? .asterisk : path(from: authorityEnd), start..<authorityEnd, isHTTPS)
  }

  private func path(from start: Int) -> RequestLine.Target {
    guard let question else { return .path(start..<range.upperBound, query: nil) }
    return .path(start..<question, query: question &+ 1..<range.upperBound)
  }

  /// Behind `http://` or `https://`; schemes compare without case (RFC 9110 §4.2.3).
  private func authorityStart(_ bytes: Span<UInt8>) -> (Int, isHTTPS: Bool)? {
    let start = range.lowerBound
    if range.count >= 7, bytes.equals("http://", in: start..<start &+ 7) { return (start &+ 7, false) }
    if range.count >= 8, bytes.equals("https://", in: start..<start &+ 8) { return (start &+ 8, true) }
    return nil
  }
}
