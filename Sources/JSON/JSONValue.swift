/// A decoded JSON text of unknown shape.
public enum JSONValue: Sendable, Equatable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  /// With its article, as error messages name it.
  public var typeName: String {
    switch self {
    case .null: "null"
    case .bool: "a boolean"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }

  /// Decodes one UTF-8 JSON text (RFC 8259). Linear in its bytes. Throws `JSONError` at the first fault.
  public init(parsing bytes: [UInt8]) throws(JSONError) {
    var parser = JSONParser(bytes: bytes)
    self = try parser.document()
  }
}

/// Why and where bytes are not a JSON text.
public struct JSONError: Error, Sendable, Equatable {
  /// A sentence without the closing full stop: `expected ":" after a member name`.
  public var reason: String
  /// Byte offset of the fault.
  public var offset: Int
  /// Counted from 1; columns are bytes.
  public var line: Int
  public var column: Int

  /// `expected ":" after a member name, at line 1, column 8`
  public var detail: String { "\(reason), at line \(line), column \(column)" }
}
