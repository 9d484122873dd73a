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

  /// `name` is a token. Told by its length and its first bytes as one word; only if both fit are all compared.
  @inline(__always)
  init(_ bytes: Span<UInt8>, _ name: Range<Int>) {
    guard name.lowerBound &+ 8 <= bytes.count else {
      self.init(byName: bytes, name)
      return
    }
    // A token has no two characters that this makes equal but letters (and `^` and `~`, which no name here has).
    let word = bytes.word(at: name.lowerBound) | 0x2020_2020_2020_2020
    switch name.count {
    case 4 where word & 0xFFFF_FFFF == 0x7473_6F68: self = .host
    case 5 where word & 0xFF_FFFF_FFFF == 0x65_676E_6172: self = .range
    case 6 where word & 0xFFFF_FFFF_FFFF == 0x7470_6563_6361: self = .accept
    case 6 where word & 0xFFFF_FFFF_FFFF == 0x7463_6570_7865: self = .expect
    case 8 where word == 0x6863_7461_6D2D_6669: self = .ifMatch
    case 8 where word == 0x6567_6E61_722D_6669: self = .ifRange
    // connecti…, x-reques…, if-none-…, content-…, accept-e…, transfer…, if-modif…, if-unmod…
    case 10 where word == 0x6974_6365_6E6E_6F63, 12 where word == 0x7365_7571_6572_2D78,
      13 where word == 0x2D65_6E6F_6E2D_6669, 14 where word == 0x2D74_6E65_746E_6F63,
      15 where word == 0x652D_7470_6563_6361, 17 where word == 0x7265_6673_6E61_7274,
      17 where word == 0x6669_646F_6D2D_6669, 19 where word == 0x646F_6D6E_752D_6669:
      self.init(byName: bytes, name)
    default: self = .other
    }
  }

  @inline(never)
  private init(byName bytes: Span<UInt8>, _ name: Range<Int>) {
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
