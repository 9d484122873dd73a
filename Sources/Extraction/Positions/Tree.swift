import Text

/// The dependency tree as the position rules walk it.
extension StanceReading {
  /// Noun phrases in one coordination; more are left out.
  static let conjunctsMax = 8

  func head(_ token: Int) -> Int? { document.head(of: token) }
  func deprel(_ token: Int) -> Deprel { document.deprel(of: token) }
  func children(_ token: Int) -> Parse.Children { document.children(of: token) }

  /// The first child in one of `relations`.
  func child(_ token: Int, _ relations: Deprel...) -> Int? {
    children(token).first { relations.contains(deprel($0)) }
  }

  func isNominal(_ token: Int) -> Bool {
    switch upos(token) {
    case .noun, .propn, .pron, .num, .x, .sym: true
    // "the injured", "both", "those"
    case .adj, .det: child(token, .det) != nil || xpos(token) == .dt
    default: false
    }
  }

  /// `token` and the nominals joined to it, in text order.
  func conjuncts(of token: Int) -> [Int] {
    var found = [token]
    var next = 0
    while next < found.count, found.count < Self.conjunctsMax {
      for child in children(found[next]) where deprel(child) == .conj && isNominal(child) {
        // "Oversight and Government Reform Committee" is one name.
        if let mention = document.mention(at: child), document.mentions[mention].tokens.contains(found[next])
        {
          continue
        }
        found.append(child)
      }
      next += 1
    }
    return Array(found.sorted().prefix(Self.conjunctsMax))
  }

  /// The noun phrase headed by `head` without what follows it: determiner, modifiers, possessors, head, and the rest of
  /// a name.
  func basePhrase(_ head: Int) -> Range<Int> {
    var (low, high) = (head, head + 1)
    for child in children(head) {
      switch deprel(child) {
      case .det, .detPredet, .amod, .nummod, .nmodPoss, .compound, .nmodDesc, .nmodUnmarked, .advmod, .flat:
        if child < head {
          let span = document.span(of: child)
          if span.upperBound <= head { low = min(low, span.lowerBound) }
        } else if [.flat, .compound, .goeswith].contains(deprel(child)), child <= high + 1 {
          high = max(high, document.span(of: child).upperBound)
        }
      default: break
      }
    }
    return low..<max(high, head + 1)
  }

  /// The word that ties `nominal` in: its preposition, in lower case.
  func preposition(of nominal: Int) -> String? {
    var found: String?
    for child in children(nominal) where deprel(child) == .case && child < nominal { found = lowers[child] }
    return found
  }

  /// Whether the words before `start`, adverbs and quotation marks aside, are `words`.
  func isPreceded(_ start: Int, by words: [String]) -> Bool {
    var token = start - 1
    let first = sentence(of: start).lowerBound
    for word in words.reversed() {
      while token >= first,
        isQuotationMark(token) || lowers[token] != word && isAdverb(token) && !isNegator(token)
      {
        token -= 1
      }
      guard token >= first, lowers[token] == word else { return false }
      token -= 1
    }
    return true
  }

  /// "bowed to demands": a plural or a third person behind "to" is no infinitive, whatever the parser makes of it.
  func isNounBehindTo(_ token: Int) -> Bool {
    guard [.nns, .nnp, .nnps, .vbz].contains(xpos(token)), token > 0 else { return false }
    return children(token).contains { deprel($0) == .mark && lowers[$0] == "to" && $0 < token }
  }

  enum VerbForm { case finite, toInfinitive, bareInfinitive, gerund, participle }

  /// The form of the clause that `token` heads, by its auxiliaries, its "to" and its tag.
  func form(_ token: Int) -> VerbForm {
    var hasAuxiliary = false
    for child in children(token) where child < token {
      switch deprel(child) {
      case .aux, .auxPass, .cop:
        if xpos(child).isFinite { return .finite }
        hasAuxiliary = true
      case .mark
      where lowers[child] == "to" && (upos(child) != .adp || xpos(token) == .vb) && !isNounBehindTo(token):
        return .toInfinitive
      default: break
      }
    }
    switch xpos(token) {
    case .vbd, .vbz, .vbp, .md: return .finite
    case .vb: return .bareInfinitive
    case .vbg: return .gerund
    case .vbn: return hasAuxiliary ? .finite : .participle
    default: return hasAuxiliary ? .bareInfinitive : .finite
    }
  }

  /// Whether `token` heads a clause: a verb that is no modifier, or a noun or adjective behind a copula.
  func isPredicate(_ token: Int) -> Bool {
    switch deprel(token) {
    case .amod where isListVerb(token): return true
    case .amod, .compound, .case, .mark, .aux, .auxPass, .cop, .det, .fixed, .flat, .advmod, .punct, .cc,
      .nummod:
      return false
    default: break
    }
    if isNounBehindTo(token) { return false }
    // A tense tells a verb where the two tags differ.
    if upos(token) == .verb || [.vbd, .vbz, .vbp].contains(xpos(token)) && upos(token) != .aux {
      return true
    }
    if upos(token) == .aux { return child(token, .nsubj, .obj, .xcomp) != nil }
    if child(token, .cop, .aux, .auxPass) != nil { return true }
    return children(token).contains { deprel($0) == .mark && lowers[$0] == "to" && upos($0) == .part }
  }

  /// "- Reduced the fuel tax": the participle that opens an item of a list.
  func isListVerb(_ token: Int) -> Bool {
    guard xpos(token) == .vbn || xpos(token) == .vbd, token > 0, Self.bullets.contains(lowers[token - 1])
    else { return false }
    return document.paragraphs[document.paragraph(of: token)].lowerBound == token - 1
  }

  private static let bullets: Set<String> = ["-", "–", "—", "•", "*", "·"]

  /// The first token of the clause that `token` heads, marks and punctuation aside.
  func clauseStart(_ token: Int) -> Int {
    var first = token
    for child in children(token) where child < token {
      switch deprel(child) {
      case .mark, .punct, .cc, .ccPreconj, .discourse, .advcl, .parataxis, .vocative, .conj: continue
      case .advmod where upos(child) == .sconj || xpos(child) == .wrb: continue
      // "In Oslo, Norway pledged": an opening phrase is no part of what is judged.
      case .obl, .oblUnmarked, .advmod:
        let end = document.span(of: child).upperBound
        if end < lowers.count, isComma(end) { continue }
      default: break
      }
      first = min(first, document.span(of: child).lowerBound)
    }
    return trimmed(first..<(token + 1)).lowerBound
  }

  /// The token of `range` that all others in it hang on; its last where the range is no subtree.
  func root(of range: Range<Int>) -> Int {
    range.first { token in
      guard upos(token) != .punct else { return false }
      return head(token).map { !range.contains($0) } ?? true
    } ?? max(range.lowerBound, range.upperBound - 1)
  }
}
