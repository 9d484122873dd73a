/// A validator of a representation (RFC 9110 §8.8.3): `"r3-5f2c"` or `W/"1843-9c1f"`.
public struct EntityTag: Sendable, Hashable {
  /// What stands between the quotation marks.
  public var opaque: String
  public var isWeak: Bool

  public init(opaque: String, isWeak: Bool = false) {
    self.opaque = opaque
    self.isWeak = isWeak
  }

  /// `nil` when `text` is no entity-tag.
  public init?(_ text: String) {
    isWeak = text.hasPrefix("W/")
    let quoted = isWeak ? text.dropFirst(2) : text[...]
    guard quoted.utf8.count >= 2, quoted.hasPrefix("\""), quoted.hasSuffix("\"") else { return nil }
    opaque = String(quoted.dropFirst().dropLast())
    // etagc: no space, no quotation mark, no control character (RFC 9110 §8.8.3).
    guard opaque.utf8.allSatisfy({ $0 > 0x20 && $0 != UInt8(ascii: "\"") && $0 != 0x7F }) else { return nil }
  }

  /// As it stands in a field.
  public var field: String { isWeak ? "W/\"\(opaque)\"" : "\"\(opaque)\"" }

  /// Both strong and equal (RFC 9110 §8.8.3.2).
  public func stronglyMatches(_ other: EntityTag) -> Bool {
    !isWeak && !other.isWeak && weaklyMatches(other)
  }

  /// Equal, weak or not: octet by octet, where `==` of strings would take different letters for one.
  public func weaklyMatches(_ other: EntityTag) -> Bool { opaque.utf8.elementsEqual(other.opaque.utf8) }
}

/// The value of `If-Match` or `If-None-Match`.
public enum EntityTagCondition: Sendable, Equatable {
  /// `*`: any current representation.
  case any
  /// Tags that could be read; those that could not match nothing.
  case tags([EntityTag])

  public init(_ field: String) {
    let elements = Self.elements(field)
    self = elements == ["*"] ? .any : .tags(elements.compactMap(EntityTag.init))
  }

  /// List elements, trimmed, where a backslash is an ordinary character of a tag, unlike in quoted strings.
  private static func elements(_ field: String) -> [String] {
    var elements: [String] = []
    var element = ""
    var isQuoted = false
    for scalar in field.unicodeScalars {
      if scalar == "\"" { isQuoted.toggle() }
      if scalar == ",", !isQuoted {
        elements.append(element)
        element = ""
      } else {
        element.unicodeScalars.append(scalar)
      }
    }
    elements.append(element)
    return elements.map { FieldValues.trimmed($0) }.filter { !$0.isEmpty }
  }
}
