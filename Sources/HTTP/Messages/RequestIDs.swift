/// Names requests, so that an answer, a log line and a report can be brought together. One thread's own; ids of
/// different threads differ because their starts are random.
public struct RequestIDs: Sendable {
  /// Characters of an id made here: 64 bits in Crockford's base 32. They fit into a `String` without memory of its own.
  public static let length = 13
  /// Characters of an inbound id that is taken over; longer ones are replaced.
  public static let inboundMax = 128

  private var state: UInt64

  public init(seed: UInt64 = .random(in: .min ... .max)) { state = seed }

  /// Different for every call (each step can be undone), and hard to guess from the one before.
  @inline(__always)
  mutating func next() -> UInt64 {
    state = state &+ 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z &>> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z &>> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z &>> 31)
  }

  /// Writes a new id: `length` bytes.
  public mutating func write(to memory: UnsafeMutableRawPointer) {
    let number = next()
    // Safe: the string is static and has 32 characters, and the digits are below 32.
    let digits = ("0123456789ABCDEFGHJKMNPQRSTVWXYZ" as StaticString).utf8Start
    var shift: UInt64 = 60
    for index in 0..<Self.length {
      memory.storeBytes(of: digits[Int(number &>> shift & 31)], toByteOffset: index, as: UInt8.self)
      shift = shift &- 5
    }
  }

  /// `inbound` when it is sane, else a new one.
  public mutating func id(_ inbound: String?) -> String {
    if let inbound {
      let utf8 = Array(inbound.utf8)
      if Self.isSane(utf8.span, 0..<utf8.count) { return inbound }
    }
    return withUnsafeTemporaryAllocation(byteCount: Self.length, alignment: 1) { memory in
      guard let start = memory.baseAddress else { return "" }
      write(to: start)
      return String(decoding: memory, as: UTF8.self)
    }
  }

  /// Letters, digits and `-._~`, and not too many: what can stand in a field, a log line and a JSON string as it is.
  static func isSane(_ bytes: Span<UInt8>, _ id: Range<Int>) -> Bool {
    guard (1...inboundMax).contains(id.count) else { return false }
    for index in id {
      let byte = bytes[index]
      guard ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte == 0x2D || byte == 0x2E || byte == 0x5F || byte == 0x7E
      else { return false }
    }
    return true
  }
}
