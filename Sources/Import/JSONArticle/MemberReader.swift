import JSON
import NewsModel

/// Takes members of an article object and notes every one that is of the wrong kind. `null` counts as absent.
struct MemberReader {
  private let object: [String: JSONValue]
  private(set) var faults: [ImportError.MemberFault] = []

  init(object: [String: JSONValue]) { self.object = object }

  mutating func fault(_ name: String, _ detail: String) {
    faults.append(.init(pointer: "/\(name)", detail: detail))
  }

  func hasFault(_ name: String) -> Bool { faults.contains { $0.pointer == "/\(name)" } }

  /// The empty string counts as absent too: it names nothing.
  mutating func string(_ name: String, bytesMax: Int = ImportLimits.valueBytesMax) -> String? {
    switch object[name] {
    case nil, .null: return nil
    case .string(let text):
      if text.utf8.count > bytesMax {
        fault(name, "is longer than \(bytesMax) bytes")
        return nil
      }
      return text.isEmpty && bytesMax != Int.max ? nil : text
    case .some(let other):
      fault(name, "expected a string, found \(other.typeName)")
      return nil
    }
  }

  mutating func time(_ name: String) -> Timestamp? {
    guard let text = string(name) else { return nil }
    guard let time = Timestamp(rfc3339: text) else {
      fault(name, "not an RFC 3339 time (2024-01-30T09:00:00Z) or day (2024-01-30)")
      return nil
    }
    return time
  }

  /// A BCP 47 tag by its shape: letters, digits and hyphens, a language of two to eight letters first.
  mutating func language(_ name: String) -> String? {
    guard let text = string(name) else { return nil }
    guard LanguageTag.isWellFormed(text) else {
      fault(name, "not a language tag (BCP 47), such as en or en-GB")
      return nil
    }
    return text
  }

  mutating func strings(_ name: String) -> [String] {
    var strings: [String] = []
    for (index, element) in elements(name).enumerated() {
      guard case .string(let text) = element else {
        fault("\(name)/\(index)", "expected a string, found \(element.typeName)")
        continue
      }
      strings.append(text)
    }
    return strings
  }

  /// A name, or `{"id","name"}` with at least one of them.
  mutating func source(_ name: String) -> ArticleSource? {
    guard case .object(let members) = object[name] else {
      return string(name).map(Agencies.source)
    }
    var reader = MemberReader(object: members)
    let id = reader.string("id")
    let label = reader.string("name")
    faults += reader.faults.map { .init(pointer: "/\(name)\($0.pointer)", detail: $0.detail) }
    guard let given = id ?? label else {
      if reader.faults.isEmpty { fault(name, "needs \"id\" or \"name\"") }
      return nil
    }
    var source = Agencies.source(given)
    if let id { source.id = ActorReference.slug(id) }
    if let label { source.name = label }
    return source
  }

  /// Strings (scheme `local`) or `{"scheme","code","label"}`.
  mutating func topics(_ name: String) -> [Topic] {
    var topics: [Topic] = []
    for (index, element) in elements(name).enumerated() {
      switch element {
      case .string(let text):
        topics.append(Topic(scheme: "local", code: ActorReference.slug(text), label: text))
      case .object(let members):
        var reader = MemberReader(object: members)
        let code = reader.string("code")
        let label = reader.string("label")
        let scheme = reader.string("scheme") ?? "local"
        faults += reader.faults.map { .init(pointer: "/\(name)/\(index)\($0.pointer)", detail: $0.detail) }
        if let code = code ?? label.map(ActorReference.slug) {
          topics.append(Topic(scheme: scheme, code: code, label: label ?? code))
        } else if reader.faults.isEmpty {
          fault("\(name)/\(index)", "needs \"code\" or \"label\"")
        }
      default:
        fault("\(name)/\(index)", "expected a string or an object, found \(element.typeName)")
      }
    }
    return topics
  }

  private mutating func elements(_ name: String) -> [JSONValue] {
    switch object[name] {
    case nil, .null: return []
    case .array(let elements):
      if elements.count > ImportLimits.listCountMax {
        fault(name, "has more than \(ImportLimits.listCountMax) elements")
        return []
      }
      return elements
    case .some(let other):
      fault(name, "expected an array, found \(other.typeName)")
      return []
    }
  }
}

/// Language tags by their outer shape (RFC 5646 §2.1); whether they are registered is not checked.
public enum LanguageTag {
  public static func isWellFormed(_ tag: String) -> Bool {
    let parts = tag.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard let language = parts.first, (2...8).contains(language.count), language.allSatisfy(isLetter) else {
      return false
    }
    return parts.count <= 8
      && parts.allSatisfy { (1...8).contains($0.count) && $0.allSatisfy { isLetter($0) || isDigit($0) } }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
