import NewsModel
import Text

/// One document as the position rules see it: words by token, clauses, and who is speaking where.
/// Built once a document; time and space linear in its tokens.
struct StanceReading {
  let document: Document
  let phrases: Phrases
  let words: StanceWords
  private(set) var voices: Voices
  /// Lemmas of the lexicon's verbs: their participles open a stance of their own.
  let stanceVerbs: Set<String>
  /// By token, lower case.
  let lemmas: [String]
  let lowers: [String]
  /// By token: index of its sentence.
  let sentenceOf: [Int32]
  /// Who says "we" outside quotes, in a text that is a statement (`Authorship`).
  var author: HolderResolver.Actor?
  private(set) var predicates: [Predicate] = []
  /// Indices into `predicates` in text order.
  private(set) var predicateOrder: [Int] = []
  /// By token: index into `predicates`, -1 for none.
  private var predicateAt: [Int32] = []

  init(_ document: Document, phrases: Phrases, voices: Voices, words: StanceWords, lexicon: StanceLexicon) {
    self.document = document
    self.phrases = phrases
    self.voices = voices
    self.words = words
    stanceVerbs = lexicon.verbs
    lowers = document.tokens.indices.map { document.lower($0).replacingTypographicApostrophe() }
    let lowers = lowers
    lemmas = document.tokens.indices.map { token in
      let lemma = document.lemma(token).lowercased()
      guard document.tokens[token].upos == .verb, !lexicon.verbs.contains(lemma) else { return lemma }
      return lexicon.baseForms[lowers[token]] ?? lemma
    }
    var sentenceOf = [Int32](repeating: 0, count: document.tokens.count)
    for (index, sentence) in document.sentences.enumerated() {
      for token in sentence { sentenceOf[token] = Int32(index) }
    }
    self.sentenceOf = sentenceOf
    let reader = PredicateReader(self)
    predicates = reader.predicates
    predicateAt = reader.index
    predicateOrder = predicates.indices.sorted { predicates[$0].token < predicates[$1].token }
    for voice in ReportedClauses(reading: self, resolver: HolderResolver(self)).voices().reversed() {
      self.voices.add(voice)
    }
    for voice in ReportedClauses(reading: self, resolver: HolderResolver(self)).continuations() {
      self.voices.add(voice)
    }
  }

  /// Index of the predicate that `token` heads.
  func predicate(at token: Int) -> Int? { predicateAt[token] < 0 ? nil : Int(predicateAt[token]) }

  /// Index of the predicate that `predicate` hangs on.
  func governor(of predicate: Predicate) -> Int? { predicate.governor.flatMap { self.predicate(at: $0) } }

  func sentence(of token: Int) -> Range<Int> { document.sentences[Int(sentenceOf[token])] }

  /// Tokens looked at on either side where a whole sentence would do.
  static let windowTokensMax = 60

  /// The sentence of `token`, no farther than `windowTokensMax` away.
  func window(around token: Int) -> Range<Int> {
    sentence(of: token).clamped(to: max(0, token - Self.windowTokensMax)..<(token + Self.windowTokensMax))
  }

  func upos(_ token: Int) -> UPOS { document.tokens[token].upos }
  func xpos(_ token: Int) -> XPOS { document.tokens[token].xpos }

  func isComma(_ token: Int) -> Bool { lowers[token] == "," }

  /// A mark that separates clauses as strongly as a full stop does.
  func isBreak(_ token: Int) -> Bool {
    switch lowers[token] {
    case ";", ":", "—", "--", "…": true
    case "–", "-": document.tokens[token].spaceBefore
    default: false
    }
  }

  func isQuotationMark(_ token: Int) -> Bool {
    switch lowers[token] {
    case "\"", "“", "”", "``", "''", "‘", "«", "»": true
    default: false
    }
  }

  /// An adverb or particle that may stand between a subject and its verb, or a verb and its complement.
  func isAdverb(_ token: Int) -> Bool {
    upos(token) == .adv && xpos(token) != .wrb || words.negator.contains(lowers[token])
  }

  func isNegator(_ token: Int) -> Bool { words.negator.contains(lowers[token]) }

  /// Whether someone known speaks at `token`, not the outlet.
  func isSpoken(_ token: Int) -> Bool { voices.index(at: token) != nil || author != nil }

  /// Whether two tokens are told by the same voice.
  func sameVoice(_ a: Int, _ b: Int) -> Bool { voices.index(at: a) == voices.index(at: b) }

  /// `range` without quotation marks and punctuation at its edges.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high, upos(low) == .punct { low += 1 }
    while low < high, upos(high - 1) == .punct, lowers[high - 1] != ")" { high -= 1 }
    return low..<high
  }
}

extension String {
  fileprivate func replacingTypographicApostrophe() -> String {
    utf8.contains(0xE2) ? String(unicodeScalars.map { $0 == "’" ? "'" : Character($0) }) : self
  }
}
