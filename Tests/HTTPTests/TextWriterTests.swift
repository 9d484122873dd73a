import TestSupport
import Testing

@testable import HTTP

@Suite struct TextWriterTests {
  private func text(_ write: (inout TextWriter) -> Void) -> String {
    withUnsafeTemporaryAllocation(byteCount: 256, alignment: 8) { memory in
      guard let base = memory.baseAddress else { return "" }
      var writer = TextWriter(base)
      write(&writer)
      return String(decoding: memory[..<writer.count], as: UTF8.self)
    }
  }

  @Test func decimals() {
    for number in 0...1_100 { #expect(text { $0.write(decimal: number) } == String(number)) }
    var power = 1
    while true {
      for number in [power - 1, power, power + 1] {
        #expect(text { $0.write(decimal: number) } == String(number))
      }
      let (next, overflow) = power.multipliedReportingOverflow(by: 10)
      if overflow { break }
      power = next
    }
    #expect(text { $0.write(decimal: .max) } == String(Int.max))
  }

  @Test func threeDigits() {
    for number in 0..<1_000 {
      let digits = String(number)
      #expect(
        text { $0.write(threeDigits: number) } == String(repeating: "0", count: 3 - digits.count) + digits)
    }
  }

  @Test(arguments: [
    (0, "0.000"), (1, "0.001"), (12, "0.012"), (999, "0.999"), (1_000, "1.000"), (1_050, "1.050"),
    (60_000_007, "60000.007"),
  ])
  func milliseconds(_ microseconds: Int, _ expected: String) {
    #expect(text { $0.write(milliseconds: microseconds) } == expected)
  }

  @Test func texts() {
    let text = text {
      $0.write(literal: "")
      $0.write(literal: "a: ")
      $0.write("žluť")
      $0.write(UnsafeRawBufferPointer(start: nil, count: 0))
      $0.write(byte: 0x21)
    }
    #expect(text == "a: žluť!")
  }
}

@Suite struct RequestIDTests {
  private static let alphabet = Set("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

  /// More than four places count through.
  @Test func allAreDifferent() {
    var ids = RequestIDs(seed: 7)
    var seen = Set<String>(minimumCapacity: 200_000)
    var last = ""
    var isSound = true
    for _ in 0..<200_000 {
      let id = UnsafeRawBufferPointer(start: ids.next(), count: RequestIDs.length)
      if seen.count % 37 == 0 { isSound = isSound && id.allSatisfy { Self.alphabet.contains($0) } }
      let text = String(decoding: id, as: UTF8.self)
      // The alphabet ascends as ASCII does, so counting up does too.
      isSound = isSound && last < text
      last = text
      seen.insert(text)
    }
    #expect(seen.count == 200_000)
    #expect(isSound, "thirteen characters of the alphabet, ascending")
  }

  @Test func threadsBeginElsewhere() {
    let firsts = (0..<1_000).map { seed in
      var ids = RequestIDs(seed: UInt64(seed))
      return ids.id(nil).prefix(8)
    }
    #expect(Set(firsts).count == 1_000)
  }

  @Test(arguments: ["a", "A-b_c.d~9", String(repeating: "x", count: 128)]) func saneOnesAreTakenOver(
    _ id: String
  ) {
    var ids = RequestIDs(seed: 1)
    #expect(ids.id(id) == id)
  }

  @Test(arguments: [
    "", " ", "a b", "a\"b", "a\\b", "a,b", "é", "a\u{7F}", "{}", String(repeating: "x", count: 129),
  ])
  func othersAreReplaced(_ id: String) {
    var ids = RequestIDs(seed: 1)
    let own = ids.id(id)
    #expect(own != id && own.utf8.count == 13 && own.utf8.allSatisfy { Self.alphabet.contains($0) })
  }
}
