/// Converts offsets of one text between Unicode scalars, UTF-8 bytes and UTF-16 units.
///
/// One linear pass builds it; each conversion then walks at most `stride` scalars. Memory: 16 bytes per
/// `stride` scalars beside the text's own bytes.
public struct OffsetTable: Sendable {
  /// Scalars between two remembered places.
  static let stride = 64

  private let utf8: [UInt8]
  /// Byte and UTF-16 offsets of scalar `i * stride`.
  private let places: [(byte: Int, utf16: Int)]
  public let scalarCount: Int
  public let utf16Count: Int
  public var utf8Count: Int { utf8.count }

  public init(_ text: String) { self.init(utf8: Array(text.utf8)) }

  /// `utf8` must be well formed, as `String.utf8` always is.
  public init(utf8: [UInt8]) {
    var places: [(byte: Int, utf16: Int)] = []
    places.reserveCapacity(utf8.count / Self.stride + 1)
    var scalars = 0
    var units = 0
    for (offset, byte) in utf8.enumerated() where byte & 0xC0 != 0x80 {
      if scalars % Self.stride == 0 { places.append((offset, units)) }
      scalars += 1
      units += byte >= 0xF0 ? 2 : 1
    }
    self.utf8 = utf8
    self.places = places
    scalarCount = scalars
    utf16Count = units
  }

  /// The byte offset of scalar `scalar`; `scalarCount` gives the end. Traps outside `0...scalarCount`.
  public func byteOffset(ofScalar scalar: Int) -> Int { place(scalar).byte }

  /// The UTF-16 offset of scalar `scalar`. Traps outside `0...scalarCount`.
  public func utf16Offset(ofScalar scalar: Int) -> Int { place(scalar).utf16 }

  /// The scalar whose bytes hold or begin at byte `byte`. Traps outside `0...utf8Count`.
  /// O(log(text)) + `stride`.
  public func scalarOffset(ofByte byte: Int) -> Int {
    precondition(0 <= byte && byte <= utf8.count, "byte \(byte) lies outside the text")
    if byte == utf8.count { return scalarCount }
    var low = 0
    var high = places.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if places[middle].byte <= byte { low = middle } else { high = middle }
    }
    var scalar = low * Self.stride
    var offset = places[low].byte + 1
    while offset <= byte {
      if utf8[offset] & 0xC0 != 0x80 { scalar += 1 }
      offset += 1
    }
    return scalar
  }

  /// The text of `range`, in scalars. Traps when the range ends behind the text.
  public func text(_ range: SourceRange) -> String {
    let bytes = byteOffset(ofScalar: range.start)..<byteOffset(ofScalar: range.end)
    return String(decoding: utf8[bytes], as: UTF8.self)
  }

  /// `range` with its words.
  public func span(_ range: SourceRange) -> TextSpan { TextSpan(range, exact: text(range)) }

  private func place(_ scalar: Int) -> (byte: Int, utf16: Int) {
    precondition(0 <= scalar && scalar <= scalarCount, "scalar \(scalar) lies outside the text")
    if scalar == scalarCount { return (utf8.count, utf16Count) }
    var (byte, units) = places[scalar / Self.stride]
    for _ in 0..<(scalar % Self.stride) {
      let lead = utf8[byte]
      byte += lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
      units += lead >= 0xF0 ? 2 : 1
    }
    return (byte, units)
  }
}
