import HTTP
import TestSupport
import Testing

@Suite struct PercentCodingTests {
  @Test(arguments: [
    ("", ""), ("a", "a"), ("%41", "A"), ("%e2%82%ac", "€"), ("%E2%82%AC", "€"), ("a%2Fb", "a/b"), ("+", "+"),
    ("%F0%9F%98%80", "😀"), ("100%25", "100%"),
  ])
  func decodes(_ encoded: String, _ text: String) throws {
    #expect(try PercentCoding.decode(encoded) == text)
  }

  @Test(arguments: [
    ("%", "%"), ("a%4", "%4"), ("%zz", "%zz"), ("%4g", "%4g"), ("%%41", "%%4"),
  ])
  func namesInvalidEscapes(_ encoded: String, _ found: String) {
    #expect(throws: PercentCoding.Fault.invalidEscape(found)) { try PercentCoding.decode(encoded) }
  }

  @Test(arguments: ["%ff", "%c3", "%ed%a0%80", "%c0%af", "a%80b"])
  func refusesOctetsThatAreNoUTF8(_ encoded: String) {
    #expect(throws: PercentCoding.Fault.invalidUTF8) { try PercentCoding.decode(encoded) }
  }

  @Test func plusIsSpaceOnlyInQueries() throws {
    #expect(try PercentCoding.decode("a+b%2B", plusIsSpace: true) == "a b+")
    #expect(try PercentCoding.decode("a+b") == "a+b")
  }

  /// Whatever is encoded comes back.
  @Test func encodedTextDecodesToItself() throws {
    let seed: UInt64 = 1
    var random = SeededGenerator(seed: seed)
    for round in 0..<500 {
      var text = ""
      for _ in 0..<Int.random(in: 0...12, using: &random) {
        if let scalar = Unicode.Scalar(UInt32.random(in: 0...0x1_FFFF, using: &random)) {
          text.unicodeScalars.append(scalar)
        }
      }
      let encoded = PercentCoding.encode(text)
      #expect(try PercentCoding.decode(encoded) == text, "seed \(seed), round \(round)")
      #expect(encoded.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "/") })
    }
  }
}

@Suite struct QueryParametersTests {
  private func pairs(_ query: String?) throws -> [String] {
    try QueryParameters(query).map { "\($0.name)|\($0.value)" }
  }

  @Test func keepsOrderAndRepeats() throws {
    #expect(try pairs("a=1&b=2&a=3") == ["a|1", "b|2", "a|3"])
    #expect(try QueryParameters("a=1&b=2&a=3").values("a") == ["1", "3"])
  }

  @Test func aNameAloneHasAnEmptyValue() throws {
    #expect(try pairs("pretty&x=&=y") == ["pretty|", "x|", "|y"])
  }

  @Test func emptyPairsAreSkipped() throws {
    #expect(try pairs("&a=1&&b=2&") == ["a|1", "b|2"])
    #expect(try pairs("") == [])
    #expect(try pairs(nil) == [])
  }

  @Test func decodesNamesAndValues() throws {
    #expect(try pairs("na%6De=a+b%26c&d=e=f") == ["name|a b&c", "d|e=f"])
  }

  @Test func namesThePairThatCannotBeDecoded() {
    #expect(throws: QueryParameters.Fault(pair: "b=%zz", reason: .invalidEscape("%zz"))) {
      try QueryParameters("a=1&b=%zz&c=3")
    }
    #expect(throws: QueryParameters.Fault(pair: "%ff=1", reason: .invalidUTF8)) {
      try QueryParameters("%ff=1")
    }
  }
}

extension QueryParameters.Fault {
  init(pair: String, reason: PercentCoding.Fault) {
    do {
      _ = try QueryParameters(pair)
      preconditionFailure("\(pair) can be decoded")
    } catch {
      precondition(error.reason == reason, "\(pair) fails otherwise: \(error.reason)")
      self = error
    }
  }
}
