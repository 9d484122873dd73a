/// Who speaks in quotation marks, as far as the words right around them tell: `“…,” Lind said`, `said Lind: “…”`.
struct QuotationSpeakers {
  /// Index of the speaker's reference by quotation; -1 for unknown.
  private(set) var speaker: [Int32]
  /// By lemma: whether it is a verb of saying.
  private let isSpeech: [Bool]

  /// Whether a verb says something.
  func speaks(_ token: Int, _ document: Document) -> Bool {
    document.tokens[token].xpos.isVerb && isSpeech[Int(document.tokens[token].lemma)]
  }

  /// Tokens between a speaker and the verb.
  static let gapMax = 10

  init(_ document: Document, _ references: [Reference]) {
    speaker = [Int32](repeating: -1, count: document.quotations.count)
    let isSpeech = document.lemmas.map { Self.verbs.contains($0) }
    self.isSpeech = isSpeech
    guard !document.quotations.isEmpty else { return }
    var at = [Int32](repeating: -1, count: document.tokens.count)
    for (index, reference) in references.enumerated() {
      for token in reference.phrase where at[token] < 0 || reference.kind != .description {
        at[token] = Int32(index)
      }
      at[reference.head] = Int32(index)
    }
    func speaks(_ token: Int) -> Bool {
      document.tokens[token].xpos.isVerb && isSpeech[Int(document.tokens[token].lemma)]
    }
    var previous: (paragraph: Int, speaker: Int32) = (-1, -1)
    for (index, quotation) in document.quotations.enumerated() where quotation.depth == 0 {
      let paragraph = document.paragraph(of: quotation.open)
      var found: Int32 = -1
      if let close = quotation.close {
        found = Self.behind(close + 1, document, references, at, speaks)
      }
      if found < 0 { found = Self.before(quotation.open, document, references, at, speaks) }
      if found < 0, previous.paragraph == paragraph || quotation.continues { found = previous.speaker }
      speaker[index] = found
      previous = (paragraph, found)
    }
  }

  private static func behind(
    _ start: Int, _ document: Document, _ references: [Reference], _ at: [Int32], _ speaks: (Int) -> Bool
  ) -> Int32 {
    var token = start
    let limit = min(document.tokens.count, start + gapMax)
    while token < limit, document.tokens[token].xpos == .comma { token += 1 }
    guard token < limit, !document.isQuoted(token) else { return -1 }
    if speaks(token) {
      // "said Lind", "said the mayor"
      var next = token + 1
      while next < limit, at[next] < 0, document.tokens[next].xpos == .dt || document.tokens[next].xpos.isNoun
      {
        next += 1
      }
      return next < limit && !document.isQuoted(next) ? at[next] : -1
    }
    let first = at[token]
    guard first >= 0 else { return -1 }
    var verb = references[Int(first)].phrase.upperBound
    while verb < limit + 4, verb < document.tokens.count, !document.isQuoted(verb) {
      if speaks(verb) { return first }
      if document.tokens[verb].xpos == .period
        || document.tokens[verb].xpos.isFinite && document.tokens[verb].upos != .aux
      {
        return -1
      }
      verb += 1
    }
    return -1
  }

  private static func before(
    _ open: Int, _ document: Document, _ references: [Reference], _ at: [Int32], _ speaks: (Int) -> Bool
  ) -> Int32 {
    let sentence = document.sentences[document.sentence(of: open)].lowerBound
    var token = open - 1
    while token >= sentence, document.tokens[token].upos == .punct || document.tokens[token].xpos == .in {
      token -= 1
    }
    let limit = max(sentence, open - 2 * gapMax)
    // Back to the verb, then to its subject.
    var verb = token
    while verb >= limit, !speaks(verb) {
      if document.isQuoted(verb) { return -1 }
      verb -= 1
    }
    guard verb >= limit else { return -1 }
    var subject = verb - 1
    while subject >= limit, !document.isQuoted(subject) {
      if at[subject] >= 0, references[Int(at[subject])].role == .subject { return at[subject] }
      subject -= 1
    }
    return -1
  }

  private static let verbs: Set<String> = [
    "say", "tell", "add", "ask", "write", "note", "warn", "argue", "explain", "insist", "declare", "announce",
    "reply",
    "respond", "state", "claim", "suggest", "admit", "acknowledge", "recall", "conclude", "complain", "joke",
    "tweet", "post",
    "testify", "stress", "remark", "observe", "urge", "confirm", "comment", "continue", "mention", "predict",
    "promise", "vow",
    "pledge", "concede", "quip", "caution", "assert", "maintain", "call", "describe", "think", "believe",
    "answer", "shout",
  ]
}
