import Extraction
import JSON
import Text

/// An article with the attributions that people marked in it, in our tokens.
struct QuoteArticle {
  struct Gold {
    /// Tokens in order.
    var source: [Int]
    var cue: [Int]
    var content: [Int]
    /// The cue's token that stands highest in the tree.
    var head: Int
  }

  var facts: QuoteFacts
  let gold: [Gold]
}

/// Reads PolNeAR as JSON lines: `{"text", "attributions": [{"source", "cue", "content": [[start, end] …]}]}`, offsets in scalars.
enum QuoteCorpus {
  /// The articles of a file, read by our own reader; a part of its lines with `lines`.
  static func articles(_ path: String, files: String) throws -> [QuoteArticle] {
    func file(_ name: String) -> [UInt8]? { try? File.read("\(files)/\(name)") }
    let reader = try Reader(file: file, arithmetic: Processor.arithmetic)
    let evidence = try QuoteEvidence(file: file)
    let lines = try File.read(path).split(separator: UInt8(ascii: "\n"))
    let articles = try InParallel.map(lines.count) { index in
      try article(JSONValue(parsing: Array(lines[index])), reader, evidence)
    }
    return articles.compactMap { $0 }
  }

  private static func article(
    _ value: JSONValue, _ reader: Reader, _ evidence: QuoteEvidence
  ) throws -> QuoteArticle? {
    guard case .object(let members) = value, case .string(let text)? = members["text"],
      case .array(let attributions)? = members["attributions"]
    else { return nil }
    var title: String?
    if case .string(let given)? = members["title"] { title = given }
    let document = reader.read(Array(text.utf8), title: title)
    var byteOfScalar: [Int] = []
    var offset = 0
    for scalar in text.unicodeScalars {
      byteOfScalar.append(offset)
      offset += UTF8.width(scalar)
    }
    byteOfScalar.append(offset)
    func tokens(_ value: JSONValue?) -> [Int] {
      guard case .array(let spans)? = value else { return [] }
      var found: Set<Int> = []
      for case .array(let ends) in spans {
        guard ends.count == 2, case .number(let start) = ends[0], case .number(let end) = ends[1],
          byteOfScalar.indices.contains(Int(start)), byteOfScalar.indices.contains(Int(end))
        else { continue }
        found.formUnion(document.tokens(from: byteOfScalar[Int(start)], to: byteOfScalar[Int(end)]))
      }
      return found.sorted()
    }
    var gold: [QuoteArticle.Gold] = []
    for case .object(let attribution) in attributions {
      let cue = tokens(attribution["cue"])
      let content = tokens(attribution["content"])
      guard let head = document.highest(of: cue), !content.isEmpty else { continue }
      gold.append(
        QuoteArticle.Gold(source: tokens(attribution["source"]), cue: cue, content: content, head: head))
    }
    return QuoteArticle(facts: evidence.facts(of: document), gold: gold)
  }
}

extension Document {
  /// The tokens that begin in these bytes. O(log tokens).
  func tokens(from start: Int, to end: Int) -> Range<Int> {
    func first(atOrBehind byte: Int) -> Int {
      var (low, high) = (0, tokens.count)
      while low < high {
        let middle = (low + high) / 2
        if Int(tokens[middle].start) < byte { low = middle + 1 } else { high = middle }
      }
      return low
    }
    return first(atOrBehind: start)..<max(first(atOrBehind: start), first(atOrBehind: end))
  }

  /// The token nearest to the root of its tree; verbs before others.
  func highest(of tokens: [Int]) -> Int? {
    func depth(_ token: Int) -> Int {
      var (depth, current) = (0, token)
      while let head = head(of: current) { (depth, current) = (depth + 1, head) }
      return depth
    }
    return tokens.min { one, other in
      let (a, b) = (depth(one), depth(other))
      return a == b ? one < other : a < b
    }
  }
}
