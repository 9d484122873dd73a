import TestSupport
import Testing

@testable import HTTP

/// The room that prepared answers take, and what becomes of those that make room.
@Suite struct PreparedAnswersBoundTests {
  private func raw(_ number: Int) -> String {
    "GET /articles/\(number) HTTP/1.1\r\nHost: test.example\r\n\r\n"
  }

  private func keep(_ table: inout PreparedAnswers, _ number: Int, bytes: Int) throws {
    try PreparedAnswersTests.keep(
      &table, raw(number), label: "\(number) \(bytes)",
      PreparedAnswersTests.response([UInt8](repeating: UInt8(truncatingIfNeeded: number), count: bytes)))
  }

  @Test func theBoundIsNeverPassed() throws {
    let bytesMax = 64 * 1024
    var random = SeededGenerator(seed: 4)
    var table = PreparedAnswers(bytesMax: bytesMax)
    var sizes: [Int: Int] = [:]
    var found = 0
    for step in 0..<3_000 {
      let number = Int.random(in: 0..<300, using: &random)
      let bytes = Int.random(in: 0...10_000, using: &random)
      try keep(&table, number, bytes: bytes)
      #expect(table.footprint <= bytesMax, "step \(step)")
      let label = PreparedAnswersTests.label(&table, raw(number))
      if bytes < 7_000 { #expect(label == "\(number) \(bytes)", "step \(step): what was just kept is there") }
      if bytes <= 8_192 - 600 || label == "\(number) \(bytes)" { sizes[number] = bytes }
      if bytes > 8_192 { #expect(label != "\(number) \(bytes)", "one answer takes an eighth at most") }
      let other = Int.random(in: 0..<300, using: &random)
      if let label = PreparedAnswersTests.label(&table, raw(other)) {
        found += 1
        #expect(label == "\(other) \(sizes[other] ?? -1)", "step \(step)")
      }
      if step % 7 == 0 { table.freeRetired() }
    }
    #expect(found > 50 && table.footprint > bytesMax / 2, "\(found) found, \(table.footprint) bytes")
  }

  @Test func nothingIsKeptWithoutRoom() throws {
    var table = PreparedAnswers(bytesMax: 0)
    try keep(&table, 1, bytes: 0)
    #expect(table.footprint == 0 && PreparedAnswersTests.label(&table, raw(1)) == nil)
  }

  /// A turn may send what it took from an answer that has made room since.
  @Test func whatIsLentStaysUntilItIsGivenBack() throws {
    var table = PreparedAnswers(bytesMax: 128 * 1024)
    try keep(&table, 1, bytes: 10_000)
    var output = Output()
    let bytes = Array(raw(1).utf8)
    try bytes.withUnsafeBytes { bytes in
      let found = table.find(bytes, PreparedAnswersTests.rules, version: 1)
      let hit = try #require(found)
      _ = PreparedAnswersTests.withLines(id: "id") { table.write(hit, $0, into: &output) }
    }
    #expect(output.onePart == nil, "the content is lent")
    let before = output.bytes()
    for number in 2..<60 { try keep(&table, number, bytes: 10_000) }
    #expect(PreparedAnswersTests.label(&table, raw(1)) == nil, "it has made room")
    #expect(output.bytes() == before)
    output.settle()
    table.freeRetired()
    for number in 60..<120 { try keep(&table, number, bytes: 10_000) }
    #expect(output.bytes() == before)
    #expect(before.suffix(10_000).allSatisfy { $0 == 1 })
  }

  /// Far more heads than the places they are remembered in, and more answers than places.
  @Test func manyHeadsAreNotTakenForEachOther() throws {
    var table = PreparedAnswers()
    for number in 0..<5_000 { try keep(&table, number, bytes: number % 10) }
    var random = SeededGenerator(seed: 12)
    var hits = 0
    for _ in 0..<10_000 {
      let number = Int.random(in: 0..<5_000, using: &random)
      for _ in 0..<2 {
        guard let label = PreparedAnswersTests.label(&table, raw(number)) else { continue }
        hits += 1
        #expect(label == "\(number) \(number % 10)")
      }
    }
    #expect(hits > 8_000, "\(hits) of 20,000 were found")
  }
}
