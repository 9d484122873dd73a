/// A main clause needs a finite verb: where the tagger found none, the first word that may be a past tense and stands
/// where one may stand is read as one (`Norway pledged to protect the forests`).
///
/// `pledged` is past tense, participle and sometimes adjective, and a tagger that looks two words ahead cannot always
/// tell.
enum FiniteVerbs {
  /// Words of a shorter sentence without a full stop are a headline, which may lack a verb.
  static let fragmentTokensMax = 8

  static func restore(_ document: inout Document, _ lemmatizer: Lemmatizer) {
    for sentence in document.sentences {
      guard let last = sentence.last,
        document.tokens[last].xpos == .period || sentence.count >= fragmentTokensMax
      else { continue }
      let clause = mainClause(document, sentence)
      guard !clause.contains(where: { document.tokens[$0].xpos.isFinite }),
        let verb = clause.first(where: { canBeFinite($0, document, clause, lemmatizer) })
      else { continue }
      document.tokens[verb].xpos = document.lowers[verb].hasSuffix("s") ? .vbz : .vbd
      document.tokens[verb].upos = .verb
    }
  }

  /// From the sentence's start to the first word that opens another clause.
  private static func mainClause(_ document: Document, _ sentence: Range<Int>) -> Range<Int> {
    let end = sentence.dropFirst().first {
      let tag = document.tokens[$0].xpos
      return tag == .wdt || tag == .wp || tag == .wrb || tag == .openQuote || tag == .colon
        || (tag == .in && openers.contains(document.lowers[$0]))
    }
    return sentence.lowerBound..<(end ?? sentence.upperBound)
  }

  private static let openers: Set<String> = [
    "that", "whether", "if", "because", "although", "though", "while", "unless", "until", "since",
  ]

  /// A form in `-ed`, or in `-s` of a known verb, right behind a noun or pronoun (or an adverb behind one), and in
  /// front of what may be an object.
  private static func canBeFinite(
    _ token: Int, _ document: Document, _ clause: Range<Int>, _ lemmatizer: Lemmatizer
  ) -> Bool {
    guard token > clause.lowerBound else { return false }
    var before = token - 1
    while before > clause.lowerBound, document.tokens[before].xpos == .rb { before -= 1 }
    let subject = document.tokens[before].xpos
    guard subject.isNoun || subject == .prp else { return false }
    let word = document.lowers[token]
    switch document.tokens[token].xpos {
    case .vbn, .jj,
      .nn where word.hasSuffix("ed"):
      // "the company owned by Lee": a participle with its agent is no verb of the clause.
      if token + 1 < document.tokens.count, document.lowers[token + 1] == "by" { return false }
      return lemmatizer.isVerb(lemmatizer.rule(word, .vbd)) || opensObject(token + 1, document, clause)
    case .nns, .nn,
      .rb where word.hasSuffix("s"):
      return lemmatizer.isVerb(lemmatizer.rule(word, .vbz)) && opensObject(token + 1, document, clause)
    default: return false
    }
  }

  private static func opensObject(_ token: Int, _ document: Document, _ clause: Range<Int>) -> Bool {
    token < clause.upperBound && TagRepairs.opensObject(document.tokens[token].xpos)
  }
}
