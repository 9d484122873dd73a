extension Reader {
  /// How long each step of cutting `texts` and of finding lemmas takes, by the clock `now`; for measuring.
  package func laps(_ texts: [[UInt8]], now: () -> Int) -> [(stage: String, time: Int)] {
    var times = [Int](repeating: 0, count: 5)
    func lap(_ stage: Int, _ work: () -> Void) {
      let start = now()
      work()
      times[stage] += now() - start
    }
    for text in texts {
      var tokenizer = Tokenizer(text, abbreviations: abbreviations)
      lap(0) { tokenizer.run() }
      var tokens = tokenizer.tokens
      var words: Words?
      lap(1) { words = Words(text, &tokens) }
      guard let words else { continue }
      let paragraphs = Reader.ranges(starting: tokenizer.paragraphStarts, end: tokens.count)
      var ranges: [Range<Int>] = []
      lap(2) { ranges = sentences(text, tokens, words, paragraphs) }
      var quotations: [Quotation] = []
      lap(3) { quotations = QuotationFinder.quotations(text, tokens, paragraphs) }
      lap(4) {
        var document = Document(
          utf8: text, tokens: tokens, words: words, sentences: ranges, paragraphs: paragraphs,
          quotations: quotations)
        lemmatizer.lemmatize(&document)
      }
    }
    return Array(zip(["tokens", "types", "sentences", "quotations", "lemmas"], times))
  }

  /// The lemma of a word with a tag; for measuring.
  package func lemma(_ form: String, lower: String, xpos: XPOS) -> String {
    lemmatizer.lemma(form, lower: lower, xpos: xpos)
  }
}
