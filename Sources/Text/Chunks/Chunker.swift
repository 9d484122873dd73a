/// Finds base noun phrases and verb groups from tags, in one pass over each sentence.
struct Chunker {
  private let document: Document
  private var nounPhrases: [NounPhrase] = []
  private var verbGroups: [VerbGroup] = []

  static func chunk(_ document: inout Document) {
    var chunker = Chunker(document: document)
    for sentence in document.sentences { chunker.read(sentence) }
    document.nounPhrases = chunker.nounPhrases
    document.verbGroups = chunker.verbGroups
  }

  private init(document: Document) { self.document = document }

  private func xpos(_ token: Int) -> XPOS { document.tokens[token].xpos }

  private mutating func read(_ sentence: Range<Int>) {
    var token = sentence.lowerBound
    while token < sentence.upperBound {
      if let phrase = nounPhrase(at: token, in: sentence) {
        nounPhrases.append(phrase)
        token = phrase.tokens.upperBound
      } else if let group = verbGroup(at: token, in: sentence) {
        verbGroups.append(group)
        token = group.tokens.upperBound
      } else {
        token += 1
      }
    }
  }

  // MARK: Noun phrases

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

  // MARK: Verb groups

  private func verbGroup(at start: Int, in sentence: Range<Int>) -> VerbGroup? {
    var token = start
    let isInfinitive = xpos(start) == .to
    if isInfinitive {
      token += 1
      while token < sentence.upperBound, xpos(token) == .rb || xpos(token) == .rbr { token += 1 }
      guard token < sentence.upperBound, xpos(token) == .vb else { return nil }
    } else if !(xpos(start).isVerb || xpos(start) == .md) {
      return nil
    }
    var negation = isInfinitive ? negations(start..<token) : nil
    if start > sentence.lowerBound, Self.negations.contains(document.lowers[start - 1]) {
      negation = start - 1
    }
    var verbs: [Int] = []
    var last = token
    while token < sentence.upperBound {
      let tag = xpos(token)
      if tag.isVerb || tag == .md {
        guard verbs.isEmpty || follows(token, verbs[verbs.count - 1]) else { break }
        verbs.append(token)
        last = token
      } else if tag == .rb || tag == .rbr {
        if Self.negations.contains(document.lowers[token]), verbs.last.map(isHelper) ?? false {
          negation = token
          last = max(last, token)
        }
      } else if tag == .prp || tag == .nnp || tag == .comma, verbs.count == 1,
        inverts(token, verbs[0], in: sentence)
      {
        // "Will he go", "has Smith said"
      } else {
        break
      }
      token += 1
      guard let verb = verbs.last, isHelper(verb) else { break }
      if token - last > 3 { break }
    }
    guard let main = verbs.last else { return nil }
    let end = max(main, negation ?? main) + 1
    return group(start..<max(end, start + 1), verbs, main, negation, isInfinitive)
  }

  private func group(
    _ tokens: Range<Int>, _ verbs: [Int], _ main: Int, _ negation: Int?, _ isInfinitive: Bool
  ) -> VerbGroup {
    let first = verbs[0]
    let modal = verbs.first { xpos($0) == .md }
    let lemma = { (index: Int) in document.lemmas[verbs[index]] }
    var isPassive = false
    var isPerfect = false
    var isProgressive = false
    for index in verbs.indices.dropLast() {
      let next = xpos(verbs[index + 1])
      if lemma(index) == "be" || lemma(index) == "get" {
        if next == .vbn || (next == .vbd && lemma(index) == "be") { isPassive = true }
        if next == .vbg { isProgressive = true }
      } else if lemma(index) == "have", next == .vbn || next == .vbd {
        isPerfect = true
      }
    }
    if verbs.count == 1, xpos(main) == .vbn { isPassive = true }
    let form: VerbGroup.Form =
      isInfinitive
      ? .infinitive
      : xpos(first).isFinite
        ? .finite
        : xpos(first) == .vbg
          ? .gerund
          : xpos(first) == .vbn ? .participle : .infinitive
    return VerbGroup(
      tokens: tokens, main: main, modal: modal, negation: negation, isPassive: isPassive,
      isPerfect: isPerfect,
      isProgressive: isProgressive, form: form)
  }

  private static let negations: Set<String> = ["not", "n't", "never"]

  private func negations(_ tokens: Range<Int>) -> Int? {
    tokens.first { Self.negations.contains(document.lowers[$0]) }
  }

  private func isHelper(_ token: Int) -> Bool {
    xpos(token) == .md || ["be", "have", "do", "get"].contains(document.lemmas[token])
  }

  /// Whether verb `token` can be governed by the helper `helper`.
  private func follows(_ token: Int, _ helper: Int) -> Bool {
    let tag = xpos(token)
    if xpos(helper) == .md { return tag == .vb || tag == .vbp }
    switch document.lemmas[helper] {
    case "be": return tag == .vbn || tag == .vbg || tag == .vbd
    case "get": return tag == .vbn && token == helper + 1
    case "have": return tag == .vbn || tag == .vbd
    case "do": return tag == .vb || tag == .vbp
    default: return false
    }
  }

  /// A subject between auxiliary and verb, in questions only: the auxiliary must open its clause.
  private func inverts(_ token: Int, _ helper: Int, in sentence: Range<Int>) -> Bool {
    guard xpos(token) != .comma, token == helper + 1, token + 1 < sentence.upperBound, isHelper(helper) else {
      return false
    }
    guard
      helper == sentence.lowerBound || [.wrb, .wp, .wdt, .comma, .openQuote, .rb].contains(xpos(helper - 1))
    else {
      return false
    }
    return xpos(token + 1).isVerb && follows(token + 1, helper)
  }
}
