import Text

/// What tells whether a token is source or content of a cue.
extension QuoteFacts {
  /// Features of the token alone, whatever the cue.
  package func writeTokenFeatures(of token: Int, to keys: inout FeatureKeys) {
    keys.add(256, lower[token])
    keys.add(257, xpos[token])
    keys.add(258, xpos[token - 1], xpos[token])
    keys.add(259, xpos[token], xpos[token + 1])
    keys.add(260, xpos[token - 1], xpos[token], xpos[token + 1])
    keys.add(261, lower[token - 1])
    keys.add(262, lower[token + 1])
    keys.add(263, lower[token - 1], lower[token])
    keys.add(264, lower[token], lower[token + 1])
    keys.add(265, relation[token], xpos[token])
    keys.add(272, mention[token], mention[token - 1])
    keys.add(273, mention[token], mention[token + 1])
    keys.add(274, cluster[token])
    keys.add(280, mark[token - 1], mark[token], mark[token + 1])
    keys.add(281, mark[token], lower[token - 1])
    keys.add(282, mark[token - 1], mark[token], xpos[token + 1])
    keys.add(288, role[token - 1], role[token], role[token + 1])
    keys.add(289, role[token], xpos[token])
    keys.add(296, cueChance[token])
  }

  /// Features of the token as seen from the cue.
  package func writeSpanFeatures(of token: Int, in view: CueView, to keys: inout FeatureKeys) {
    let cue = view.cue
    let side: UInt32 = token < cue ? 0 : token == cue ? 1 : 2
    let branch = view.branch(token, self)
    let before = view.branch(token - 1, self)
    let behind = view.branch(token + 1, self)
    let distance = Self.bucket(abs(token - cue)) * 4 + side
    writeTree(token, view, branch, before, behind, &keys)
    keys.add(345, distance, xpos[token])
    keys.add(346, distance, lemma[cue])
    keys.add(348, side, lower[token - 1], lower[token])
    keys.add(349, side, xpos[token - 1], xpos[token])
    if abs(token - cue) <= 4 {
      keys.add(352, lemma[cue], UInt32(token - cue + 4), lower[token])
      keys.add(353, lemma[cue], UInt32(token - cue + 4), xpos[token])
      keys.add(354, xpos[cue], UInt32(token - cue + 4), lower[token])
      keys.add(355, relation[cue], UInt32(token - cue + 4), xpos[token])
    }
    writeQuotation(token, view, side, branch, &keys)
    writeRule(token, view, side, branch, before, &keys)
    let others = view.cuesBetween(token)
    keys.add(385, others, branch)
    keys.add(386, others, mark[token], side)
    keys.add(387, cueChance[token], side)
    keys.add(393, mention[token], branch)
  }

  private func writeTree(
    _ token: Int, _ view: CueView, _ branch: UInt32, _ before: UInt32, _ behind: UInt32,
    _ keys: inout FeatureKeys
  ) {
    let cue = view.cue
    let starts: UInt32 = view.root(token) == view.root(token - 1) ? 0 : 1
    let ends: UInt32 = view.root(token) == view.root(token + 1) ? 0 : 1
    let edges = starts * 2 + ends
    keys.add(305, branch, lemma[cue])
    keys.add(307, branch, lower[token])
    keys.add(308, branch, edges)
    keys.add(309, branch, before, behind)
    keys.add(313, branch, before, lower[token - 1])
    keys.add(314, branch, view.depth(token), relation[token])
    keys.add(315, branch, xpos[cue], relation[cue])
    keys.add(316, branch, xpos[token - 1], xpos[token])
    keys.add(318, branch, edges, xpos[token])
    keys.add(320, before, branch, lemma[cue])
    let root = view.root(token)
    if root >= 0 {
      keys.add(322, branch, lemma[root])
    }
  }

  private func writeQuotation(
    _ token: Int, _ view: CueView, _ side: UInt32, _ branch: UInt32, _ keys: inout FeatureKeys
  ) {
    let cue = view.cue
    let own = quotation[token]
    let same: UInt32 = own >= 0 && own == quotation[cue] ? 1 : 0
    // Whether another quotation or a full stop stands between this token's quotation and the cue.
    let state = mark[token] * 16 + mark[token - 1] * 4 + mark[token + 1]
    let near: UInt32 =
      if own >= 0 { isNear(document.quotations[Int(own)], cue) ? 1 : 2 } else { 0 }
    let sentences = UInt32(max(-2, min(2, document.sentence(of: token) - document.sentence(of: cue))) + 2)
    keys.add(361, state, near, side)
    keys.add(362, mark[token], near * 8 + sentences, lemma[cue])
    keys.add(363, state, near, branch)
    keys.add(365, sentences, near, state)
    let paragraphs = document.paragraph(of: token) - document.paragraph(of: cue)
    if paragraphs != 0 {
      let number = UInt32(paragraphs + 8)
      keys.add(370, number, state)
      keys.add(
        371, number, xpos[document.paragraphs[document.paragraph(of: cue)].upperBound - 1], mark[token])
      keys.add(372, number, cueSurroundings(cue), mark[token])
      keys.add(373, number, role[token], mark[token])
    }
    if document.tokens[cue].upos == .punct {
      keys.add(
        374, lower[cue], UInt32(side),
        Self.bucket(cue - document.paragraphs[document.paragraph(of: cue)].lowerBound))
      keys.add(375, lower[cue], side, mark[token] * 8 + min(6, UInt32(turns)))
    }
    keys.add(368, cueSurroundings(cue), mark[token] * 4 + near, sentences)
    keys.add(369, cueSurroundings(cue), branch, mark[token])
  }

  /// Whether the quotation ends or begins within a few tokens of the cue.
  private func isNear(_ quotation: Quotation, _ cue: Int) -> Bool {
    let end = document.end(of: quotation)
    return end <= cue ? cue - end < 8 : quotation.open > cue ? quotation.open - cue < 8 : true
  }

  /// What stands on both sides of the cue: quotations ending before it, beginning behind it, the sentence's end.
  private func cueSurroundings(_ cue: Int) -> UInt32 {
    var bits: UInt32 = 0
    for offset in 1...3 {
      if mark[cue - offset] == Mark.closing { bits |= 1 }
      if mark[cue + offset] == Mark.opening { bits |= 2 }
    }
    if xpos[cue + 1] == UInt32(XPOS.period.rawValue) || xpos[cue + 2] == UInt32(XPOS.period.rawValue) {
      bits |= 4
    }
    if xpos[cue - 1] == UInt32(XPOS.comma.rawValue) { bits |= 8 }
    if xpos[cue + 1] == UInt32(XPOS.comma.rawValue) { bits |= 16 }
    return bits
  }

  private func writeRule(
    _ token: Int, _ view: CueView, _ side: UInt32, _ branch: UInt32, _ before: UInt32,
    _ keys: inout FeatureKeys
  ) {
    let cue = view.cue
    let index = role[cue] == Role.cue ? ruleOfToken[cue] : -1
    func part(_ token: Int) -> UInt32 {
      guard token >= 0, token < count else { return 9 }
      if index >= 0 {
        if ruleOfToken[token] == index { return role[token] }
        if ruleOfSource[token] == index { return Role.source }
      }
      return 4 + role[token]
    }
    let own = part(token)
    let rule = index >= 0 ? rules[Int(index)].number : 90
    keys.add(377, part(token - 1) * 16 + own, part(token + 1), index >= 0 ? 1 : 0)
    keys.add(378, own, branch)
    keys.add(380, part(token - 1) * 16 + own, rule)
    keys.add(383, own, rule, lemma[cue])
  }
}
