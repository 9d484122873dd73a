/// What the first bytes of a connection to a TLS port are, so that somebody who forgot the TLS can be told.
public enum FirstBytes: Sendable, Equatable {
  /// A TLS record with a handshake message begins: a session may have the bytes, and tells all that is wrong with them.
  case tls
  /// A word in capital letters and a space, as the request lines of protocols in plain text begin (`GET /`).
  case plainText
  /// Neither.
  case other
  /// Too few to tell. Never for more than `wordBytesMax` + 2.
  case needMore

  /// Letters and hyphens of the first word; a longer one is no method of any protocol (the longest registered for
  /// HTTP, `UPDATEREDIRECTREF`, has 17). Then the bytes are `other`.
  public static let wordBytesMax = 24
  /// RFC 8446 §5.1: the content type of a handshake record. The first byte is enough, as no plain text has it.
  private static let handshakeRecord: UInt8 = 22

  /// Looks at the bytes received so far. Constant time: at most `wordBytesMax` + 3 of them are read.
  public init(_ bytes: UnsafeRawBufferPointer) {
    if bytes.first == Self.handshakeRecord {
      self = .tls
      return
    }
    // RFC 9112 §2.2: an empty line may come before a request line.
    var index = 0
    if index < bytes.count && bytes[index] == 0x0D { index += 1 }
    if index < bytes.count && bytes[index] == 0x0A { index += 1 }
    let start = index
    while index < bytes.count && index - start <= Self.wordBytesMax {
      switch bytes[index] {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"): index += 1
      case UInt8(ascii: " ") where index > start:
        self = .plainText
        return
      default:
        self = .other
        return
      }
    }
    self = index - start > Self.wordBytesMax ? .other : .needMore
  }
}
