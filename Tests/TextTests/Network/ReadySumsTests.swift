import TestSupport
import Testing

@testable import Text

@Suite("Ready-made first sums")
struct ReadySumsTests {
  private let forms = ["the", "The", "said", "Norway", "’s", "—"].map { Array($0.utf8) }
  private let width = 12

  private func rows() -> [[Float]] {
    var random = SeededGenerator(seed: 4)
    return forms.map { _ in (0..<width).map { _ in Float.random(in: -6...6, using: &random) } }
  }

  private func table(_ bytes: [UInt8], count: Int) -> ReadySums? {
    var offset = 0
    return ReadySums(ModelBytes(bytes), &offset, count: count, width: width)
  }

  @Test("Each form finds its own row, within half a step of its scale")
  func rowsComeBack() throws {
    let rows = rows()
    let bytes = try #require(ReadySums.bytes(forms, rows: rows))
    let ready = try #require(table(bytes, count: forms.count))
    for (form, gold) in zip(forms, rows) {
      let row = try #require(form.withUnsafeBufferPointer { ready.row($0) })
      var sums = [Float](repeating: .nan, count: width)
      sums.withUnsafeMutableBufferPointer { if let base = $0.baseAddress { ready.write(row, to: base) } }
      let step = (gold.map(abs).max() ?? 0) / 32767
      for (sum, gold) in zip(sums, gold) { #expect(abs(sum - gold) <= step * 0.51) }
    }
  }

  @Test("Other forms have none", arguments: ["THE", "th", "thee", "", "Norwa"])
  func otherForms(_ form: String) throws {
    let bytes = try #require(ReadySums.bytes(forms, rows: rows()))
    let ready = try #require(table(bytes, count: forms.count))
    #expect(Array(form.utf8).withUnsafeBufferPointer { ready.row($0) } == nil)
  }

  @Test("Bytes that end early hold no table")
  func everyCut() throws {
    let bytes = try #require(ReadySums.bytes(forms, rows: rows()))
    for end in 0..<bytes.count { #expect(table(Array(bytes[..<end]), count: forms.count) == nil) }
  }
}
