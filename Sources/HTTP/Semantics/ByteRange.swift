/// A single part of a representation, asked for by `Range: bytes=…` (RFC 9110 §14).
public enum ByteRange: Sendable, Equatable {
  /// Send everything: no range, another unit, a malformed field, several ranges (§14.2 lets a server ignore them), or the
  /// last bytes of nothing, which may be had (§14.1.2) but have no place that could be named.
  case whole
  /// 206 with these bytes.
  case part(Swift.Range<Int>)
  /// 416
  case unsatisfiable

  /// What `field` asks of a representation of `length` bytes.
  public init(_ field: String?, length: Int) {
    guard let field, let equals = field.firstIndex(of: "="), field[..<equals].lowercased() == "bytes" else {
      self = .whole
      return
    }
    let ranges = FieldValues.list(String(field[field.index(after: equals)...]))
    guard ranges.count == 1, let dash = ranges[0].firstIndex(of: "-") else {
      self = .whole
      return
    }
    let first = ranges[0][..<dash]
    let last = ranges[0][ranges[0].index(after: dash)...]
    switch (Self.position(first), Self.position(last)) {
    case (nil, let suffix?) where first.isEmpty:
      let part = max(0, length - suffix)..<length
      self = suffix == 0 ? .unsatisfiable : part.isEmpty ? .whole : .part(part)
    case (let start?, nil) where last.isEmpty:
      self = start < length ? .part(start..<length) : .unsatisfiable
    case (let start?, let end?) where start <= end:
      self = start < length ? .part(start..<(min(end, length - 1) + 1)) : .unsatisfiable
    default: self = .whole
    }
  }

  /// Digits; positions beyond `Int` count as its largest value.
  private static func position(_ digits: Substring) -> Int? {
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(digits) ?? Int.max
  }
}
