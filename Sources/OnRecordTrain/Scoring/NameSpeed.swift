import JSON
import Text

/// How long names take, by token, on the texts of a JSON-lines file (`{"text": …}` a line): the median of five rounds.
enum NameSpeed {
  private static let rounds = 5

  static func run(_ path: String, reader: Reader) throws {
    var documents: [Document] = []
    for line in try File.read(path).split(separator: UInt8(ascii: "\n")) {
      guard case .object(let members) = try JSONValue(parsing: Array(line)),
        case .string(let text)? = members.first(where: { $0.key == "text" })?.value
      else { continue }
      documents.append(reader.read(Array(text.utf8), title: nil))
    }
    let tokens = documents.reduce(0) { $0 + $1.tokens.count }
    let clock = ContinuousClock()
    for (step, work) in [
      ("labels", { (document: Document) in reader.labelledNames(document).count }),
      ("spans", { (document: Document) in reader.nameSpanCount(document) }),
      (
        "names, chains and all",
        { (document: Document) in
          var document = document
          reader.resolve(&document)
          return document.chains.count
        }
      ),
    ] {
      var found = 0
      let times = (0..<rounds).map { _ in
        clock.measure { for document in documents { found += work(document) } }
      }
      let median = times.sorted()[rounds / 2]
      let nanoseconds = Double(median.components.attoseconds) / 1e9 + Double(median.components.seconds) * 1e9
      print(
        "\(step): \(Int(nanoseconds) / max(1, tokens)) ns a token, \(found / rounds) found in \(tokens) tokens"
      )
    }
  }
}
