import Text

/// Finds the attributions of one document.
///
/// Paragraph by paragraph, sentence by sentence: speech that stands before its cue first ("…," Smith said), because it
/// covers all it reports; then cues from left to right, each with the content to its right; then what is left in
/// quotation marks. A cue inside another's content is part of that content, never a quote of its own.
/// Time is linear in the text: every look to the left or right ends at a named bound.
struct QuoteReader {
  let document: Document
  let phrases: Phrases
  let lexicon: CueLexicon
  /// By token: index into `document.quotations` of the outermost quotation that covers it, marks included; -1 outside.
  let quotationByToken: [Int32]
  /// Content found so far, by token.
  var claimed: [Bool]
  var found: [Attribution] = []

  /// Tokens looked at to the left for a source, and for the beginning of a clause.
  static let leftTokensMax = 120
  /// Tokens of content to the right of a cue, quotation marks aside.
  static let contentTokensMax = 160
  /// Tokens between a cue and the verb that proves its complement a clause.
  static let clauseTokensMax = 30
  /// Tokens in one source.
  static let sourceTokensMax = 40

  init(_ document: Document, phrases: Phrases, lexicon: CueLexicon) {
    self.document = document
    self.phrases = phrases
    self.lexicon = lexicon
    claimed = [Bool](repeating: false, count: document.tokens.count)
    var map = [Int32](repeating: -1, count: document.tokens.count)
    for (index, quotation) in document.quotations.enumerated() where quotation.depth == 0 {
      for token in quotation.open..<document.end(of: quotation) { map[token] = Int32(index) }
    }
    quotationByToken = map
  }

  /// All attributions in text order.
  mutating func read() -> [Attribution] {
    var sentence = 0
    for paragraph in document.paragraphs {
      let firstFound = found.count
      readTurn(paragraph)
      readBullets(paragraph)
      let firstSentence = sentence
      while sentence < document.sentences.count,
        document.sentences[sentence].lowerBound < paragraph.upperBound
      { sentence += 1 }
      for index in firstSentence..<sentence { readLeftContents(document.sentences[index], paragraph) }
      for index in firstSentence..<sentence { readRightContents(document.sentences[index], paragraph) }
      readLeftovers(paragraph, firstFound: firstFound)
    }
    return found.sorted {
      ($0.content.lowerBound, $0.content.upperBound) < ($1.content.lowerBound, $1.content.upperBound)
    }
  }

  // MARK: Small questions about tokens

  func isPunctuation(_ token: Int, _ form: String) -> Bool {
    token >= 0 && token < document.tokens.count && document.tokens[token].upos == .punct
      && document.form(token) == form
  }

  func isComma(_ token: Int) -> Bool { isPunctuation(token, ",") }

  /// A dash that stands between clauses, not inside a word.
  func isDash(_ token: Int) -> Bool {
    guard document.tokens.indices.contains(token), document.tokens[token].upos == .punct else { return false }
    switch document.form(token) {
    case "—", "―", "--": return true
    case "–", "-": return document.tokens[token].spaceBefore
    default: return false
    }
  }

  /// The outermost quotation that opens at `token`.
  func quotation(openingAt token: Int) -> Quotation? {
    guard let quotation = quotation(at: token), quotation.open == token else { return nil }
    return quotation
  }

  /// The outermost quotation whose closing mark is `token`.
  func quotation(closingAt token: Int) -> Quotation? {
    guard let quotation = quotation(at: token), quotation.close == token else { return nil }
    return quotation
  }

  func quotation(at token: Int) -> Quotation? {
    guard quotationByToken.indices.contains(token), quotationByToken[token] >= 0 else { return nil }
    return document.quotations[Int(quotationByToken[token])]
  }

  func isQuoted(_ token: Int) -> Bool { quotationByToken[token] >= 0 }

  func span(_ quotation: Quotation) -> Range<Int> { quotation.open..<document.end(of: quotation) }

  /// The prefix of `range` that no content holds yet.
  func unclaimed(_ range: Range<Int>) -> Bool {
    !range.contains { claimed[$0] }
  }

  func isFinite(_ group: VerbGroup) -> Bool { group.form == .finite }

  /// Adds an attribution and claims its words. Cues and sources stay free: they may serve another content.
  mutating func add(_ attribution: Attribution) {
    guard attribution.confidence >= Self.confidenceMin else { return }
    for part in attribution.parts { for token in part { claimed[token] = true } }
    found.append(attribution)
  }

  /// Cues that announce content more seldom than this are not taken: below it, each hit costs more than it gives.
  static let confidenceMin = 0.30
}

extension Document {
  /// Behind the closing mark; the end of the quoted words where the mark is missing.
  func end(of quotation: Quotation) -> Int { quotation.close.map { $0 + 1 } ?? quotation.tokens.upperBound }
}
