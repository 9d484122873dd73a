import Synchronization

/// Names requests, so that an answer, a log line and a report can be brought together. Safe from any thread.
final class RequestIDs: Sendable {
  /// Characters of an inbound id that is taken over; longer ones are replaced.
  static let inboundMax = 128

  private let start = UInt64.random(in: .min ... .max)
  private let count = Atomic<UInt64>(0)

  /// `inbound` when it is sane (letters, digits, `-._~`), else a new one: 13 characters of Crockford's base 32.
  func id(_ inbound: String?) -> String {
    if let inbound, (1...Self.inboundMax).contains(inbound.utf8.count), inbound.utf8.allSatisfy(Self.isSane) {
      return inbound
    }
    return Self.text(scrambled(count.wrappingAdd(1, ordering: .relaxed).newValue))
  }

  /// Different for every `number` (each step can be undone), and hard to guess from the one before.
  private func scrambled(_ number: UInt64) -> UInt64 {
    var z = start &+ number &* 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  private static func text(_ number: UInt64) -> String {
    let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
    return String(decoding: (0..<13).reversed().map { alphabet[Int(number >> ($0 * 5) & 31)] }, as: UTF8.self)
  }

  private static func isSane(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "-._~".utf8.contains(byte)
    }
  }
}
