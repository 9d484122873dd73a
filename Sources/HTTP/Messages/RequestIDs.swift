/// Names requests, so that an answer, a log line and a report can be brought together. One thread's own; ids of
/// different threads differ because they begin at random.
///
/// Sendable is safe: its memory is its own, and it has one owner at a time.
public struct RequestIDs: ~Copyable, @unchecked Sendable {
  /// Characters of an id made here, in Crockford's base 32. They fit into a `String` without memory of its own.
  @inlinable public static var length: Int { 13 }
  /// Characters of an inbound id that is taken over; longer ones are replaced.
  public static let inboundMax = 128
  /// The last characters of an id, which count; those before are random and tell one thread and process from another.
  private static let countingLength = 5

  private var seed: UInt64
  /// The id given last.
  private let text: UnsafeMutableRawPointer

  public init(seed: UInt64 = .random(in: .min ... .max)) {
    self.seed = seed
    text = .allocate(byteCount: Self.length, alignment: 8)
    begin()
  }

  deinit { text.deallocate() }

  /// Counts from 0 again, behind other random characters.
  private mutating func begin() {
    seed = seed &+ 0x9E37_79B9_7F4A_7C15
    var random = (seed ^ (seed &>> 30)) &* 0xBF58_476D_1CE4_E5B9
    random = (random ^ (random &>> 27)) &* 0x94D0_49BB_1331_11EB
    random ^= random &>> 31
    for index in 0..<Self.length {
      let digit = index < Self.length - Self.countingLength ? Int(random & 31) : 0
      text.storeBytes(of: Self.digit(digit), toByteOffset: index, as: UInt8.self)
      random &>>= 5
    }
  }

  @inline(__always)
  private static func digit(_ value: Int) -> UInt8 {
    // Safe: the string is static and has 32 characters, and the values are below 32.
    ("0123456789ABCDEFGHJKMNPQRSTVWXYZ" as StaticString).utf8Start[value]
  }

  /// The next id: `length` bytes, until the next call. No two of one thread are equal, and those of two hardly ever.
  public mutating func next() -> UnsafeRawPointer {
    var index = Self.length &- 1
    while true {
      // The digits in order are ascending but for their gaps: 9 A, H J, K M, N P, T V.
      let next: UInt8 =
        switch text.load(fromByteOffset: index, as: UInt8.self) {
        case 0x39: 0x41
        case 0x48, 0x4B, 0x4E, 0x54: text.load(fromByteOffset: index, as: UInt8.self) &+ 2
        case 0x5A: 0x30
        case let digit: digit &+ 1
        }
      text.storeBytes(of: next, toByteOffset: index, as: UInt8.self)
      if next != 0x30 { break }
      index &-= 1
      if index < Self.length &- Self.countingLength {
        begin()
        break
      }
    }
    return UnsafeRawPointer(text)
  }

  /// `inbound` when it is sane, else a new one.
  public mutating func id(_ inbound: String?) -> String {
    if let inbound {
      let utf8 = Array(inbound.utf8)
      if Self.isSane(utf8.span, 0..<utf8.count) { return inbound }
    }
    return String(decoding: UnsafeRawBufferPointer(start: next(), count: Self.length), as: UTF8.self)
  }

  /// Letters, digits and `-._~`, and not too many: what can stand in a field, a log line and a JSON string as it is.
  static func isSane(_ bytes: Span<UInt8>, _ id: Range<Int>) -> Bool {
    guard (1...inboundMax).contains(id.count) else { return false }
    for index in id {
      let byte = bytes[index]
      guard
        ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte == 0x2D || byte == 0x2E || byte == 0x5F
          || byte == 0x7E
      else { return false }
    }
    return true
  }
}
