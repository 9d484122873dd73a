import Text

/// Prints where tokens or sentences differ from a treebank's: what it has in brackets, what was found in braces.
enum SegmentationErrors {
  static func run(_ path: String, files: String) throws {
    let reader = try Reader(file: { try? File.read("\(files)/\($0)") })
    for text in TreebankText.documents(try Treebank.sentences(path)) {
      let document = reader.read(text.utf8, title: nil)
      show("token", text, Set(text.bytes.flatMap { $0 }), Set(document.tokens.map(\.bytes)))
      let gold = text.bytes.compactMap { words in words.last?.upperBound }
      let found = document.sentences.map { document.tokens[$0.upperBound - 1].bytes.upperBound }
      show("sentence", text, Set(gold.map { $0..<$0 }), Set(found.map { $0..<$0 }))
    }
  }

  private static func show(_ kind: String, _ text: TreebankText, _ gold: Set<Range<Int>>, _ found: Set<Range<Int>>) {
    func part(_ range: Range<Int>) -> String {
      let clamped = range.clamped(to: 0..<text.utf8.count)
      return String(decoding: text.utf8[clamped], as: UTF8.self).split(separator: "\n").joined(separator: "⏎")
    }
    for (sign, spans) in [("missed", gold.subtracting(found)), ("wrong", found.subtracting(gold))] {
      for span in spans.sorted(by: { $0.lowerBound < $1.lowerBound }) {
        let before = part((span.lowerBound - 30)..<span.lowerBound)
        print("\(kind)\t\(sign)\t\(before)[\(part(span))]\(part(span.upperBound..<(span.upperBound + 30)))")
      }
    }
  }
}
