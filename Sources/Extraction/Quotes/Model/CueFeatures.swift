import Text

/// What tells whether a token is the head of a cue.
extension QuoteFacts {
  /// Whether a token may be the head of a cue at all: any verb, and of nouns and adjectives those that have been met as one
  /// (`lemmas`, by hash) or have a clause.
  package func mayBeCue(_ token: Int, lemmas: Set<UInt32>) -> Bool {
    switch document.tokens[token].upos {
    case .verb: return true
    case .noun, .adj: return lemmas.contains(lemma[token]) || hasClause(token)
    case .adp, .aux, .sconj, .adv, .propn, .x: return known[token] > 0 || lower[token] == Self.according
    case .punct: return isSpeakingMark(token)
    default: return false
    }
  }

  private func hasClause(_ token: Int) -> Bool {
    var child = Int(firstChild[token])
    while child >= 0 {
      if relation[child] == UInt32(Deprel.ccomp.rawValue) { return true }
      child = Int(nextChild[child])
    }
    return false
  }

  /// The hash of the token's dictionary form, as `mayBeCue` asks for it.
  package func lemmaHash(_ token: Int) -> UInt32 { lemma[token] }

  /// A colon, or a dash that stands alone.
  private func isSpeakingMark(_ token: Int) -> Bool {
    switch document.form(token) {
    case ":": return true
    case "--", "—", "―": return true
    case "–", "-": return document.tokens[token].spaceBefore
    default: return false
    }
  }

  private static let according: UInt32 = "according".utf8.reduce(2_166_136_261) {
    ($0 ^ UInt32($1)) &* 16_777_619
  }

  /// Features of the cue whose head is `token`. Linear in its children.
  package func writeCueFeatures(of token: Int, to keys: inout FeatureKeys) {
    let sentence = document.sentences[document.sentence(of: token)]
    writeWord(token, &keys)
    writeSurroundings(token, sentence, &keys)
    writeChildren(token, &keys)
    writeAncestors(token, &keys)
    writeQuotations(token, sentence, &keys)
    writeRules(token, &keys)
    if document.tokens[token].upos == .punct { writeMark(token, &keys) }
  }

  /// Of a colon or dash: what stands before it in its paragraph, as in `SMITH: We will.`, and whether the text is a transcript.
  private func writeMark(_ token: Int, _ keys: inout FeatureKeys) {
    let paragraph = document.paragraphs[document.paragraph(of: token)]
    let before = paragraph.lowerBound..<token
    var (capitals, shouted) = (0, 0)
    for word in before.suffix(Self.turnWordsMax) {
      let flags = document.type(of: word).flags
      if flags.contains(.startsUpper) { capitals += 1 }
      if flags.isAllUpper { shouted += 1 }
    }
    let length = Self.bucket(before.count)
    let grade: UInt32 =
      before.count > Self.turnWordsMax || before.isEmpty
      ? 0 : shouted == before.count ? 3 : capitals == before.count ? 2 : 1
    keys.add(104, lower[token], grade, length)
    keys.add(105, lower[token], grade, min(6, UInt32(turns)))
    keys.add(106, lower[token], mention[token - 1], mention[token + 1])
    keys.add(107, lower[token], mark[token - 1] * 4 + mark[token + 1], length)
    keys.add(108, lower[token], grade, Self.bucket(paragraph.upperBound - token))
    keys.add(109, lower[token], mention[token - 1], grade)
    keys.add(110, lower[token], length, mark[token + 1])
    keys.add(
      111, lower[token], grade * 8 + min(6, UInt32(turns)),
      document.type(of: min(token + 1, count - 1)).flags.contains(.startsUpper) ? 1 : 0)
  }

  private static let turnWordsMax = 6

  private func writeWord(_ token: Int, _ keys: inout FeatureKeys) {
    keys.add(0, 0)
    keys.add(1, lemma[token])
    keys.add(2, lemma[token], xpos[token])
    keys.add(3, lower[token])
    keys.add(4, xpos[token])
    keys.add(5, lemma[token], relation[token])
    keys.add(6, relation[token], xpos[token])
    keys.add(8, cluster[token])
    keys.add(9, cluster[token], xpos[token])
    keys.add(10, cluster[token], relation[token])
    keys.add(16, known[token], xpos[token])
  }

  private func writeSurroundings(_ token: Int, _ sentence: Range<Int>, _ keys: inout FeatureKeys) {
    keys.add(24, lower[token - 1])
    keys.add(25, lower[token + 1])
    keys.add(26, lower[token - 2])
    keys.add(27, lower[token + 2])
    keys.add(28, lemma[token], lower[token - 1])
    keys.add(29, lemma[token], lower[token + 1])
    keys.add(30, lemma[token], upos[token + 1])
    keys.add(31, xpos[token - 1], xpos[token])
    keys.add(32, xpos[token], xpos[token + 1])
    keys.add(33, xpos[token - 1], xpos[token], xpos[token + 1])
    keys.add(34, xpos[token + 1], xpos[token + 2])
    keys.add(35, lower[token + 1], lower[token + 2])
    keys.add(36, lemma[token], xpos[token - 1])
    keys.add(37, lemma[token], mention[token - 1])
    keys.add(38, lemma[token], mention[token + 1])
    keys.add(40, Self.bucket(token - sentence.lowerBound), upos[token])
    keys.add(41, Self.bucket(sentence.upperBound - token), upos[token])
    keys.add(42, lemma[token], Self.bucket(min(4, sentence.upperBound - token)))
    keys.add(43, lemma[token], Self.bucket(min(4, token - sentence.lowerBound)))
  }

  private func writeChildren(_ token: Int, _ keys: inout FeatureKeys) {
    var hasSubject = false
    var frame: UInt32 = 0
    var child = Int(firstChild[token])
    while child >= 0 {
      let side: UInt32 = child < token ? 0 : 1
      let relation = relation[child]
      keys.add(48, relation, side)
      keys.add(49, lemma[token], relation, side)
      keys.add(50, cluster[token], relation, side)
      switch Deprel(rawValue: UInt8(relation)) {
      case .nsubj, .nsubjPass:
        hasSubject = true
        keys.add(56, mention[child], relation)
        keys.add(57, lemma[token], mention[child], relation)
        keys.add(58, lemma[child])
        keys.add(59, cluster[child], cluster[token])
      case .ccomp, .xcomp, .parataxis, .advcl, .acl, .csubj:
        frame |=
          relation == UInt32(Deprel.ccomp.rawValue) ? 1 : relation == UInt32(Deprel.xcomp.rawValue) ? 2 : 4
        let opener = lower[firstWord(of: child)]
        keys.add(60, relation, opener, side)
        keys.add(61, lemma[token], relation, opener)
        keys.add(62, relation, xpos[child], cluster[token])
      case .obj, .obl, .nmod:
        if relation == UInt32(Deprel.obj.rawValue) { frame |= 8 }
        keys.add(64, lemma[token], lemma[child], relation)
        keys.add(65, cluster[token], cluster[child], relation)
        keys.add(66, relation, lemma[child])
        let link = firstChild[child] >= 0 ? lower[Int(firstChild[child])] : 0
        keys.add(67, lemma[token], relation, link)
      case .aux, .auxPass, .mark, .advmod, .case, .compoundPrt:
        keys.add(68, relation, lemma[child])
        keys.add(69, lemma[token], lemma[child])
      default: break
      }
      child = Int(nextChild[child])
    }
    if hasSubject { frame |= 16 }
    keys.add(51, frame, upos[token])
    keys.add(52, frame, lemma[token])
    keys.add(53, frame, cluster[token])
    keys.add(54, frame, known[token], relation[token])
  }

  private func writeAncestors(_ token: Int, _ keys: inout FeatureKeys) {
    let above = Int(head[token])
    let over = above >= 0 ? Int(head[above]) : -1
    let aboveLemma = above >= 0 ? lemma[above] : 2
    let aboveRelation = above >= 0 ? relation[above] : 98
    keys.add(72, aboveLemma, relation[token])
    keys.add(73, above >= 0 ? xpos[above] : 98, relation[token])
    keys.add(74, lemma[token], aboveLemma)
    keys.add(75, relation[token], aboveRelation, over >= 0 ? lemma[over] : 2)
    keys.add(76, relation[token], aboveRelation, above >= 0 ? known[above] : 0)
    keys.add(77, above >= 0 ? role[above] : 4, relation[token])
    // The subject of the verb that this one is joined to serves it too.
    if above >= 0, relation[token] == UInt32(Deprel.conj.rawValue), let subject = subject(of: above) {
      keys.add(80, mention[subject])
      keys.add(81, lemma[token], mention[subject])
    }
    if relation[token] == UInt32(Deprel.aclRelcl.rawValue), above >= 0 {
      keys.add(82, mention[above], cluster[token])
    }
    var depth: UInt32 = 0
    var ancestor = above
    while ancestor >= 0, depth < 12 {
      if relation[ancestor] == UInt32(Deprel.ccomp.rawValue) { break }
      depth += 1
      ancestor = Int(head[ancestor])
    }
    let governor = ancestor >= 0 ? Int(head[ancestor]) : -1
    keys.add(83, governor >= 0 ? known[governor] : 20, relation[token])
    keys.add(84, governor >= 0 ? lemma[governor] : 2)
  }

  private func writeQuotations(_ token: Int, _ sentence: Range<Int>, _ keys: inout FeatureKeys) {
    var opening = 0
    for offset in 1...8 where token + offset < sentence.upperBound && mark[token + offset] == Mark.opening {
      opening = offset
      break
    }
    var closing = 0
    for offset in 1...8 where token - offset >= 0 && mark[token - offset] == Mark.closing {
      closing = offset
      break
    }
    let state = mark[token] * 256 + UInt32(opening) * 16 + UInt32(closing)
    keys.add(88, state)
    keys.add(89, state, upos[token])
    keys.add(90, lemma[token], min(1, UInt32(opening)), min(1, UInt32(closing)))
    keys.add(91, mark[token], lemma[token])
    keys.add(92, mark[token], relation[token])
    keys.add(93, known[token], min(1, UInt32(opening)), min(1, UInt32(closing)))
    keys.add(94, mark[token], cluster[token])
  }

  private func writeRules(_ token: Int, _ keys: inout FeatureKeys) {
    let role = role[token]
    keys.add(96, role)
    keys.add(97, role, upos[token])
    keys.add(98, role, lemma[token])
    keys.add(99, role, self.role[token - 1], self.role[token + 1])
    keys.add(100, role, relation[token])
    keys.add(101, role, known[token])
    guard ruleOfToken[token] >= 0 else { return }
    let rule = rules[Int(ruleOfToken[token])]
    keys.add(102, role, rule.number, UInt32(rule.confidence * 10))
    keys.add(103, role, rule.number, lemma[token])
  }

  // MARK: Small questions

  func subject(of token: Int) -> Int? {
    var child = Int(firstChild[token])
    while child >= 0 {
      if relation[child] == UInt32(Deprel.nsubj.rawValue)
        || relation[child] == UInt32(Deprel.nsubjPass.rawValue)
      {
        return child
      }
      child = Int(nextChild[child])
    }
    return nil
  }

  /// Its first child before it, or itself: `that` of `that they left`.
  private func firstWord(of token: Int) -> Int {
    let child = Int(firstChild[token])
    return child >= 0 && child < token ? child : token
  }

  /// 0…5 as they are, then ever wider.
  static func bucket(_ distance: Int) -> UInt32 {
    switch distance {
    case ..<6: UInt32(max(0, distance))
    case ..<8: 6
    case ..<12: 7
    case ..<20: 8
    case ..<35: 9
    case ..<60: 10
    default: 11
    }
  }
}

extension Attribution {
  /// The rule, as a number.
  package var number: UInt32 { UInt32(QuoteRule.allCases.firstIndex(of: rule) ?? 0) }
}
