/// Field lines in the order received or to be sent (RFC 9110 §5). Names compare without case.
public struct Fields: Sendable, Equatable, Sequence {
  public struct Line: Sendable, Equatable {
    public var name: String
    public var value: String
  }

  private var lines: [Line] = []

  public init() {}

  public init(_ lines: [(String, String)]) {
    self.lines = lines.map { Line(name: $0.0, value: $0.1) }
  }

  public var count: Int { lines.count }
  public func makeIterator() -> IndexingIterator<[Line]> { lines.makeIterator() }

  public mutating func append(_ name: String, _ value: String) {
    lines.append(Line(name: name, value: value))
  }

  mutating func reserveCapacity(_ count: Int) { lines.reserveCapacity(count) }

  /// The first line called `name`. Setting replaces all of that name; `nil` removes them.
  public subscript(name: String) -> String? {
    get { lines.first { Self.equal($0.name, name) }?.value }
    set {
      lines.removeAll { Self.equal($0.name, name) }
      if let newValue { append(name, newValue) }
    }
  }

  /// Every line called `name`, in order.
  public func values(_ name: String) -> [String] {
    lines.filter { Self.equal($0.name, name) }.map(\.value)
  }

  /// The combined value of a list-based field (RFC 9110 §5.3); `nil` when absent.
  public func combined(_ name: String) -> String? {
    let all = values(name)
    return all.isEmpty ? nil : all.joined(separator: ", ")
  }

  private static func equal(_ a: String, _ b: String) -> Bool {
    a.utf8.count == b.utf8.count && zip(a.utf8, b.utf8).allSatisfy { lower($0) == lower($1) }
  }

  private static func lower(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }
}
