import NewsModel
import TestSupport
import Testing

@Suite struct OffsetTableTests {
  @Test func knownOffsets() {
    let table = OffsetTable("aé“👋\r\nb")
    #expect(table.scalarCount == 7)
    #expect(table.utf8Count == 13)
    #expect(table.utf16Count == 8)
    #expect((0...7).map(table.byteOffset) == [0, 1, 3, 6, 10, 11, 12, 13])
    #expect((0...7).map(table.utf16Offset) == [0, 1, 2, 3, 5, 6, 7, 8])
    #expect(table.scalarOffset(ofByte: 7) == 3, "a byte inside a character belongs to it")
    #expect(table.text(SourceRange(1, 4)) == "é“👋")
    #expect(OffsetTable("").text(SourceRange(0, 0)) == "")
  }

  /// All three units against the standard library's own views.
  @Test func agreesWithTheStandardLibrary() {
    let seed = UInt64.random(in: .min ... .max)
    var generator = SeededGenerator(seed: seed)
    let pieces = ["a", "é", "e\u{301}", "“", "👋🏽", "🇯🇵", "\r\n", "日", "\u{0}", " "]
    for _ in 0..<200 {
      let text = (0..<Int.random(in: 0...300, using: &generator)).map { _ in
        pieces.randomElement(using: &generator)!
      }.joined()
      let table = OffsetTable(text)
      let scalars = Array(text.unicodeScalars)
      #expect(table.scalarCount == scalars.count, "seed \(seed)")
      var byte = 0
      var unit = 0
      for (offset, scalar) in scalars.enumerated() {
        #expect(
          table.byteOffset(ofScalar: offset) == byte && table.utf16Offset(ofScalar: offset) == unit,
          "seed \(seed)")
        #expect(table.scalarOffset(ofByte: byte) == offset, "seed \(seed)")
        byte += UTF8.width(scalar)
        unit += UTF16.width(scalar)
      }
      if scalars.isEmpty { continue }
      let start = Int.random(in: 0..<scalars.count, using: &generator)
      let end = Int.random(in: start...scalars.count, using: &generator)
      #expect(
        Array(table.text(SourceRange(start, end)).unicodeScalars) == Array(scalars[start..<end]),
        "seed \(seed)")
    }
  }

  @Test func offsetsOutsideTrap() async {
    await #expect(processExitsWith: .failure) { _ = OffsetTable("abc").byteOffset(ofScalar: 4) }
    await #expect(processExitsWith: .failure) { _ = SourceRange(3, 2) }
  }
}
