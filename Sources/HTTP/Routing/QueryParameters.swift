/// A query read as `application/x-www-form-urlencoded` (WHATWG URL §5.1), but strict: what cannot be decoded is an
/// error instead of a replacement character.
public struct QueryParameters: Sendable, Equatable, Sequence {
  public struct Parameter: Sendable, Equatable {
    public var name: String
    /// Empty when there was no `=`: `?pretty`.
    public var value: String

    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// A name or value that is no percent-encoded UTF-8.
  public struct Fault: Error, Sendable, Equatable {
    /// The `name=value` pair as it was sent.
    public var pair: String
    public var reason: PercentCoding.Fault
  }

  /// In the order sent; repeated names stay repeated.
  public private(set) var parameters: [Parameter] = []

  public init() {}

  /// Reads what follows the `?`. Empty pairs (`a=1&&b=2`) are skipped. Linear in the bytes.
  public init(_ query: String?) throws(Fault) {
    guard let query else { return }
    for pair in query.split(separator: "&") {
      let equals = pair.firstIndex(of: "=")
      let name = pair[..<(equals ?? pair.endIndex)]
      let value = equals.map { pair[pair.index(after: $0)...] } ?? ""
      do {
        let decodedName = try PercentCoding.decode(name.utf8, plusIsSpace: true)
        let decodedValue = try PercentCoding.decode(value.utf8, plusIsSpace: true)
        parameters.append(Parameter(name: decodedName, value: decodedValue))
      } catch {
        throw Fault(pair: String(pair), reason: error)
      }
    }
  }

  public var isEmpty: Bool { parameters.isEmpty }

  /// Every value of `name`, in order.
  public func values(_ name: String) -> [String] {
    parameters.filter { $0.name == name }.map(\.value)
  }

  public func makeIterator() -> IndexingIterator<[Parameter]> { parameters.makeIterator() }
}
