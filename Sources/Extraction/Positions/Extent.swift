import Text

/// How far a complement reaches, and where coordinate proposals part (guidelines, S1).
extension StanceReading {
  /// Tokens of one complement; a longer one is cut there.
  static let extentTokensMax = 60
  /// Proposals parted from one complement.
  static let proposalsMax = 5

  /// The end of the complement that `token` heads and that begins at `start`, for a cue at `cue`: its subtree, before
  /// attributions, new clauses and background. With `withReasons`, "because …" belongs to it.
  func extent(of token: Int, from start: Int, cue: Int, withReasons: Bool = true) -> Int {
    var limit = min(sentence(of: cue).upperBound, start + Self.extentTokensMax)
    if let part = voices.part(at: cue), part.contains(start) {
      limit = min(limit, part.upperBound)
    } else if let part = voices.part(at: start), !part.contains(cue), !part.isEmpty, start >= part.lowerBound
    {
      // "called the plan “a mistake”": the words of the speaker end with the quotation or the clause.
      limit = max(min(limit, sentence(of: cue).upperBound), start)
    }
    var end = token + 1
    var open = [token]
    while let next = open.popLast() {
      end = max(end, next + 1)
      for child in children(next) {
        if child > token || child > next,
          let cut = cutPoint(child, under: next, in: token, withReasons: withReasons)
        {
          limit = min(limit, max(cut, start))
          continue
        }
        open.append(child)
      }
    }
    return max(start, trimmed(start..<max(start, min(end, limit))).upperBound)
  }

  /// `end` of the noun phrase headed by `head`, moved behind what follows it without a comma and hangs on the verb
  /// `cue` ("backs the plan launched by Sweden to free the ports"): parsers hang such words on either.
  func extended(_ end: Int, of head: Int, under cue: Int) -> Int {
    var end = end
    for child in children(cue) where child > head {
      let span = document.span(of: child)
      if isJoinedInfinitive(child, to: head), span.lowerBound >= end, span.lowerBound <= end + 2 {
        end = max(end, extent(of: child, from: span.lowerBound, cue: cue, withReasons: false))
        continue
      }
      guard span.lowerBound == end, upos(end) != .punct, !words.temporal.contains(lemmas[child]) else {
        continue
      }
      switch deprel(child) {
      case .obl, .nmod:
        if ["amid", "despite", "following", "after", "during"].contains(lowers[end]) { return end }
      case .advcl, .acl, .xcomp:
        if Self.backgroundWords.contains(lowers[end]) || lowers[end] == "because" { return end }
      default: return end
      }
      let last = extent(of: child, from: end, cue: cue, withReasons: false)
      guard last > end else { return end }
      end = last
    }
    return end
  }

  /// "prepared to rebuild the army, reduce taxes": a bare form behind an infinitive, joined to the verb above it.
  private func isJoinedInfinitive(_ child: Int, to head: Int) -> Bool {
    (deprel(child) == .conj || deprel(child) == .parataxis) && xpos(child) == .vb && child > head
      && form(head) == .toInfinitive && self.child(child, .nsubj, .aux, .mark, .cop) == nil
  }

  /// Where a complement ends because of `child`, one of the words in it; `nil` when `child` belongs to it.
  private func cutPoint(_ child: Int, under parent: Int, in token: Int, withReasons: Bool) -> Int? {
    let relation = deprel(child)
    switch relation {
    case .parataxis
    where xpos(child) == .vb && self.child(child, .nsubj, .aux, .mark, .cop) == nil && xpos(parent) == .vb:
      return nil
    case .parataxis, .discourse, .vocative, .dislocated, .list:
      return document.span(of: child).lowerBound
    case .punct:
      return isBreak(child) ? child : nil
    case .conj:
      guard isPredicate(child), upos(child) == .verb || self.child(child, .nsubj, .nsubjPass, .cop) != nil
      else { return nil }
      let isOwnClause = self.child(child, .nsubj, .nsubjPass, .expl) != nil && parent == token
      // "would not be rushed but would study the ruling": an auxiliary of its own begins another promise.
      let hasOwnAuxiliary =
        parent == token && self.child(child, .aux) != nil && self.child(token, .aux) != nil
      let isOther = form(child) == .finite && (form(token) != .finite || hasOwnAuxiliary)
      return isOwnClause || isOther ? document.span(of: child).lowerBound : nil
    case .advcl:
      let opening = trimmed(document.span(of: child))
      let start = opening.lowerBound
      if lowers[start] == "because" || lowers[start] == "since" { return withReasons ? nil : start }
      if Self.conditions.contains(lowers[start]) { return nil }
      if Self.backgroundWords.contains(lowers[start]), upos(start) != .adv || lowers[start] != "as" {
        return start
      }
      let isBehindComma = start > 0 && isComma(start - 1)
      guard isBehindComma, start > parent else { return nil }
      let verb = lemmas[child]
      if words.saying.contains(verb) || words.breaking.contains(lowers[start]) { return start }
      return form(child) == .gerund && stanceVerbs.contains(verb) ? start : nil
    case .aclRelcl, .advclRelcl:
      // "ensure that the officers, who are in danger, receive help": the clause goes on behind the insertion.
      if document.span(of: token).upperBound > document.span(of: child).upperBound + 2, form(token) == .finite
      {
        return nil
      }
      let start = trimmed(document.span(of: child)).lowerBound
      return start > 0 && isComma(start - 1) ? start : nil
    case .obl, .nmod:
      let start = document.span(of: child).lowerBound
      guard child > parent else { return nil }
      if ["amid", "despite", "following", "after"].contains(lowers[start]) { return start }
      // ", at a time when ties are strained"
      let isTime = lowers[max(0, child)] == "time" && start > 0 && isComma(start - 1)
      return isTime ? start : nil
    default: return nil
    }
  }

  /// The subject headed by `head` with all that hangs on it, before its verb.
  func subjectSpan(_ head: Int, before verb: Int) -> Range<Int> {
    let span = document.span(of: head)
    return trimmed(span.lowerBound..<max(span.lowerBound + 1, min(span.upperBound, verb)))
  }

  /// Parts `to A and B`, `A-ing and B-ing` or `the A and a B` by what is joined to the `head` of the complement in
  /// `range`; the whole where nothing is to be parted. A second verb whose object is a pronoun only elaborates the
  /// first, and verbs without objects of their own share the last one's.
  func proposals(in range: Range<Int>, head: Int, verbal: Bool) -> [Range<Int>] {
    var joined: [Int] = []
    var open = [head]
    while let next = open.popLast() {
      // Some trees join the third to the second.
      for child in children(next) where range.contains(child) && child > next {
        let isJoined =
          deprel(child) == .conj || deprel(child) == .parataxis && xpos(child) == .vb && xpos(next) == .vb
        if isJoined {
          joined.append(child)
          open.append(child)
        }
      }
    }
    if verbal, xpos(head) == .vbg {
      // "promoting the growth of emerging countries and working with …", joined to a nearer word.
      for token in range.dropFirst()
      where xpos(token) == .vbg && !joined.contains(token) && deprel(token) == .conj {
        if upos(token - 1) == .cconj, child(token, .obj, .obl, .advcl) != nil { joined.append(token) }
      }
    }
    if verbal, let above = self.head(head) {
      for child in children(above) where range.contains(child) && isJoinedInfinitive(child, to: head) {
        joined.append(child)
        joined += children(child).filter {
          range.contains($0) && (deprel($0) == .conj || deprel($0) == .parataxis) && xpos($0) == .vb
        }
      }
    }
    joined.sort()
    guard !joined.isEmpty else { return [range] }
    var parts: [Range<Int>] = []
    var start = range.lowerBound
    var current = head
    for other in joined where parts.count < Self.proposalsMax - 1 {
      guard parts.isEmpty && standsAlone(current, verbal: verbal) || !parts.isEmpty,
        isAlternative(other, to: head, verbal: verbal)
      else {
        current = other
        continue
      }
      let opening = document.span(of: other).lowerBound
      guard opening > start, opening < range.upperBound else { continue }
      let before = trimmed(start..<opening)
      guard !before.isEmpty else { continue }
      parts.append(withoutLinks(before, at: .end))
      start = opening
      current = other
    }
    parts.append(withoutLinks(start..<range.upperBound, at: .start))
    return parts.contains(where: \.isEmpty) ? [range] : parts
  }

  private enum Edge { case start, end }

  /// `range` without "and", "to" and commas at one edge.
  private func withoutLinks(_ range: Range<Int>, at edge: Edge) -> Range<Int> {
    var range = trimmed(range)
    switch edge {
    case .start:
      while !range.isEmpty,
        upos(range.lowerBound) == .cconj || upos(range.lowerBound) == .punct
          || lowers[range.lowerBound] == "to"
          || upos(range.lowerBound) == .adv && lowers[range.lowerBound] == "then"
      {
        range = (range.lowerBound + 1)..<range.upperBound
      }
    case .end:
      while !range.isEmpty, upos(range.upperBound - 1) == .cconj || upos(range.upperBound - 1) == .punct {
        range = range.lowerBound..<(range.upperBound - 1)
      }
    }
    return trimmed(range)
  }

  private func standsAlone(_ token: Int, verbal: Bool) -> Bool {
    guard verbal else {
      return words.measure.contains(lemmas[token]) || child(token, .det, .nmod, .amod) != nil
    }
    return child(token, .obj, .obl, .xcomp, .ccomp, .nsubj, .iobj, .advmod, .compoundPrt) != nil
  }

  private func isAlternative(_ other: Int, to head: Int, verbal: Bool) -> Bool {
    if verbal {
      guard upos(other) == .verb || self.child(other, .obj, .mark, .aux) != nil else { return false }
      if let object = child(other, .obj), ["it", "them"].contains(lowers[object]) { return false }
      let isSame =
        form(head) == .gerund
        ? form(other) == .gerund
        : [.bareInfinitive, .toInfinitive].contains(form(other))
          || form(other) == form(head) || xpos(other) == .vbp
      return isSame && child(other, .obj, .obl, .xcomp, .ccomp, .iobj) != nil
    }
    if form(head) == .gerund && xpos(head) == .vbg { return xpos(other) == .vbg }
    return words.measure.contains(lemmas[other])
      && (child(other, .det) != nil || words.measure.contains(lemmas[head]))
  }

  /// Words at which a complement gives way to background.
  private static let backgroundWords: Set<String> = [
    "although", "though", "whereas", "while", "whilst", "after", "amid", "despite", "following", "as", "when",
  ]
  private static let conditions: Set<String> = [
    "if", "unless", "until", "provided", "only", "without", "before",
  ]
}
