/// Reads one request head (RFC 9112 §2.1): request line, field lines, empty line. A value, to be kept while the head
/// is partial; bytes it has seen it does not look at again, so a client that sends byte by byte costs no more work.
/// The caller keeps the field lines beside it, empty at first.
struct HeadParser {
  /// Empty lines ignored before a request line, which old clients send behind their content (RFC 9112 §2.2); more
  /// are a 400.
  static let emptyLinesMax = 4

  private var lines = LineScanner()
  private var emptyLines = 0
  private(set) var requestLine: RequestLine?
  private var fieldsStart = 0
  private(set) var framing = Framing()

  /// Whether empty lines were taken off.
  var hasSkipped: Bool { emptyLines > 0 }

  /// Whether the request is a HEAD, as far as is known: even the answer to a fault then has no content.
  var isHead: Bool { requestLine?.method == .head }

  /// Takes empty lines off the front, before the request line has begun, and says how many bytes they were.
  mutating func skipEmptyLines(_ bytes: Span<UInt8>) throws(Fault) -> Int {
    guard requestLine == nil else { return 0 }
    var end = 0
    while end &+ 1 < bytes.count, bytes[end] == ASCII.carriageReturn, bytes[end &+ 1] == ASCII.lineFeed {
      emptyLines &+= 1
      guard emptyLines <= Self.emptyLinesMax else {
        throw Fault(.badRequest, "More than \(Self.emptyLinesMax) empty lines stand before the request line.")
      }
      end &+= 2
    }
    return end
  }

  /// The head's length in bytes once it is whole, `nil` while bytes are lacking. `bytes` begin with the head and
  /// contain at least what they contained the last time.
  mutating func parse(
    _ bytes: Span<UInt8>, into fieldLines: inout FieldLines, _ limits: Limits
  ) throws(Fault) -> Int? {
    guard let request = try parseRequestLine(bytes, limits.requestLineBytesMax) else { return nil }
    let limit = fieldsStart &+ limits.headerBytesMax
    while true {
      var end = 0
      if lines.isAtStart, let field = FieldLine(bytes, wholeFrom: lines.start, end: &end), end &+ 2 <= limit,
        fieldLines.count < limits.headerFieldsMax
      {
        if field.known != .other {
          try framing.take(field, bytes, .field(fieldLines.count &+ 1), version: request.version)
        }
        fieldLines.append(field)
        lines.skip(to: end &+ 2)
        continue
      }
      if lines.isAtStart, bytes.hasLineEnd(at: lines.start) {
        lines.skip(to: lines.start &+ 2)
        return lines.start
      }
      guard try parseSlowly(bytes, into: &fieldLines, limits, limit, request.version) else { return nil }
    }
  }

  /// The line that is not plainly whole and right, nor the empty one at the end. `false`: bytes are lacking.
  @inline(never)
  private mutating func parseSlowly(
    _ bytes: Span<UInt8>, into fieldLines: inout FieldLines, _ limits: Limits, _ limit: Int,
    _ version: Request.Version
  ) throws(Fault) -> Bool {
    let line = Line.field(fieldLines.count &+ 1)
    let range = try lines.next(in: bytes, line, limit: limit, bytesMax: limits.headerBytesMax)
    guard let range else { return false }
    guard lines.start <= limit else { throw line.tooLong(limits.headerBytesMax) }
    guard fieldLines.count < limits.headerFieldsMax else {
      throw Fault(.fieldsTooLarge, "The request has more than \(limits.headerFieldsMax) field lines.")
    }
    let field = try FieldLine(bytes, range, line)
    try framing.take(field, bytes, line, version: version)
    fieldLines.append(field)
    return true
  }

  private mutating func parseRequestLine(_ bytes: Span<UInt8>, _ bytesMax: Int) throws(Fault) -> RequestLine?
  {
    if let requestLine { return requestLine }
    var end = 0
    if lines.isAtStart, lines.start == 0, let plain = RequestLine(bytes, wholeTo: &end), end <= bytesMax {
      requestLine = plain
      fieldsStart = end &+ 2
      lines.skip(to: fieldsStart)
      return plain
    }
    guard let range = try lines.next(in: bytes, .request, limit: bytesMax, bytesMax: bytesMax) else {
      return nil
    }
    let request = try RequestLine(bytes, range)
    requestLine = request
    fieldsStart = lines.start
    return request
  }

  /// How the content of the whole head is framed. `isSecured`: over TLS.
  func body(bodyBytesMax: Int, isSecured: Bool) throws(Fault) -> Framing.Body {
    guard let requestLine else { preconditionFailure("the head is not whole") }
    // RFC 9110 §7.4. A gateway that has taken TLS off sends no absolute form (RFC 9112 §3.2.1).
    if requestLine.isHTTPS, !isSecured {
      throw Fault(.misdirected, "A target of https is answered over TLS alone, and this connection has none.")
    }
    return try framing.body(of: requestLine, bodyBytesMax: bodyBytesMax)
  }

  /// The request of the whole head, without content. Only here do bytes become strings.
  func request(_ bytes: Span<UInt8>, _ fieldLines: FieldLines) -> Request {
    guard let requestLine else { preconditionFailure("the head is not whole") }
    var fields = Fields()
    fields.reserveCapacity(fieldLines.count)
    for index in 0..<fieldLines.count {
      fields.append(bytes.text(fieldLines[index].name), bytes.text(fieldLines[index].value))
    }
    // RFC 9112 §3.2.2: the authority of an absolute form stands for Host, whatever Host said.
    if let authority = requestLine.authority { fields["Host"] = bytes.text(authority) }
    var request = Request(method: requestLine.method, path: "*", version: requestLine.version, fields: fields)
    if case .path(let path, let query) = requestLine.target {
      request.path = path.isEmpty ? "/" : bytes.text(path)
      request.query = query.map { bytes.text($0) }
    }
    return request
  }
}
