import Glibc
import JSON
import Text

/// How fast texts are read, on one core, and what of it the network takes: the texts of a JSON-lines file (`{"text": …}` a line),
/// the median of five rounds.
enum ReadSpeed {
  private static let rounds = 5

  static func run(_ path: String, files: String) throws {
    let reader = try Reader(file: { try? File.read("\(files)/\($0)") }, arithmetic: Processor.arithmetic)
    var texts: [[UInt8]] = []
    for line in try File.read(path).split(separator: UInt8(ascii: "\n")) {
      guard case .object(let members) = try JSONValue(parsing: Array(line)),
        case .string(let text)? = members.first(where: { $0.key == "text" })?.value
      else { continue }
      texts.append(Array(text.utf8))
    }
    var documents = texts.map { reader.read($0, title: nil) }
    let tokens = documents.reduce(0) { $0 + $1.tokens.count }
    let whole = nanoseconds { for text in texts { _ = reader.read(text, title: nil) } }
    print("whole: \(whole / tokens) ns a token, \(tokens * 1_000_000 / (whole / 1000)) tokens a second")
    let part = nanoseconds { for index in documents.indices { reader.network.run(&documents[index]) } }
    print("network: \(part / tokens) ns a token")
  }

  /// Of the processor's time, which others on the machine do not lengthen much.
  private static func nanoseconds(_ work: () -> Void) -> Int {
    let times = (0..<rounds).map { _ in
      let start = processorTime()
      work()
      return processorTime() - start
    }
    return times.sorted()[rounds / 2]
  }

  private static func processorTime() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }
}
