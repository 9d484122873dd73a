import HTTP
import Testing

/// What prepared answers hold, those included that wait for the turn's end to be freed.
@Suite struct PreparedMemoryTests {
  static func keep(_ target: String, version: UInt64, in answers: inout PreparedAnswers) {
    var response = Response(status: .ok, content: [UInt8](repeating: 0x61, count: 4096))
    response.validAt = version
    answers.keep(response, for: Request(method: .get, path: target), series: 0, label: [])
  }

  @Test func whatIsKeptAlreadyIsNotKeptAnew() {
    var answers = PreparedAnswers(bytesMax: 1 << 20)
    Self.keep("/a", version: 1, in: &answers)
    let one = answers.footprint
    for _ in 0..<1000 { Self.keep("/a", version: 1, in: &answers) }
    #expect(answers.footprint == one)
    // Its successor takes its place once the turn is over.
    Self.keep("/a", version: 2, in: &answers)
    #expect(answers.footprint == 2 * one)
    answers.freeRetired()
    #expect(answers.footprint == one)
  }

  @Test func oneTurnCannotRetireWithoutBound() {
    let bytesMax = 1 << 20
    var answers = PreparedAnswers(bytesMax: bytesMax)
    for number in 0..<10_000 {
      Self.keep("/\(number % 1000)", version: UInt64(number / 1000), in: &answers)
      #expect(answers.footprint <= 2 * bytesMax)
    }
    answers.freeRetired()
    #expect(answers.footprint <= bytesMax)
    Self.keep("/new", version: 20, in: &answers)
    answers.freeRetired()
    #expect(answers.footprint <= bytesMax)
  }
}
