/// The character encodings that documents may come in. Labels as the WHATWG Encoding Standard lists them (§4.2),
/// where `iso-8859-1` means windows-1252, as its senders do.
enum Charset {
  case utf8, utf16LittleEndian, utf16BigEndian, windows1252

  /// `nil` for labels of other encodings.
  init?(label: String) {
    switch label.lowercased() {
    case "utf-8", "utf8", "us-ascii", "ascii", "unicode-1-1-utf-8": self = .utf8
    case "utf-16", "utf-16le": self = .utf16LittleEndian
    case "utf-16be": self = .utf16BigEndian
    case "iso-8859-1", "latin1", "l1", "windows-1252", "cp1252": self = .windows1252
    default: return nil
    }
  }

  /// Decodes `content`: by the label, else by its byte order mark, else as UTF-8. The mark is dropped, CR LF and
  /// CR become LF. Bytes outside the encoding are an error, never a `?`.
  static func decode(_ content: [UInt8], label: String?) throws(ImportError) -> String {
    var charset = Charset.utf8
    if let label {
      guard let named = Charset(label: label) else { throw .unsupportedMediaType("charset=\(label)") }
      charset = named
    }
    var body = content[...]
    if body.starts(with: [0xEF, 0xBB, 0xBF]) && charset != .windows1252 {
      charset = .utf8
      body = body.dropFirst(3)
    } else if body.starts(with: [0xFF, 0xFE]) && (label == nil || charset == .utf16LittleEndian) {
      charset = .utf16LittleEndian
      body = body.dropFirst(2)
    } else if body.starts(with: [0xFE, 0xFF]) && (label == nil || charset.isUTF16) {
      charset = .utf16BigEndian
      body = body.dropFirst(2)
    }
    switch charset {
    case .utf8: return try lineFeeds(utf8(body))
    case .utf16LittleEndian: return try lineFeeds(utf16(body, bigEndian: false))
    case .utf16BigEndian: return try lineFeeds(utf16(body, bigEndian: true))
    case .windows1252: return try lineFeeds(windows1252(body))
    }
  }

  private var isUTF16: Bool { self == .utf16LittleEndian || self == .utf16BigEndian }

  /// CR LF and CR become LF; every other scalar stays.
  static func lineFeeds(_ text: String) -> String {
    guard text.utf8.contains(0x0D) else { return text }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    var afterReturn = false
    for byte in text.utf8 {
      if byte == 0x0D {
        bytes.append(0x0A)
      } else if byte != 0x0A || !afterReturn {
        bytes.append(byte)
      }
      afterReturn = byte == 0x0D
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func utf8(_ body: ArraySlice<UInt8>) throws(ImportError) -> String {
    if let text = String(validating: body, as: UTF8.self) { return text }
    // Find the place: the longest prefix that is valid ends in front of the first bad byte.
    var decoder = UTF8()
    var rest = body.makeIterator()
    var offset = body.startIndex
    while case .scalarValue(let scalar) = decoder.decode(&rest) { offset += UTF8.width(scalar) }
    let byte =
      offset < body.endIndex ? "byte 0x" + String(body[offset], radix: 16, uppercase: true) : "the end"
    throw .undecodable("The text is not valid UTF-8: \(byte) at offset \(offset) begins no character.")
  }

  private static func utf16(_ body: ArraySlice<UInt8>, bigEndian: Bool) throws(ImportError) -> String {
    guard body.count % 2 == 0 else {
      throw .undecodable("The text is not valid UTF-16: it has an odd number of bytes (\(body.count)).")
    }
    let bytes = Array(body)
    let (high, low) = bigEndian ? (0, 1) : (1, 0)
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    for at in stride(from: 0, to: bytes.count, by: 2) {
      units.append(UInt16(bytes[at + high]) << 8 | UInt16(bytes[at + low]))
    }
    guard let text = String(validating: units, as: UTF16.self) else {
      throw .undecodable("The text is not valid UTF-16: it holds half of a surrogate pair.")
    }
    return text
  }

  /// The 32 places where windows-1252 differs from Latin-1; 0 where it has no character.
  private static let upper: [UInt32] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,
    0x017D,
    0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,
    0x017E, 0x0178,
  ]

  private static func windows1252(_ body: ArraySlice<UInt8>) throws(ImportError) -> String {
    var text = String.UnicodeScalarView()
    for (offset, byte) in body.enumerated() {
      let value = (0x80...0x9F).contains(byte) ? upper[Int(byte) - 0x80] : UInt32(byte)
      guard value != 0 || byte == 0, let scalar = Unicode.Scalar(value) else {
        let name = "0x" + String(byte, radix: 16, uppercase: true)
        throw .undecodable(
          "The text is not valid windows-1252: byte \(name) at offset \(offset) has no character.")
      }
      text.append(scalar)
    }
    return String(text)
  }
}
