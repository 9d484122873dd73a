import Text

/// How many tags, heads and relations are right on gold tokens: UPOS, XPOS, UAS, and LAS with and without the relations' subtypes,
/// of all tokens, punctuation included.
struct ParseScore {
  private var total = 0
  private var (upos, xpos, heads, relations, universals) = (0, 0, 0, 0, 0)

  static func run(_ path: String, model: String) throws {
    guard let model = NetworkModel(try File.read(model)) else {
      throw TrainError(description: "\(model): no model")
    }
    let network = Network(model)
    var score = ParseScore()
    for sentence in try Treebank.sentences(path) { score.add(sentence, network) }
    print("\(path): \(score.description)")
  }

  private mutating func add(_ sentence: TreebankSentence, _ network: Network) {
    var document = Self.document(sentence)
    network.run(&document)
    for (index, gold) in sentence.words.enumerated() {
      total += 1
      if document.tokens[index].upos == gold.upos { upos += 1 }
      if document.tokens[index].xpos == gold.xpos { xpos += 1 }
      let relation = Deprel(name: gold.deprel)
      guard Int(document.parse.heads[index]) == gold.head ?? -1 else { continue }
      heads += 1
      if document.parse.deprels[index] == relation { relations += 1 }
      if document.parse.deprels[index].universal == relation?.universal { universals += 1 }
    }
  }

  private var description: String {
    "\(total) tokens, UPOS \(percent(upos, total)), XPOS \(percent(xpos, total)), UAS \(percent(heads, total)), "
      + "LAS \(percent(relations, total)), without subtypes \(percent(universals, total))"
  }

  /// A document of the sentence's own tokens.
  static func document(_ sentence: TreebankSentence) -> Document {
    var utf8: [UInt8] = []
    var tokens: [Token] = []
    for word in sentence.words {
      let start = utf8.count
      utf8 += word.form.utf8
      let spaceBefore = tokens.isEmpty || utf8[start - 1] == UInt8(ascii: " ")
      tokens.append(Token(start: start, end: utf8.count, spaceBefore: spaceBefore))
      if word.spaceAfter { utf8.append(UInt8(ascii: " ")) }
    }
    let words = Words(utf8, &tokens)
    let all = [tokens.indices]
    return Document(utf8: utf8, tokens: tokens, words: words, sentences: all, paragraphs: all, quotations: [])
  }
}
