import Text

/// How many tags are right on gold tokens.
enum TagScore {
  static func run(_ path: String, model: String) throws {
    guard let model = TaggerModel(try File.read(model)) else {
      throw TrainError(description: "\(model): no model")
    }
    let tagger = Tagger(model, closedWords: [])
    var total = 0
    var upos = 0
    var xpos = 0
    for sentence in try Treebank.sentences(path) {
      total += sentence.words.count
      tagger.label(PerceptronTrainer.shapes(sentence)) { index, label in
        let gold = sentence.words[index]
        if model.labels[Int(label)].upos == gold.upos { upos += 1 }
        if model.labels[Int(label)].xpos == gold.xpos { xpos += 1 }
      }
    }
    print("\(path): \(total) tokens, UPOS \(percent(upos, total)), XPOS \(percent(xpos, total))")
  }
}

/// `93.5`
func percent(_ part: Int, _ whole: Int) -> String {
  let tenths = whole == 0 ? 0 : (part * 10_000 + whole / 2) / whole
  return "\(tenths / 100).\(tenths % 100 < 10 ? "0" : "")\(tenths % 100)"
}
