/// A recursive-descent parser of RFC 8259, strict: no comments, no trailing commas, no duplicate names (§4 warns
/// that receivers disagree on them), no lone surrogates, UTF-8 only. A leading byte order mark is skipped (§8.1).
///
/// Ours, because the toolchain's decoder cannot say where a text is wrong.
struct JSONParser {
  /// Arrays and objects inside each other; deeper texts are refused, so the stack stays bounded.
  static let nestingMax = 128

  private let bytes: [UInt8]
  private var at = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func document() throws(JSONError) -> JSONValue {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
    skipSpace()
    let value = try value(depth: 0)
    skipSpace()
    if at < bytes.count { throw fault("unexpected content after the JSON text") }
    return value
  }

  private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
    guard at < bytes.count else { throw fault("the text ends where a value should stand") }
    switch bytes[at] {
    case UInt8(ascii: "{"): return try object(depth: depth + 1)
    case UInt8(ascii: "["): return try array(depth: depth + 1)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
    case UInt8(ascii: "t"): return try literal("true", .bool(true))
    case UInt8(ascii: "f"): return try literal("false", .bool(false))
    case UInt8(ascii: "n"): return try literal("null", .null)
    default: throw fault("expected a value, found \(describe(bytes[at]))")
    }
  }

  private mutating func object(depth: Int) throws(JSONError) -> JSONValue {
    if depth > Self.nestingMax { throw fault("nested deeper than \(Self.nestingMax) levels") }
    at += 1
    var members: [String: JSONValue] = [:]
    skipSpace()
    if take(UInt8(ascii: "}")) { return .object(members) }
    while true {
      guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else {
        throw fault("expected a member name in quotation marks")
      }
      let start = at
      let name = try string()
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw fault("expected \":\" after a member name") }
      skipSpace()
      if members.updateValue(try value(depth: depth), forKey: name) != nil {
        at = start
        throw fault("the member \"\(name)\" occurs twice")
      }
      skipSpace()
      if take(UInt8(ascii: "}")) { return .object(members) }
      guard take(UInt8(ascii: ",")) else { throw fault("expected \",\" or \"}\" after a member") }
      skipSpace()
    }
  }

  private mutating func array(depth: Int) throws(JSONError) -> JSONValue {
    if depth > Self.nestingMax { throw fault("nested deeper than \(Self.nestingMax) levels") }
    at += 1
    var elements: [JSONValue] = []
    skipSpace()
    if take(UInt8(ascii: "]")) { return .array(elements) }
    while true {
      elements.append(try value(depth: depth))
      skipSpace()
      if take(UInt8(ascii: "]")) { return .array(elements) }
      guard take(UInt8(ascii: ",")) else { throw fault("expected \",\" or \"]\" after an element") }
      skipSpace()
    }
  }

  private mutating func string() throws(JSONError) -> String {
    let opening = at
    at += 1
    var text: [UInt8] = []
    var start = at
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "\""):
        text.append(contentsOf: bytes[start..<at])
        at += 1
        guard let string = String(validating: text, as: UTF8.self) else {
          at = opening
          throw fault("a string that is not valid UTF-8")
        }
        return string
      case UInt8(ascii: "\\"):
        text.append(contentsOf: bytes[start..<at])
        text.append(contentsOf: String(try escape()).utf8)
        start = at
      case 0..<0x20:
        throw fault("a control character inside a string; write it as an escape")
      default:
        at += 1
      }
    }
    at = opening
    throw fault("a string without its closing quotation mark")
  }

  private mutating func escape() throws(JSONError) -> Unicode.Scalar {
    guard at + 1 < bytes.count else { throw fault("the text ends inside an escape") }
    let letter = bytes[at + 1]
    let plain: Unicode.Scalar? =
      switch letter {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): Unicode.Scalar(letter)
      case UInt8(ascii: "b"): "\u{8}"
      case UInt8(ascii: "f"): "\u{C}"
      case UInt8(ascii: "n"): "\n"
      case UInt8(ascii: "r"): "\r"
      case UInt8(ascii: "t"): "\t"
      default: nil
      }
    if let plain {
      at += 2
      return plain
    }
    guard letter == UInt8(ascii: "u"), let unit = hexadecimal(at + 2) else {
      throw fault("an escape that JSON does not have")
    }
    if let scalar = Unicode.Scalar(unit) {
      at += 6
      return scalar
    }
    // A surrogate: the high half with its low half behind it, or nothing.
    guard unit < 0xDC00, at + 7 < bytes.count, bytes[at + 6] == UInt8(ascii: "\\"),
      bytes[at + 7] == UInt8(ascii: "u"), let low = hexadecimal(at + 8), (0xDC00...0xDFFF).contains(low),
      let scalar = Unicode.Scalar(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00))
    else { throw fault("half of a surrogate pair") }
    at += 12
    return scalar
  }

  private func hexadecimal(_ start: Int) -> UInt32? {
    guard start + 4 <= bytes.count else { return nil }
    var value: UInt32 = 0
    for byte in bytes[start..<start + 4] {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt32(byte - UInt8(ascii: "0"))
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt32(byte - UInt8(ascii: "a") + 10)
      case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value << 4 | UInt32(byte - UInt8(ascii: "A") + 10)
      default: return nil
      }
    }
    return value
  }

  /// `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?`
  private mutating func number() throws(JSONError) -> Double {
    let start = at
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")) && digits() == 0 { throw fault("expected a digit") }
    if at < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[at]) {
      throw fault("a number with a leading zero")
    }
    if take(UInt8(ascii: ".")) && digits() == 0 { throw fault("expected a digit after the decimal point") }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      if digits() == 0 { throw fault("expected a digit in the exponent") }
    }
    guard let value = Double(String(decoding: bytes[start..<at], as: UTF8.self)), value.isFinite else {
      at = start
      throw fault("a number out of range")
    }
    return value
  }

  private mutating func digits() -> Int {
    let start = at
    while at < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[at]) { at += 1 }
    return at - start
  }

  private mutating func literal(_ word: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
    let matches = word.withUTF8Buffer { bytes[at...].starts(with: $0) }
    guard matches else { throw fault("expected a value, found \(describe(bytes[at]))") }
    at += word.utf8CodeUnitCount
    return value
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard at < bytes.count, bytes[at] == byte else { return false }
    at += 1
    return true
  }

  private mutating func skipSpace() {
    while at < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[at]) { at += 1 }
  }

  private func describe(_ byte: UInt8) -> String {
    (0x21...0x7E).contains(byte) ? "\"\(Character(Unicode.Scalar(byte)))\"" : "byte \(byte)"
  }

  private func fault(_ reason: String) -> JSONError {
    let before = bytes[..<min(at, bytes.count)]
    let line = before.count { $0 == 0x0A } + 1
    let column = before.count - (before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0) + 1
    return JSONError(reason: reason, offset: at, line: line, column: column)
  }
}
