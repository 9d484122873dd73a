/// What the fields of a head say about the message and its connection, gathered line by line.
///
/// Whatever could be read in two ways is refused, so that nothing between the client and us can have seen other
/// borders between requests than we do (request smuggling, RFC 9112 §11.2).
struct Framing {
  enum Body: Equatable {
    /// Content of this many bytes; 0 when there is none.
    case length(Int)
    case chunked
  }

  private(set) var hasHost = false
  private var contentLength: Int?
  private var isChunked = false
  /// `Connection: close` and `Connection: keep-alive` (RFC 9112 §9.3).
  private(set) var saysClose = false
  private(set) var saysKeepAlive = false
  private var says100Continue = false
  /// Whether `X-Request-Id` is there.
  private(set) var hasRequestID = false

  /// Whether no content comes and none is spoken of: no length, no coding, no expectation.
  var isAboutTheAnswerAlone: Bool { contentLength == nil && !isChunked && !says100Continue }

  /// Takes in one field line; fields it does not know say nothing about framing.
  mutating func take(
    _ field: FieldLine, _ bytes: Span<UInt8>, _ line: Line, version: Request.Version
  ) throws(Fault) {
    switch field.known {
    case .host: try takeHost(field.value, bytes, line)
    case .expect: try takeExpect(field.value, bytes)
    case .connection: takeConnection(field.value, bytes)
    case .contentLength: try takeLength(field.value, bytes, line)
    case .transferEncoding: try takeCoding(field.value, bytes, line, version)
    case .requestID: hasRequestID = true
    default: break
    }
  }

  /// How much content follows the whole head (RFC 9112 §6.3).
  func body(of request: RequestLine, bodyBytesMax: Int) throws(Fault) -> Body {
    if lacksHost(request.version) { throw Fault(.badRequest, "The request has no Host field.") }
    if isChunked { return .chunked }
    guard let contentLength else {
      // RFC 9110 §8.6, §15.5.12: methods whose point is their content must say how long it is.
      if request.version == .http11, [.post, .put, .patch].contains(request.method) {
        let method = request.method.rawValue
        throw Fault(
          .lengthRequired, "A \(method) request needs Content-Length or Transfer-Encoding: chunked.")
      }
      return .length(0)
    }
    guard contentLength <= bodyBytesMax else {
      throw Fault(.contentTooLarge, "The content is longer than \(bodyBytesMax) bytes.")
    }
    return .length(contentLength)
  }

  /// RFC 9112 §3.2: a request of 1.1 has exactly one Host.
  func lacksHost(_ version: Request.Version) -> Bool { version == .http11 && !hasHost }

  /// Whether the client waits for `100 Continue`. In HTTP/1.0 the expectation is ignored (RFC 9110 §10.1.1).
  func expectsContinue(_ version: Request.Version) -> Bool { says100Continue && version == .http11 }

  /// Whether the connection stays open behind the answer (RFC 9112 §9.3).
  func persists(_ version: Request.Version) -> Bool { !saysClose && (version == .http11 || saysKeepAlive) }

  private mutating func takeHost(_ value: Range<Int>, _ bytes: Span<UInt8>, _ line: Line) throws(Fault) {
    if hasHost { throw line.malformed("is a second Host field.") }
    guard Authority.isValid(bytes, value) else {
      throw line.malformed("is a Host field without a valid host.")
    }
    hasHost = true
  }

  /// RFC 9110 §8.6: digits only. Lists and repetitions of one value could be merged, but are refused.
  private mutating func takeLength(_ value: Range<Int>, _ bytes: Span<UInt8>, _ line: Line) throws(Fault) {
    if contentLength != nil { throw line.malformed("is a second Content-Length field.") }
    if isChunked { throw Self.twoLengths(line) }
    guard !value.isEmpty else { throw line.malformed("is a Content-Length field without a number.") }
    var length = 0
    for index in value {
      guard ASCII.isDigit(bytes[index]) else {
        throw line.malformed("is a Content-Length field that is no number.")
      }
      // A number too great for Int is above any limit all the same; it must not wrap round to a small one.
      let (product, overflow) = length.multipliedReportingOverflow(by: 10)
      let (sum, carried) = product.addingReportingOverflow(Int(bytes[index] &- 0x30))
      length = overflow || carried ? .max : sum
    }
    contentLength = length
  }

  private static func twoLengths(_ line: Line) -> Fault {
    // RFC 9112 §6.1, §6.3: an attempt at smuggling, or as good as one.
    line.malformed("makes a request with both Content-Length and Transfer-Encoding.")
  }

  /// Exactly `chunked` (RFC 9112 §6.1, §7), in one line.
  private mutating func takeCoding(
    _ value: Range<Int>, _ bytes: Span<UInt8>, _ line: Line, _ version: Request.Version
  ) throws(Fault) {
    if version == .http10 {
      throw line.malformed("is a Transfer-Encoding field, which HTTP/1.0 does not have.")
    }
    if isChunked { throw line.malformed("is a second Transfer-Encoding field.") }
    if contentLength != nil { throw Self.twoLengths(line) }
    var others = 0
    var codings = ListCursor(value)
    while let coding = codings.next(in: bytes) {
      // Chunked has no parameters (§7.1), and an empty element is no coding.
      guard bytes.isToken(coding) else {
        throw line.malformed("is a Transfer-Encoding field that cannot be read.")
      }
      if isChunked { throw line.malformed("is a Transfer-Encoding field with a coding behind chunked.") }
      if bytes.equals("chunked", in: coding) { isChunked = true } else { others &+= 1 }
    }
    // §6.3 rule 4: without chunked at the end nobody can tell where the request ends.
    guard isChunked else {
      throw line.malformed("is a Transfer-Encoding field that does not end in chunked.")
    }
    guard others == 0 else { throw Fault(.notImplemented, "The only transfer coding known here is chunked.") }
  }

  /// RFC 9110 §10.1.1: `100-continue` is the only expectation there is.
  private mutating func takeExpect(_ value: Range<Int>, _ bytes: Span<UInt8>) throws(Fault) {
    var expectations = ListCursor(value)
    while let expectation = expectations.next(in: bytes) {
      // RFC 9110 §5.6.1.2: empty elements are passed over.
      if expectation.isEmpty { continue }
      guard bytes.equals("100-continue", in: expectation) else {
        throw Fault(.expectationFailed, "The only expectation known here is 100-continue.")
      }
      says100Continue = true
    }
  }

  private mutating func takeConnection(_ value: Range<Int>, _ bytes: Span<UInt8>) {
    var options = ListCursor(value)
    while let option = options.next(in: bytes) {
      if bytes.equals("close", in: option) { saysClose = true }
      if bytes.equals("keep-alive", in: option) { saysKeepAlive = true }
    }
  }
}
