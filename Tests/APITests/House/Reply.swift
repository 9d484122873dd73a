import Codings
import HTTP
import JSON
import Testing

/// An answer as a client sees it.
struct Reply: Sendable {
  var status: Int
  var fields: Fields
  var content: [UInt8]
  /// Bytes of the representation: what `Content-Length` says, also for `HEAD`.
  var length: Int
  /// `Date`, `Connection` and `Content-Length` as received; in memory nobody writes them.
  var connectionFields = Fields()

  var text: String { String(decoding: content, as: UTF8.self) }

  subscript(field: String) -> String? { fields[field] }

  /// The content without its `Content-Encoding`. Fails the test when it is not what that says.
  func decoded(_ location: SourceLocation = #_sourceLocation) throws -> [UInt8] {
    guard let name = fields["Content-Encoding"] else { return content }
    let coding = try #require(ContentCoding(name: name), sourceLocation: location)
    var limits = DecodingLimits(bytesMax: 1 << 24)
    limits.ratioMax = 10_000
    let decoded = try? coding.decode(content, limits: limits)
    return try #require(decoded, "the content is \(name)", sourceLocation: location)
  }

  /// The content as JSON. Fails the test when it is none.
  func json(_ location: SourceLocation = #_sourceLocation) throws -> JSONValue {
    let value = try? JSONValue(parsing: content)
    return try #require(value, "the content is JSON: \(text.prefix(300))", sourceLocation: location)
  }

  /// A member by its path, names and indices separated by dots: `data.0.id`.
  func value(_ path: String, _ location: SourceLocation = #_sourceLocation) throws -> JSONValue {
    let value = try json(location)[path]
    return try #require(value, "there is \(path) in \(text.prefix(600))", sourceLocation: location)
  }

  func string(_ path: String, _ location: SourceLocation = #_sourceLocation) throws -> String {
    let value = try value(path, location).string
    return try #require(value, "\(path) is a string", sourceLocation: location)
  }

  func int(_ path: String, _ location: SourceLocation = #_sourceLocation) throws -> Int {
    let value = try value(path, location).int
    return try #require(value, "\(path) is a whole number", sourceLocation: location)
  }

  /// The slug of a problem; `nil` for other answers.
  var problem: String? {
    guard fields["Content-Type"] == "application/problem+json",
      let type = (try? JSONValue(parsing: content))?["type"]?.string
    else { return nil }
    return String(type.dropFirst("/problems/".count))
  }
}

extension JSONValue {
  subscript(path: String) -> JSONValue? {
    path.split(separator: ".").reduce(Optional(self)) { value, name in
      switch value {
      case .object(let members): members[String(name)]
      case .array(let elements): Int(name).flatMap { elements.indices.contains($0) ? elements[$0] : nil }
      default: nil
      }
    }
  }

  var string: String? { if case .string(let text) = self { text } else { nil } }
  var int: Int? { if case .number(let number) = self { Int(exactly: number) } else { nil } }
  var array: [JSONValue]? { if case .array(let elements) = self { elements } else { nil } }
  var object: [String: JSONValue]? { if case .object(let members) = self { members } else { nil } }

  /// Strings at `path` of each element of an array.
  func strings(_ path: String) -> [String] { array?.compactMap { $0[path]?.string } ?? [] }
}
