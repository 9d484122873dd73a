/// The fields that the engine itself reads, told by their names (RFC 9110 §5.1: compared without case).
enum KnownField: UInt8 {
  /// Any other name.
  case other
  // Framing and connection: `Framing` reads them.
  case host, expect, connection, contentLength, transferEncoding
  /// `X-Request-Id`: taken over into the answer.
  case requestID
  // What an answer to GET may depend on besides its target: `PreparedAnswers` keys by them.
  case accept, acceptEncoding, ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince, range, ifRange

  /// `name` is a token. Told by its length and then by one name that has it, so most are `other` after one look.
  @inline(__always)
  init(_ bytes: Span<UInt8>, _ name: Range<Int>) {
    self = .other
    switch name.count {
    case 4: if bytes.equals("host", in: name) { self = .host }
    case 5: if bytes.equals("range", in: name) { self = .range }
    case 6:
      if bytes.equals("accept", in: name) { self = .accept }
      if bytes.equals("expect", in: name) { self = .expect }
    case 8:
      if bytes.equals("if-match", in: name) { self = .ifMatch }
      if bytes.equals("if-range", in: name) { self = .ifRange }
    case 10: if bytes.equals("connection", in: name) { self = .connection }
    case 12: if bytes.equals("x-request-id", in: name) { self = .requestID }
    case 13: if bytes.equals("if-none-match", in: name) { self = .ifNoneMatch }
    case 14: if bytes.equals("content-length", in: name) { self = .contentLength }
    case 15: if bytes.equals("accept-encoding", in: name) { self = .acceptEncoding }
    case 17:
      if bytes.equals("transfer-encoding", in: name) { self = .transferEncoding }
      if bytes.equals("if-modified-since", in: name) { self = .ifModifiedSince }
    case 19: if bytes.equals("if-unmodified-since", in: name) { self = .ifUnmodifiedSince }
    default: break
    }
  }

  /// Whether what is answered to GET may depend on it.
  @inline(__always)
  var selectsAnswer: Bool { rawValue >= KnownField.accept.rawValue }

  /// The one of this name, which may be in any case.
  init(name: String) {
    let utf8 = Array(name.utf8)
    self.init(utf8.span, 0..<utf8.count)
  }
}
