/// A request line (RFC 9112 §3): `method SP request-target SP HTTP-version`, as offsets into the head. A limit on the
/// line keeps them far below 32 bits.
struct RequestLine {
  /// The forms of a request target that a resource of ours can have (RFC 9112 §3.2).
  enum Target {
    /// An empty path means `/` (RFC 9110 §4.2.3).
    case path(Range<Int>, query: Range<Int>?)
    case asterisk
  }

  let method: Method
  let version: Request.Version
  /// Whether the target is in absolute form, with the scheme `https`.
  let isHTTPS: Bool
  private let isAsterisk: Bool
  // Path and query; the query begins behind the `?` at `pathEnd`, if the target goes on there.
  private let targetStart, pathEnd, targetEnd: UInt32
  private let authorityStart, authorityEnd: UInt32

  var target: Target {
    if isAsterisk { return .asterisk }
    let path = Int(targetStart)..<Int(pathEnd)
    return .path(path, query: pathEnd == targetEnd ? nil : Int(pathEnd) &+ 1..<Int(targetEnd))
  }

  /// Path and query in one piece; `nil` unless the target is in origin form.
  @inline(__always)
  var originForm: Range<Int>? {
    isAsterisk || authorityEnd > 0 ? nil : Int(targetStart)..<Int(targetEnd)
  }

  /// The authority of a target in absolute form.
  var authority: Range<Int>? { authorityEnd == 0 ? nil : Int(authorityStart)..<Int(authorityEnd) }

  @inline(__always)
  private init(_ method: Method, _ version: Request.Version, path start: Int, question: Int, end: Int) {
    self.method = method
    self.version = version
    isHTTPS = false
    isAsterisk = false
    targetStart = UInt32(truncatingIfNeeded: start)
    pathEnd = UInt32(truncatingIfNeeded: question)
    targetEnd = UInt32(truncatingIfNeeded: end)
    authorityStart = 0
    authorityEnd = 0
  }

  /// The order of the checks: what is malformed (400), then the version (505), because another version may mean
  /// anything by the rest, then the method (501), then the target's form for this method.
  init(_ bytes: Span<UInt8>, _ line: Range<Int>) throws(Fault) {
    let methodEnd = try Self.methodEnd(bytes, line)
    let parts = try TargetParts(bytes, methodEnd &+ 1..<line.upperBound)
    let minor = try Self.minorVersion(bytes, parts.end &+ 1..<line.upperBound)
    guard let method = Self.method(bytes, line.lowerBound..<methodEnd) else {
      // RFC 9110 §9.1: a method not implemented is a 501; CONNECT, with its authority form, among them.
      throw Fault(.notImplemented, "This server knows no method of this name; names are case-sensitive.")
    }
    version = minor == 0 ? .http10 : .http11
    let (target, authority, isHTTPS) = try parts.resolved(bytes, for: method)
    self.isHTTPS = isHTTPS
    self.method = method
    authorityStart = UInt32(truncatingIfNeeded: authority?.lowerBound ?? 0)
    authorityEnd = UInt32(truncatingIfNeeded: authority?.upperBound ?? 0)
    switch target {
    case .asterisk: (isAsterisk, targetStart, pathEnd, targetEnd) = (true, 0, 0, 0)
    case .path(let path, let query):
      isAsterisk = false
      targetStart = UInt32(truncatingIfNeeded: path.lowerBound)
      pathEnd = UInt32(truncatingIfNeeded: path.upperBound)
      targetEnd = UInt32(truncatingIfNeeded: query?.upperBound ?? path.upperBound)
    }
  }

  /// The line that the bytes begin with, if all of it is there and it is plain: a method we know, a path, and HTTP/1.0 or
  /// 1.1; its CRLF then stands at `end`. Nearly every line is read here; the others by `init(_:_:)`, with the same
  /// outcome where there is one.
  @inline(__always)
  init?(_ bytes: Span<UInt8>, wholeTo end: inout Int) {
    // 16 bytes are the least: `GET / HTTP/1.1` and CRLF.
    guard bytes.count >= 16, let method = Method(startOf: bytes.word(at: 0)) else { return nil }
    let start = method.nameBytes &+ 1
    guard bytes[start] == ASCII.slash else { return nil }
    var question = 0
    var index = start
    while true {
      index = bytes.firstTargetDelimiter(in: index..<bytes.count)
      // A version and CRLF are to follow.
      guard index &+ 11 <= bytes.count else { return nil }
      let byte = bytes[unchecked: index]
      if byte == ASCII.space { break }
      guard byte == ASCII.question else { return nil }
      if question == 0 { question = index }
      index &+= 1
    }
    let minor = bytes.word(at: index &+ 1) ^ 0x302E_312F_5054_5448
    guard minor == 0 || minor == 0x0100_0000_0000_0000, bytes.hasLineEnd(at: index &+ 9) else { return nil }
    self.init(
      method, minor == 0 ? .http10 : .http11, path: start, question: question == 0 ? index : question,
      end: index)
    end = index &+ 9
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

extension Method {
  /// The method whose name and a space are the lowest bytes of `word`.
  @inline(__always)
  fileprivate init?(startOf word: UInt64) {
    switch word & 0xFFFF_FFFF {
    case 0x2054_4547: self = .get
    case 0x2054_5550: self = .put
    case 0x4441_4548 where word &>> 32 & 0xFF == 0x20: self = .head
    case 0x5453_4F50 where word &>> 32 & 0xFF == 0x20: self = .post
    case 0x4354_4150 where word &>> 32 & 0xFFFF == 0x2048: self = .patch
    case 0x454C_4544 where word &>> 32 & 0xFF_FFFF == 0x20_4554: self = .delete
    case 0x4954_504F where word &>> 32 == 0x2053_4E4F: self = .options
    default: return nil
    }
  }

  /// Bytes of the name.
  @inline(__always)
  fileprivate var nameBytes: Int {
    switch self {
    case .get, .put: 3
    case .head, .post: 4
    case .patch: 5
    case .delete: 6
    case .options: 7
    }
  }
}
