import Glibc
import JSON
import Text

/// How much processor time everything but the models takes, by token, on the texts of a JSON-lines file (`{"text": …}` a line): the
/// median of five rounds; then the same of 1,000 and of 10,000 sentences in one document.
enum CutSpeed {
  private static let rounds = 5

  static func run(_ path: String, files: String) throws {
    let reader = try Reader(file: { try? File.read("\(files)/\($0)") })
    var texts: [[UInt8]] = []
    for line in try File.read(path).split(separator: UInt8(ascii: "\n")) {
      guard case .object(let members) = try JSONValue(parsing: Array(line)),
        case .string(let text)? = members.first(where: { $0.key == "text" })?.value
      else { continue }
      texts.append(Array(text.utf8))
    }
    measure("articles", texts, reader)
    let sentences = texts.flatMap { text in
      let document = reader.cut(text)
      return document.sentences.map { document.text($0) }
    }
    for count in [1_000, 10_000] {
      let text = (0..<count).map { sentences[$0 % sentences.count] }.joined(separator: " ")
      measure("\(count) sentences", [Array(text.utf8)], reader)
    }
  }

  private static func measure(_ name: String, _ texts: [[UInt8]], _ reader: Reader) {
    let tokens = texts.reduce(0) { $0 + reader.cut($1).tokens.count }
    var times: [(stage: String, rounds: [Int])] = []
    // The first round warms up.
    for round in 0...rounds {
      let laps = reader.laps(texts, now: processorTime)
      if round == 0 { times = laps.map { ($0.stage, []) } }
      if round > 0 { for index in laps.indices { times[index].rounds.append(laps[index].time) } }
    }
    let figures = times.map { ($0.stage, $0.rounds.sorted()[rounds / 2] / max(1, tokens)) }
    let list = figures.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    print("\(name): \(tokens) tokens, \(figures.reduce(0) { $0 + $1.1 }) ns a token: \(list)")
  }

  /// Nanoseconds this thread has run: a shared machine would spoil the wall's clock.
  private static func processorTime() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }
}
