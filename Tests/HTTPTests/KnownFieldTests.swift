import TestSupport
import Testing

@testable import HTTP

@Suite struct KnownFieldTests {
  static let names: [(String, KnownField)] = [
    ("host", .host), ("expect", .expect), ("connection", .connection), ("content-length", .contentLength),
    ("transfer-encoding", .transferEncoding), ("x-request-id", .requestID), ("accept", .accept),
    ("accept-encoding", .acceptEncoding), ("if-match", .ifMatch), ("if-none-match", .ifNoneMatch),
    ("if-modified-since", .ifModifiedSince), ("if-unmodified-since", .ifUnmodifiedSince), ("range", .range),
    ("if-range", .ifRange),
  ]

  static let tokenBytes = (0x21...0x7E).map { UInt8($0) }.filter { ASCII.isToken($0) }

  /// Told by one word where eight bytes are there, by all bytes where they are not; both say the same.
  private func known(_ name: [UInt8]) -> KnownField {
    let short = KnownField(name.span, 0..<name.count)
    let long = [0x0D, 0x0A] + name + Array(": value\r\n".utf8)
    #expect(KnownField(long.span, 2..<2 + name.count) == short, "\(String(decoding: name, as: UTF8.self))")
    #expect(KnownField(name: String(decoding: name, as: UTF8.self)) == short)
    return short
  }

  @Test(arguments: names) func inAnyCase(_ name: String, _ field: KnownField) {
    #expect(known(Array(name.utf8)) == field)
    #expect(known(Array(name.uppercased().utf8)) == field)
    var random = SeededGenerator(seed: 1)
    for _ in 0..<100 {
      let mixed = name.utf8.map { ASCII.isLetter($0) && Bool.random(using: &random) ? $0 ^ 0x20 : $0 }
      #expect(known(mixed) == field, "\(String(decoding: mixed, as: UTF8.self))")
    }
  }

  @Test(arguments: names) func nearMissesAreOthers(_ name: String, _ field: KnownField) {
    let bytes = Array(name.utf8)
    for index in bytes.indices {
      for byte in Self.tokenBytes {
        var changed = bytes
        changed[index] = byte
        let isSame = String(decoding: changed, as: UTF8.self).lowercased() == name
        #expect(known(changed) == (isSame ? field : .other), "\(String(decoding: changed, as: UTF8.self))")
      }
      var shorter = bytes
      shorter.remove(at: index)
      #expect(known(shorter) == .other, "\(String(decoding: shorter, as: UTF8.self))")
      #expect(known(bytes[...index] + [bytes[index]] + bytes[(index + 1)...]) == .other)
    }
  }

  @Test func whatSelectsAnAnswer() {
    let selecting = Self.names.filter { $0.1.selectsAnswer }.map(\.0)
    #expect(
      selecting == [
        "accept", "accept-encoding", "if-match", "if-none-match", "if-modified-since", "if-unmodified-since",
        "range",
        "if-range",
      ])
  }
}
