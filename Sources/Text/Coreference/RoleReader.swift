/// Tells what a noun phrase is in its clause: from the tree where there is one, else from the tags around.
struct RoleReader {
  let document: Document

  /// Tokens looked at behind a phrase for its verb.
  static let lookMax = 16

  func role(of tokens: Range<Int>, head: Int) -> Reference.Role {
    if !document.parse.isEmpty { return role(inTreeOf: tokens) }
    let sentence = document.sentences[document.sentence(of: head)]
    if tokens.upperBound < sentence.upperBound, document.tokens[tokens.upperBound].xpos == .pos {
      return .possessor
    }
    if isSubject(tokens, sentence) { return .subject }
    return complement(tokens.lowerBound, sentence)
  }

  func role(of pronoun: Pronoun, at token: Int) -> Reference.Role {
    if !document.parse.isEmpty { return role(inTreeOf: token..<(token + 1)) }
    let sentence = document.sentences[document.sentence(of: token)]
    switch document.lower(token) {
    case "i", "we", "he", "she", "they": return .subject
    case "you", "it": return isSubject(token..<(token + 1), sentence) ? .subject : complement(token, sentence)
    default: return complement(token, sentence)
    }
  }

  /// The token of `tokens` whose head lies outside.
  private func top(_ tokens: Range<Int>) -> Int {
    tokens.last { token in
      document.head(of: token).map { !tokens.contains($0) } ?? true
    } ?? tokens.upperBound - 1
  }

  private func role(inTreeOf tokens: Range<Int>) -> Reference.Role {
    var token = top(tokens)
    // "Lind and Berg said": both are subjects.
    for _ in 0..<4 where document.deprel(of: token) == .conj {
      guard let head = document.head(of: token) else { break }
      token = head
    }
    switch document.deprel(of: token) {
    case .nmodPoss: return .possessor
    case .nsubj, .nsubjPass, .nsubjOuter, .csubj: return .subject
    case .obj, .iobj: return .object
    case .obl, .oblAgent, .nmod: return .oblique
    case .compound, .flat: return .modifier
    default: return .other
    }
  }

  /// Object behind a verb, oblique behind a preposition.
  private func complement(_ start: Int, _ sentence: Range<Int>) -> Reference.Role {
    var token = start - 1
    while token >= sentence.lowerBound, token > start - 4 {
      let tag = document.tokens[token].xpos
      if tag.isVerb { return .object }
      if tag == .in || tag == .to { return .oblique }
      if tag != .rb && tag != .rp && tag != .dt && tag != .pdt { return .other }
      token -= 1
    }
    return .other
  }

  /// Whether a finite verb follows before another clause begins.
  private func isSubject(_ tokens: Range<Int>, _ sentence: Range<Int>) -> Bool {
    if tokens.lowerBound > sentence.lowerBound {
      let before = document.tokens[tokens.lowerBound - 1].xpos
      if before == .in && !Self.clauseOpeners.contains(document.lower(tokens.lowerBound - 1)) || before == .to
      {
        return false
      }
    }
    var token = tokens.upperBound
    var left = Self.lookMax
    while token < sentence.upperBound, left > 0 {
      let tag = document.tokens[token].xpos
      if tag.isFinite { return true }
      if tag == .comma {
        // An apposition or clause between commas.
        var close = token + 1
        while close < sentence.upperBound, close < token + 20, document.tokens[close].xpos != .comma {
          close += 1
        }
        guard close < sentence.upperBound, document.tokens[close].xpos == .comma else { return false }
        token = close + 1
      } else if tag.isNoun
        || [.rb, .in, .dt, .jj, .cd, .pos, .prpPossessive, .hyph, .cc, .openBracket, .closeBracket].contains(
          tag)
      {
        // "a spokesman for the Home Office defended"
        token += 1
      } else {
        return false
      }
      left -= 1
    }
    return false
  }

  private static let clauseOpeners: Set<String> = [
    "that", "because", "if", "while", "although", "though", "as", "since", "after", "before", "until",
    "whether",
    "unless", "than", "so",
  ]

  /// Whether two phrases of one sentence, `left` before `right`, are arguments of one verb.
  func shareClause(_ left: Reference, _ right: Reference) -> Bool {
    guard left.sentence == right.sentence else { return false }
    if !document.parse.isEmpty {
      let one = document.head(of: top(left.tokens))
      return one != nil && one == document.head(of: top(right.tokens))
    }
    var verbs = 0
    var token = left.tokens.upperBound
    let end = right.tokens.lowerBound
    guard end - token < 24 else { return false }
    while token < end {
      let tag = document.tokens[token].xpos
      if tag.isVerb, document.tokens[token].upos == .verb { verbs += 1 }
      if tag == .comma || tag == .cc || tag == .wdt || tag == .wp || tag == .wrb || tag == .to {
        return false
      }
      if tag == .in, Self.clauseOpeners.contains(document.lower(token)) { return false }
      token += 1
    }
    return verbs == 1
  }
}
