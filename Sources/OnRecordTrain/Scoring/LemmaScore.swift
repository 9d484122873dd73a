import Text

/// Lemmas of the treebank's own words with its own XPOS, as its annotators wrote them but for capitals.
enum LemmaScore {
  static func figures(_ texts: [TreebankText], _ reader: Reader) -> [(name: String, value: Double)] {
    var right = 0
    var words = 0
    for word in texts.flatMap(\.sentences).flatMap(\.words) {
      words += 1
      if lemma(of: word, reader) == word.lemma.lowercased() { right += 1 }
    }
    return [("lemmas.gold-tags", words == 0 ? 0 : Double(right) / Double(words))]
  }

  /// Prints the words whose lemma is wrong.
  static func errors(_ path: String, files: String) throws {
    let reader = try Reader(file: { try? File.read("\(files)/\($0)") })
    for word in try Treebank.sentences(path).flatMap(\.words) {
      let found = lemma(of: word, reader)
      if found != word.lemma.lowercased() {
        print(
          "\(word.form)\t\(word.xpos.name)\tgold \(word.lemma)\tfound \(found)\(word.isTypo ? "\ttypo" : "")")
      }
    }
  }

  private static func lemma(of word: TreebankWord, _ reader: Reader) -> String {
    let lower = word.form.lowercased().replacing("’", with: "'")
    return reader.lemma(word.form, lower: lower, xpos: word.xpos).lowercased()
  }
}
