extension Reader {
  /// How long each step of cutting `texts` and of finding lemmas takes; for measuring.
  package func laps(_ texts: [[UInt8]]) -> [(stage: String, time: Duration)] {
    var times = [Duration](repeating: .zero, count: 5)
    let clock = ContinuousClock()
    for text in texts {
      var tokenizer = Tokenizer(text, abbreviations: abbreviations)
      times[0] += clock.measure { tokenizer.run() }
      var tokens = tokenizer.tokens
      var words: Words?
      times[1] += clock.measure { words = Words(text, &tokens) }
      guard let words else { continue }
      let paragraphs = Reader.ranges(starting: tokenizer.paragraphStarts, end: tokens.count)
      var ranges: [Range<Int>] = []
      times[2] += clock.measure { ranges = sentences(text, tokens, words, paragraphs) }
      var quotations: [Quotation] = []
      times[3] += clock.measure { quotations = QuotationFinder.quotations(text, tokens, paragraphs) }
      times[4] += clock.measure {
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
