/// Percent-encoding (RFC 3986 §2.1) of path segments and query parts.
public enum PercentCoding {
  /// Why text is no percent-encoded UTF-8.
  public enum Fault: Error, Sendable, Equatable {
    /// A `%` without two hexadecimal digits behind it; what was found, at most three bytes: `%`, `%4`, `%zz`.
    case invalidEscape(String)
    /// The octets are not UTF-8.
    case invalidUTF8

    /// A clause for error messages: `"%zz" is no percent-encoded octet`.
    public var detail: String {
      switch self {
      case .invalidEscape(let found): "\"\(found)\" is no percent-encoded octet"
      case .invalidUTF8: "its octets are not UTF-8"
      }
    }
  }

  /// The text that `encoded` stands for. `plusIsSpace` as in `application/x-www-form-urlencoded` queries.
  /// Linear in the bytes.
  public static func decode(_ encoded: Substring.UTF8View, plusIsSpace: Bool = false) throws(Fault) -> String
  {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(encoded.count)
    var rest = encoded[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "%"):
        let digits = rest.prefix(2)
        guard digits.count == 2, let high = hexadecimal(digits.first), let low = hexadecimal(digits.last)
        else {
          throw .invalidEscape("%" + String(decoding: digits, as: UTF8.self))
        }
        bytes.append(high << 4 | low)
        rest = rest.dropFirst(2)
      case UInt8(ascii: "+") where plusIsSpace: bytes.append(0x20)
      default: bytes.append(byte)
      }
    }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .invalidUTF8 }
    return text
  }

  public static func decode(_ encoded: String, plusIsSpace: Bool = false) throws(Fault) -> String {
    try decode(Substring(encoded).utf8, plusIsSpace: plusIsSpace)
  }

  /// `text` with every octet escaped that is not unreserved (RFC 3986 §2.3) nor in `allowed`: fit for one path
  /// segment or one query value.
  public static func encode(_ text: String, allowed: StaticString = "") -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      if isUnreserved(byte) || allowed.withUTF8Buffer({ $0.contains(byte) }) {
        bytes.append(byte)
      } else {
        bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "~"):
      true
    default: false
    }
  }

  private static func hexadecimal(_ byte: UInt8?) -> UInt8? {
    switch byte {
    case .some(let byte) where (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte):
      byte - UInt8(ascii: "0")
    case .some(let byte) where (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20):
      (byte | 0x20) - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}
