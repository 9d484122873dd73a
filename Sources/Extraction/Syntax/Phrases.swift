import Text

/// The verb groups and base noun phrases of one document, as flat arrays with an index by token.
///
/// A chunker, not a parser: one pass over the tags, linear in the text's length. A base noun phrase runs from its
/// determiner to its head and holds possessors (`Japan's top diplomat`) but no prepositional phrase.
struct Phrases: Sendable {
  private(set) var verbGroups: [VerbGroup] = []
  private(set) var nounPhrases: [Range<Int>] = []
  private var groupByToken: [Int32]
  private var phraseByToken: [Int32]

  init(_ document: Document) {
    groupByToken = [Int32](repeating: -1, count: document.tokens.count)
    phraseByToken = groupByToken
    for sentence in document.sentences {
      var token = sentence.lowerBound
      while token < sentence.upperBound {
        if let group = Self.verbGroup(at: token, in: sentence, of: document) {
          for covered in group.tokens { groupByToken[covered] = Int32(verbGroups.count) }
          verbGroups.append(group)
          token = group.tokens.upperBound
        } else if let phrase = Self.nounPhrase(at: token, in: sentence, of: document) {
          for covered in phrase { phraseByToken[covered] = Int32(nounPhrases.count) }
          nounPhrases.append(phrase)
          token = phrase.upperBound
        } else {
          token += 1
        }
      }
    }
  }

  /// Index into `verbGroups` of the group that covers `token`.
  func verbGroup(at token: Int) -> Int? {
    guard groupByToken.indices.contains(token), groupByToken[token] >= 0 else { return nil }
    return Int(groupByToken[token])
  }

  /// The base noun phrase that covers `token`.
  func nounPhrase(at token: Int) -> Range<Int>? {
    guard phraseByToken.indices.contains(token), phraseByToken[token] >= 0 else { return nil }
    return nounPhrases[Int(phraseByToken[token])]
  }

  // MARK: Verb groups

  /// The group that begins at `start`: adverbs, auxiliaries and `not`, then the main verb.
  private static func verbGroup(at start: Int, in sentence: Range<Int>, of document: Document) -> VerbGroup? {
    var token = start
    var head: Int?
    var hasBe = false
    var isNegated = false
    var first: Int?
    var isInfinitive = false
    scan: while token < sentence.upperBound, token - start < VerbGroup.tokensMax {
      let tag = document.tokens[token]
      switch tag.upos {
      case .aux:
        if first == nil { first = token }
        head = token
        if document.lemma(token) == "be" || document.lemma(token) == "get" { hasBe = true }
      case .verb:
        if let head, document.tokens[head].upos != .aux { break scan }
        if first == nil { first = token }
        head = token
        token += 1
        break scan
      case .adv:
        if document.tokens[token].xpos == .wrb { break scan }
        if ["not", "n't", "n’t", "never"].contains(document.lower(token)) { isNegated = true }
      case .part:
        switch document.lower(token) {
        case "not", "n't", "n’t": isNegated = true
        case "to":
          // `to` opens an infinitive; after an auxiliary it belongs to the same group (`is to say`, `has to go`).
          guard first == nil, token + 1 < sentence.upperBound else { break scan }
          isInfinitive = true
        default: break scan
        }
      default: break scan
      }
      token += 1
    }
    guard let head, let first else { return nil }
    // Adverbs behind the last verb are not the group's own.
    let end = head + 1
    let xpos = document.tokens[head].xpos
    let isPassive = hasBe && first < head && xpos == .vbn
    let form: VerbGroup.Form =
      if isInfinitive { .infinitive } else if first < head {
        Self.formOfAuxiliary(document.tokens[first].xpos)
      } else {
        switch xpos {
        case .vbg: .gerund
        case .vbn: .participle
        default: .finite
        }
      }
    return VerbGroup(
      tokens: start..<end, head: head, form: form, isPassive: isPassive, isNegated: isNegated)
  }

  private static func formOfAuxiliary(_ xpos: XPOS) -> VerbGroup.Form {
    switch xpos {
    case .vbg: .gerund
    case .vbn: .participle
    default: .finite
    }
  }

  // MARK: Noun phrases

  private static func nounPhrase(at start: Int, in sentence: Range<Int>, of document: Document) -> Range<Int>?
  {
    var token = start
    var head: Int?
    scan: while token < sentence.upperBound, token - start < nounPhraseTokensMax {
      let tag = document.tokens[token]
      switch tag.upos {
      case .pron:
        if tag.xpos == .prpPossessive {
          if head != nil { break scan }
        } else if [.wp, .wdt].contains(tag.xpos) {
          break scan
        } else {
          if token == start { return start..<(start + 1) }
          break scan
        }
      case .det:
        if head != nil, head != start { break scan }
        if tag.xpos == .wdt { break scan }
        // `this said nothing`: a determiner alone may be a phrase.
        if token == start, standsAlone.contains(document.lower(token)) { head = token }
      case .adj where token == start && standsAlone.contains(document.lower(token)): head = token
      case .adj, .num:
        if let head, head != start, tag.upos == .adj, !isCapital(token, document) { break scan }
        if tag.upos == .num { head = token }
      case .noun, .propn, .x: head = token
      case .part where document.tokens[token].xpos == .pos:
        // The possessor was no head: what follows is.
        if head == nil { break scan }
        head = nil
      case .sym: break
      case .verb where head == nil && token > start && [.vbg, .vbn].contains(tag.xpos): break
      case .adv where head == nil && token > start: break
      case .punct:
        let form = document.form(token)
        let joins = form == "-" || form == "–" || form == "." || form == "&" || form == "/"
        guard joins, token > start, !tag.spaceBefore, token + 1 < sentence.upperBound,
          !document.tokens[token + 1].spaceBefore
        else { break scan }
      default: break scan
      }
      token += 1
    }
    guard let head else { return nil }
    return start..<(head + 1)
  }

  private static func isCapital(_ token: Int, _ document: Document) -> Bool {
    let byte = document.utf8[Int(document.tokens[token].start)]
    return (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }

  /// Determiners and adjectives that may be a whole phrase: `some said`.
  private static let standsAlone: Set<String> = [
    "some", "many", "most", "few", "several", "both", "all", "each", "neither", "others", "those", "these",
    "this",
  ]

  /// Tokens in one base noun phrase; a longer one is cut there.
  static let nounPhraseTokensMax = 24
}

extension VerbGroup {
  /// Tokens in one group; a longer run of auxiliaries and adverbs is cut there.
  static let tokensMax = 12
}
