/// Finds base noun phrases from tags, in one pass over each sentence.
struct NounPhraseFinder {
  private let document: Document
  private var nounPhrases: [NounPhrase] = []

  static func find(in document: inout Document) {
    var finder = NounPhraseFinder(document: document)
    for sentence in document.sentences { finder.read(sentence) }
    document.nounPhrases = finder.nounPhrases
  }

  private init(document: Document) { self.document = document }

  private func xpos(_ token: Int) -> XPOS { document.tokens[token].xpos }

  private mutating func read(_ sentence: Range<Int>) {
    var token = sentence.lowerBound
    while token < sentence.upperBound {
      if let phrase = nounPhrase(at: token, in: sentence) {
        nounPhrases.append(phrase)
        token = phrase.tokens.upperBound
      } else {
        token += 1
      }
    }
  }

  private func nounPhrase(at start: Int, in sentence: Range<Int>) -> NounPhrase? {
    switch xpos(start) {
    case .prp, .ex, .wp: return NounPhrase(tokens: start..<(start + 1), head: start)
    default: break
    }
    var token = start
    var head: Int?
    scan: while token < sentence.upperBound {
      switch xpos(token) {
      case .nn, .nns, .nnp, .nnps, .fw, .afx, .gw, .add: head = token
      case .cd, .dollar:
        if head == nil || !xpos(token - 1).isProperNoun || xpos(token) == .dollar { head = token }
        if token > start, let before = head, before < token, xpos(before) == .nns { break scan }
        head = token
      case .dt, .pdt, .prpPossessive, .wpPossessive, .wdt:
        // A determiner begins a new phrase.
        if head != nil
          || (token > start && xpos(token) != .dt && xpos(token - 1) != .pdt && xpos(token) != .prpPossessive)
        {
          break scan
        }
        if token > start, xpos(token - 1) == .dt { break scan }
      case .jj, .jjr, .jjs:
        if head == token - 1, head != nil, !continues(token, in: sentence) { break scan }
      case .vbg, .vbn:
        // A participle before a noun modifies it.
        guard continues(token, in: sentence), head == nil || isHyphen(token - 1) else { break scan }
        if token == start && xpos(token) == .vbg { break scan }
        if token == start, token > sentence.lowerBound, isAuxiliary(token - 1) { break scan }
      case .rb, .rbr, .rbs:
        guard head == nil, token > start || xpos(token) != .rb, token + 1 < sentence.upperBound else {
          break scan
        }
        guard [.jj, .jjr, .jjs, .vbn, .cd].contains(xpos(token + 1)) else { break scan }
      case .hyph:
        guard token > start, token + 1 < sentence.upperBound, !document.tokens[token].spaceBefore else {
          break scan
        }
      case .pos:
        // The possessor is a phrase of its own, and the mark begins what it determines.
        if head != nil { break scan }
        guard token == start else { break scan }
      case .cc:
        // "foreign and security policy"
        guard head == nil, token > start, token + 1 < sentence.upperBound,
          [.jj, .vbn].contains(xpos(token + 1)), [.jj, .vbn].contains(xpos(token - 1))
        else { break scan }
      case .openQuote, .closeQuote:
        guard token > start, head == nil, token + 1 < sentence.upperBound,
          [.jj, .nn, .nns, .nnp, .vbn, .rb].contains(xpos(token + 1))
        else { break scan }
      case .comma:
        guard head == nil, token > start, token + 1 < sentence.upperBound,
          [.jj, .jjr].contains(xpos(token - 1)),
          [.jj, .jjr].contains(xpos(token + 1)), continues(token + 1, in: sentence)
        else { break scan }
      default: break scan
      }
      token += 1
    }
    if let head { return NounPhrase(tokens: start..<(head + 1), head: head) }
    // A determiner, number or superlative alone: "this", "the poor".
    guard token > start, [.dt, .wdt, .prpPossessive].contains(xpos(start)) else { return nil }
    let last = token - 1
    guard xpos(start) != .prpPossessive || last > start else { return nil }
    let end = [.jj, .jjs, .jjr, .dt, .wdt, .cd].contains(xpos(last)) ? last : start
    return NounPhrase(tokens: start..<(end + 1), head: end)
  }

  private func isHyphen(_ token: Int) -> Bool { token >= 0 && xpos(token) == .hyph }

  private func isAuxiliary(_ token: Int) -> Bool { document.tokens[token].upos == .aux || xpos(token) == .md }

  /// Whether a noun follows the modifiers from `token` on.
  private func continues(_ token: Int, in sentence: Range<Int>) -> Bool {
    var next = token + 1
    while next < sentence.upperBound, next < token + 8 {
      switch xpos(next) {
      case .nn, .nns, .nnp, .nnps: return true
      case .jj, .jjr, .jjs, .vbn, .vbg, .hyph, .cd, .comma, .rb: next += 1
      default: return false
      }
    }
    return false
  }
}
