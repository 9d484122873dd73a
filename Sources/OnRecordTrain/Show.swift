import Text

/// Prints what the reader sees in a text: a line a sentence of `word/XPOS`, then mentions with their entities.
enum Show {
  static func run(_ path: String, files folder: String) throws {
    let reader = try Reader(file: { try? File.read("\(folder)/\($0)") })
    let document = reader.read(try File.read(path), title: nil)
    for sentence in document.sentences {
      print(sentence.map { "\(document.form($0))/\(document.tokens[$0].xpos.name)" }.joined(separator: " "))
    }
    for mention in document.mentions {
      let entity = mention.entity.map { document.entities[$0] }
      let name = entity.map { "\($0.name) (\($0.kind), \($0.country ?? "-"))" } ?? "-"
      let note = mention.isModifier ? ", modifier" : ""
      print(
        "  \(document.text(mention.tokens)) [\(mention.kind)\(note)] → \(name) #\(mention.chain.map(String.init) ?? "-")"
      )
    }
  }
}
