import TestSupport
import Testing
import Text

/// A made-up text and who some of its words mean.
struct ChainRow: Sendable, CustomTestStringConvertible {
  var name: String
  var text: String
  var title: String?
  /// Words of a mention, with `#2` behind them for the second of the same words, and what they mean: the name of an entity;
  /// `=words` for an unnamed someone first mentioned by these words; `-` for nobody named, alone or not.
  var expected: [(String, String)]
  var testDescription: String { name }

  init(_ name: String, _ text: String, title: String? = nil, _ expected: (String, String)...) {
    self.name = name
    self.text = text
    self.title = title
    self.expected = expected
  }

  /// What does not hold of the row, in words.
  func faults() -> [String] {
    let document = Reader.shared.read(text, title: title)
    return expected.compactMap { words, who in
      let parts = words.split(separator: "#")
      let number = parts.count > 1 ? Int(parts[1]) ?? 1 : 1
      let found = document.mentions.filter { document.text($0.tokens) == String(parts[0]) }
      guard number <= found.count else { return "\(words) is no mention" }
      let mention = found[number - 1]
      let told = mention.entity.map { document.entities[$0].name }
      if who.hasPrefix("=") {
        guard let chain = mention.chain else { return "\(words) stands alone" }
        let first = document.text(document.mentions[document.chains[chain].first].tokens)
        return "=" + first == who ? nil : "\(words) is =\(first), not \(who)"
      }
      return told ?? "-" == who ? nil : "\(words) is \(told ?? "-"), not \(who)"
    }
  }
}
