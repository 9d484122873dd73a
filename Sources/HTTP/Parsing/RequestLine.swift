/// A request line (RFC 9112 §3): `method SP request-target SP HTTP-version`, as offsets into the head.
struct RequestLine {
  /// The forms of a request target that a resource of ours can have (RFC 9112 §3.2).
  enum Target {
    /// An empty path means `/` (RFC 9110 §4.2.3).
    case path(Range<Int>, query: Range<Int>?)
    case asterisk
  }

  var method: Method
  var target: Target
  /// The authority of a target in absolute form.
  var authority: Range<Int>?
  var version: Request.Version

  /// The order of the checks: what is malformed (400), then the version (505), because another version may mean
  /// anything by the rest, then the method (501), then the target's form for this method.
  init(_ bytes: Span<UInt8>, _ line: Range<Int>) throws(Fault) {
    let methodEnd = try Self.methodEnd(bytes, line)
    let parts = try TargetParts(bytes, methodEnd &+ 1..<line.upperBound)
    let minor = try Self.minorVersion(bytes, parts.end &+ 1..<line.upperBound)
    version = minor == 0 ? .http10 : .http11
    guard let method = Self.method(bytes, line.lowerBound..<methodEnd) else {
      // RFC 9110 §9.1: a method not implemented is a 501; CONNECT, with its authority form, among them.
      throw Fault(.notImplemented, "This server knows no method of this name; names are case-sensitive.")
    }
    self.method = method
    (target, authority) = try parts.resolved(bytes, for: method)
  }

  private static func methodEnd(_ bytes: Span<UInt8>, _ line: Range<Int>) throws(Fault) -> Int {
    var index = line.lowerBound
    while index < line.upperBound, ASCII.isToken(bytes[index]) { index &+= 1 }
    guard index > line.lowerBound, index < line.upperBound, bytes[index] == ASCII.space else {
      throw Line.request.malformed("does not begin with a method and one space.")
    }
    return index
  }

  /// Method names are case-sensitive (RFC 9110 §9.1), so a name is one number.
  private static func method(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Method? {
    guard range.count <= 8 else { return nil }
    var name: UInt64 = 0
    for index in range { name = name &<< 8 | UInt64(bytes[index]) }
    return switch name {
    case 0x47_4554: .get
    case 0x4845_4144: .head
    case 0x504F_5354: .post
    case 0x50_5554: .put
    case 0x50_4154_4348: .patch
    case 0x4445_4C45_5445: .delete
    case 0x4F_5054_494F_4E53: .options
    default: nil
    }
  }

  /// `HTTP/1.` and one digit (RFC 9112 §2.3). A higher minor version is answered as the highest we know (RFC 9110
  /// §2.5), another major version with 505.
  private static func minorVersion(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(Fault) -> UInt8 {
    let start = range.lowerBound
    // The eight bytes as one word, the digits masked out: H T T P / _ . _ from the lowest place up.
    guard range.count == 8, bytes.word(at: start) & 0x00FF_00FF_FFFF_FFFF == 0x002E_002F_5054_5448,
      ASCII.isDigit(bytes[start &+ 5]), ASCII.isDigit(bytes[start &+ 7])
    else { throw Line.request.malformed("does not end in one space and an HTTP version.") }
    guard bytes[start &+ 5] == 0x31 else {
      throw Fault(.versionNotSupported, "This server speaks HTTP/1.0 and HTTP/1.1.")
    }
    return bytes[start &+ 7] &- 0x30
  }
}
