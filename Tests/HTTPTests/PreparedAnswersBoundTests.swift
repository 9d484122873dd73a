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
    for number in 0..<3_000 {
      let bytes = Int.random(in: 0...10_000, using: &random)
      try keep(&table, number, bytes: bytes)
      // What was taken out waits to be freed, and is bounded too.
      #expect(table.footprint <= bytesMax + bytesMax / 2, "\(number)")
      table.freeRetired()
      #expect(table.footprint <= bytesMax, "\(number)")
      let label = PreparedAnswersTests.label(&table, raw(number))
      if bytes < 7_000 { #expect(label == "\(number) \(bytes)", "what was just kept is there") }
      if bytes > 8_192 { #expect(label == nil, "one answer takes an eighth at most") }
      sizes[number] = bytes
      let other = Int.random(in: max(0, number - 40)...number, using: &random)
      if let label = PreparedAnswersTests.label(&table, raw(other)) {
        found += 1
        #expect(label == "\(other) \(sizes[other] ?? -1)", "\(number)")
      }
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
    // Which answer makes room hangs on the table's seed; with some of these it is the one that is lent.
    var madeRoom = 0
    for seed in UInt64(0)..<64 { madeRoom += try lend(seed) ? 1 : 0 }
    #expect(madeRoom > 0)
  }

  /// Whether what was lent has made room before it was given back.
  private func lend(_ seed: UInt64) throws -> Bool {
    var table = PreparedAnswers(bytesMax: 128 * 1024, seed: seed)
    try keep(&table, 1, bytes: 10_000)
    var output = Output()
    let bytes = Array(raw(1).utf8)
    try bytes.withUnsafeBytes { bytes in
      let found = table.find(bytes, PreparedAnswersTests.rules, version: 1)
      let hit = try #require(found)
      PreparedAnswersTests.withLines(id: "id") { table.write(hit, $0, into: &output) }
    }
    #expect(output.onePart == nil, "the content is lent")
    let before = output.bytes()
    for number in 2..<60 { try keep(&table, number, bytes: 10_000) }
    let hasMadeRoom = PreparedAnswersTests.label(&table, raw(1)) == nil
    #expect(output.bytes() == before)
    output.settle()
    table.freeRetired()
    for number in 60..<120 { try keep(&table, number, bytes: 10_000) }
    #expect(output.bytes() == before)
    #expect(before.suffix(10_000).allSatisfy { $0 == 1 })
    return hasMadeRoom
  }
}
