/// A media type with its parameters (RFC 9110 §8.3.1): `text/plain; charset=utf-8`.
public struct MediaType: Sendable, Hashable {
  /// Lower case.
  public var type: String
  public var subtype: String
  /// Lower-case names with their values as given, in order.
  public var parameters: [Parameter]

  public struct Parameter: Sendable, Hashable {
    public var name: String
    public var value: String
  }

  /// `nil` when `text` is no media type; wildcards are none.
  public init?(_ text: String) {
    var pieces = FieldValues.split(text, at: UInt8(ascii: ";"))
    let names = pieces.removeFirst().split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard names.count == 2, names.allSatisfy({ FieldValues.isToken($0) && $0 != "*" }) else { return nil }
    type = names[0].lowercased()
    subtype = names[1].lowercased()
    parameters = []
    for piece in pieces where !piece.isEmpty {
      guard let (name, value) = FieldValues.parameter(piece) else { return nil }
      parameters.append(Parameter(name: name, value: value))
    }
  }

  /// Type and subtype alone: `text/plain`.
  public var essence: String { "\(type)/\(subtype)" }

  public func parameter(_ name: String) -> String? { parameters.first { $0.name == name }?.value }

  /// The charset's label as given.
  public var charset: String? { parameter("charset") }
}
