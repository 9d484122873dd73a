/// What a tagger that sees two words to either side gets wrong although the words beside it leave no doubt.
enum TagRepairs {
  /// Each rule looks at a token and its neighbours only. Linear in the tokens.
  static func apply(to document: inout Document, _ lemmatizer: Lemmatizer) {
    for sentence in document.sentences {
      for token in sentence.dropFirst() { repair(token, in: sentence, &document, lemmatizer) }
    }
    FiniteVerbs.restore(&document, lemmatizer)
  }

  private static func repair(
    _ token: Int, in sentence: Range<Int>, _ document: inout Document, _ lemmatizer: Lemmatizer
  ) {
    let word = document.lowers[token]
    let before = document.tokens[token - 1].xpos
    let next = token + 1 < sentence.upperBound ? document.tokens[token + 1].xpos : .period
    switch document.tokens[token].xpos {
    case .nn, .jj, .jjr, .rb, .nnp:
      // "should lower the fees": a modal governs a base form.
      if document.tokens[token].xpos == .nn, lemmatizer.isAdjective(word), !next.isNoun, before != .dt {
        // "considers the plan unfair"
        set(token, .jj, .adj, &document)
      } else if before == .md, lemmatizer.isVerb(word), opensObject(next) {
        set(token, .vb, .verb, &document)
      } else if document.tokens[token].xpos == .jj, word.hasSuffix("ed"),
        before.isNoun || [.prp, .cc, .nfp, .colon].contains(before),
        next == .to || next == .dt || next == .prp || next == .prpPossessive,
        lemmatizer.isVerb(lemmatizer.rule(word, .vbd))
      {
        // "and promised to open it"
        set(token, .vbd, .verb, &document)
      }
    case .vb, .vbp:
      if before == .prpPossessive, next != .dt {
        // "its wish to join"
        set(token, .nn, .noun, &document)
      } else if before == .to, word.hasSuffix("s"), !lemmatizer.isVerb(word) {
        // "open to talks": no base form ends so.
        set(token, .nns, .noun, &document)
        set(token - 1, .in, .adp, &document)
      } else if before == .to, word.hasSuffix("er"), !lemmatizer.isVerb(word), next.isNoun {
        // "committed to deeper cuts"
        set(token, .jjr, .adj, &document)
        set(token - 1, .in, .adp, &document)
      }
    case .vbg:
      // "increased spending on schools": only verbs of beginning, ending and feeling take a gerund.
      if before == .vbd || before == .vbz, next == .in || next == .period,
        !gerundVerbs.contains(
          lemmatizer.lemma(document.form(token - 1), lower: document.lowers[token - 1], xpos: before))
      {
        set(token, .nn, .noun, &document)
      }
    default: break
    }
  }

  private static let gerundVerbs: Set<String> = [
    "admit", "avoid", "be", "begin", "come", "consider", "continue", "deny", "die", "discuss", "end", "enjoy",
    "favor", "favour", "finish", "get", "go", "hate", "include", "involve", "keep", "leave", "like", "love",
    "mean", "mind", "oppose", "quit", "recommend", "regret", "remember", "resume", "risk", "sit", "spend",
    "stand", "start", "stop", "suggest", "support", "try", "work",
  ]

  private static func set(_ token: Int, _ xpos: XPOS, _ upos: UPOS, _ document: inout Document) {
    document.tokens[token].xpos = xpos
    document.tokens[token].upos = upos
  }

  /// Whether a word with this tag may begin an object.
  static func opensObject(_ tag: XPOS) -> Bool {
    switch tag {
    case .dt, .prp, .prpPossessive, .to, .nnp, .nnps, .jj, .jjr, .cd, .nn, .nns: true
    default: false
    }
  }
}
