/// Reading of field values (RFC 9110 §5.6): lists, tokens, quoted strings, parameters.
public enum FieldValues {
  /// The elements of a comma-separated list, without surrounding space, empty ones left out (RFC 9110 §5.6.1.2).
  /// Commas inside quoted strings separate nothing.
  public static func list(_ value: String) -> [String] {
    split(value, at: UInt8(ascii: ",")).filter { !$0.isEmpty }
  }

  /// The pieces of `value` between `separator`s that stand outside quoted strings, trimmed of space and tab.
  public static func split(_ value: String, at separator: UInt8) -> [String] {
    var pieces: [String] = []
    var piece: [UInt8] = []
    var isQuoted = false
    var isEscaped = false
    for byte in value.utf8 {
      if byte == separator && !isQuoted {
        pieces.append(trimmed(piece[...]))
        piece = []
        continue
      }
      piece.append(byte)
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") && isQuoted {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
      }
    }
    pieces.append(trimmed(piece[...]))
    return pieces
  }

  /// `name=value` with the value a token or quoted string; the name in lower case. `nil` when it is neither.
  public static func parameter(_ text: String) -> (name: String, value: String)? {
    guard let equals = text.utf8.firstIndex(of: UInt8(ascii: "=")) else { return nil }
    let name = String(text[..<equals])
    guard isToken(name), let value = tokenOrQuoted(String(text[text.index(after: equals)...])) else {
      return nil
    }
    return (name.lowercased(), value)
  }

  /// A token as it stands, or what a quoted string holds (RFC 9110 §5.6.4).
  public static func tokenOrQuoted(_ text: String) -> String? {
    if isToken(text) { return text }
    let bytes = Array(text.utf8)
    guard bytes.count >= 2, bytes.first == UInt8(ascii: "\""), bytes.last == UInt8(ascii: "\"") else {
      return nil
    }
    var content: [UInt8] = []
    var isEscaped = false
    for byte in bytes[1..<bytes.count - 1] {
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
        continue
      } else if byte == UInt8(ascii: "\"") {
        return nil
      }
      content.append(byte)
    }
    return isEscaped ? nil : String(decoding: content, as: UTF8.self)
  }

  /// `1*tchar` (RFC 9110 §5.6.2).
  public static func isToken(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy {
        switch $0 {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"):
          true
        default: "!#$%&'*+-.^_`|~".utf8.contains($0)
        }
      }
  }

  /// Without spaces and tabs at its two ends.
  static func trimmed(_ text: String) -> String { trimmed(Array(text.utf8)[...]) }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
    var slice = bytes
    while slice.first == 0x20 || slice.first == 0x09 { slice.removeFirst() }
    while slice.last == 0x20 || slice.last == 0x09 { slice.removeLast() }
    return String(decoding: slice, as: UTF8.self)
  }
}
