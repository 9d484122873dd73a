import Text

/// What may stand in the places of a frame: phrases, clauses, the words before them.
extension FrameMatcher {
  func fill(
    _ slots: ArraySlice<[StanceLexicon.Slot]>, after position: Int, _ words: [[String]], cue: Cue,
    into match: inout Match
  ) -> Bool {
    guard let alternatives = slots.first else {
      match.end = max(match.end, position)
      return true
    }
    let rest = slots.dropFirst()
    let written = alternatives.compactMap { slot -> String? in
      if case .word(let word) = slot { word } else { nil }
    }
    if written.count == alternatives.count {
      return fill(rest, after: position, words + [written], cue: cue, into: &match)
    }
    for slot in alternatives {
      var attempt = match
      if place(slot, after: position, words, rest: rest, cue: cue, into: &attempt) {
        match = attempt
        return true
      }
    }
    return false
  }

  func isPreceded(_ start: Int, by words: [[String]]) -> Bool {
    guard let last = words.last else { return true }
    if words.count == 1 { return last.contains { reading.isPreceded(start, by: [$0]) } }
    return last.contains { reading.isPreceded(start, by: words.dropLast().map { $0[0] } + [$0]) }
  }

  func place(
    _ slot: StanceLexicon.Slot, after position: Int, _ words: [[String]],
    rest: ArraySlice<[StanceLexicon.Slot]>,
    cue: Cue, into match: inout Match
  ) -> Bool {
    func finish(_ head: Int, from begin: Int) -> Bool {
      var end = reading.extent(of: head, from: begin, cue: cue.head, withReasons: false)
      guard end > begin else { return false }
      end = reading.extended(end, of: head, under: cue.head)
      match.proposalHead = head
      match.proposal = begin..<end
      match.slot = slot
      match.end = max(end, match.end)
      return true
    }
    switch slot {
    case .word: return false
    case .reflexive:
      guard
        let object = cue.nominals.first(where: {
          reading.lowers[$0].hasSuffix("self") || reading.lowers[$0].hasSuffix("selves")
        })
      else { return false }
      return fill(rest, after: object + 1, [], cue: cue, into: &match)
    case .infinitive:
      for clause in cue.clauses where clause >= position && reading.form(clause) == .toInfinitive {
        guard
          let to = reading.children(clause).first(where: {
            reading.deprel($0) == .mark && reading.lowers[$0] == "to"
          })
        else { continue }
        // "called for Brazil to lower": the subject inside the clause is the noun phrase of the frame.
        guard isPreceded(min(to, reading.clauseStart(clause)), by: words) || words.isEmpty else { continue }
        if words.isEmpty, match.addressee == nil, isAnothers(clause, cue) { continue }
        match.proposalIsNegated =
          reading.children(clause).contains { $0 < clause && reading.isNegator($0) }
        return finish(clause, from: to + 1)
      }
      // "keep asking Russia to lift the ban": the infinitive behind the noun phrase, whatever the tree hangs
      // it on.
      guard words.isEmpty, let addressee = match.addressee else { return false }
      let behind = reading.basePhrase(addressee).upperBound
      guard behind + 1 < reading.sentence(of: cue.head).upperBound, reading.lowers[behind] == "to",
        let clause = reading.head(behind), clause > behind, reading.form(clause) == .toInfinitive
      else { return false }
      return finish(clause, from: behind + 1)
    case .gerund:
      for clause in cue.clauses + cue.nominals
      where clause >= position && reading.xpos(clause) == .vbg && reading.form(clause) == .gerund {
        let start = gerundStart(clause)
        if words.isEmpty, start > cue.end, reading.upos(start - 1) == .adp || reading.isComma(start - 1) {
          continue
        }
        guard isPreceded(start, by: words) else { continue }
        return finish(clause, from: start)
      }
      return false
    case .participle:
      guard let clause = cue.clauses.first(where: { $0 >= position && reading.xpos($0) == .vbn }) else {
        return false
      }
      // "want the plan scrapped": both together are the proposal.
      let begin = match.addressee.map { reading.basePhrase($0).lowerBound } ?? reading.clauseStart(clause)
      match.addressee = nil
      return finish(clause, from: begin)
    case .bareInfinitive:
      for clause in cue.clauses where clause >= position && reading.xpos(clause) == .vb {
        guard reading.form(clause) == .bareInfinitive else { continue }
        return finish(clause, from: clause)
      }
      // "demanding China take action": the bare form directly behind the noun phrase, whatever the tree hangs
      // it on.
      guard let addressee = match.addressee else { return false }
      let next = reading.basePhrase(addressee).upperBound
      guard next < reading.sentence(of: cue.head).upperBound, reading.xpos(next) == .vb,
        reading.form(next) == .bareInfinitive
      else { return false }
      return finish(next, from: next)
    case .clause:
      for clause in cue.clauses where clause >= position && words.isEmpty && isThatClause(clause) {
        return finish(clause, from: reading.clauseStart(clause))
      }
      return false
    case .desiredClause:
      for clause in cue.clauses
      where clause >= position && words.isEmpty && isThatClause(clause) && isDesired(clause) {
        return finish(clause, from: reading.clauseStart(clause))
      }
      return false
    case .question:
      for clause in cue.clauses where clause >= position {
        let span = reading.trimmed(reading.document.span(of: clause))
        if (span.lowerBound - 1..<span.lowerBound + 2).contains(where: {
          $0 >= cue.end && $0 < span.upperBound && Self.questionWords.contains(reading.lowers[$0])
        }) {
          return finish(clause, from: span.lowerBound)
        }
      }
      return false
    case .evaluation:
      guard let evaluation = verdict(after: position, words, cue: cue) else { return false }
      match.evaluation = evaluation
      if let proposal = match.proposal, proposal.contains(evaluation.tokens.lowerBound) {
        let end = evaluation.tokens.lowerBound - words.count
        match.proposal = reading.trimmed(proposal.lowerBound..<max(proposal.lowerBound + 1, end))
      }
      match.end = max(match.end, evaluation.tokens.upperBound)
      return fill(rest, after: evaluation.tokens.upperBound, [], cue: cue, into: &match)
    case .nounPhrase, .measure:
      for nominal in nominals(after: position, words, cue: cue) {
        if slot == .measure, !isMeasure(nominal) { continue }
        let start = reading.basePhrase(nominal).lowerBound
        if rest.isEmpty { return finish(nominal, from: start) }
        var attempt = match
        // With an evaluation behind it, this phrase is the proposal; else the one spoken to.
        if rest.contains([.evaluation]), !rest.contains(where: { $0.contains(.nounPhrase) }) {
          attempt.proposalHead = nominal
          attempt.proposal =
            start..<reading.extent(of: nominal, from: start, cue: cue.head, withReasons: false)
          attempt.slot = .nounPhrase
        } else {
          attempt.addressee = nominal
        }
        if fill(rest, after: nominal + 1, [], cue: cue, into: &attempt) {
          match = attempt
          return true
        }
      }
      return insideClause(slot, after: position, words, rest: rest, cue: cue, into: &match)
    }
  }

  /// "is pushing Brazil to lower the tariffs": the infinitive is the object's, so a frame without an object
  /// does not fit.
  func isAnothers(_ clause: Int, _ cue: Cue) -> Bool {
    guard reading.upos(cue.head) == .verb, !reading.words.subjectControl.contains(reading.lemmas[cue.head])
    else {
      return false
    }
    return reading.children(cue.head).contains {
      [.obj, .iobj].contains(reading.deprel($0)) && $0 < clause && $0 >= cue.end
        && !reading.lowers[$0].hasSuffix("self") && !reading.lowers[$0].hasSuffix("selves")
    }
  }

  /// "wants Brazil to lower", "called for Brazil to lower", "urged that Brazil lower": the noun phrase of the
  /// frame is the subject inside the clause.
  func insideClause(
    _ slot: StanceLexicon.Slot, after position: Int, _ words: [[String]],
    rest: ArraySlice<[StanceLexicon.Slot]>,
    cue: Cue, into match: inout Match
  ) -> Bool {
    guard slot == .nounPhrase, rest.count == 1, let last = rest.first,
      last.contains(.infinitive) || last.contains(.participle) || last.contains(.bareInfinitive)
    else { return false }
    for clause in cue.clauses where clause >= position {
      guard let subject = reading.child(clause, .nsubj, .nsubjPass), subject > position - 1, subject < clause
      else {
        continue
      }
      guard words.isEmpty || isPreceded(reading.basePhrase(subject).lowerBound, by: words) else { continue }
      let form = reading.form(clause)
      let fits =
        last.contains(.infinitive) && form == .toInfinitive
        || last.contains(.participle) && form == .participle
        || last.contains(.bareInfinitive) && form == .bareInfinitive
      guard fits else { continue }
      match.addressee = subject
      return fill(rest, after: subject + 1, [], cue: cue, into: &match)
    }
    return false
  }

  func nominals(after position: Int, _ words: [[String]], cue: Cue) -> [Int] {
    cue.nominals.filter { nominal in
      guard nominal >= position, !reading.words.temporal.contains(reading.lemmas[nominal]) else {
        return false
      }
      let start = reading.basePhrase(nominal).lowerBound
      guard start >= position || reading.basePhrase(nominal).contains(position) else { return false }
      // "over two raids": the preposition was read as an adverb of the number.
      if words.count == 1, start < nominal, words[0].contains(reading.lowers[start]) { return true }
      if !words.isEmpty { return isPreceded(start, by: words) }
      let isTied = reading.children(nominal).contains {
        (reading.deprel($0) == .case || reading.deprel($0) == .mark) && $0 < nominal && $0 >= cue.end
          && reading.xpos($0) != .pos
      }
      guard !isTied else { return false }
      if nominal == cue.adjacent { return true }
      switch reading.deprel(nominal) {
      case .appos: return true
      case .obj, .iobj, .xcomp, .ccomp: return reading.head(nominal) == cue.head
      case .obl, .oblUnmarked, .dep: return reading.head(nominal) == cue.head && nominal == cue.nominals.first
      default: return false
      }
    }
  }

  func isThatClause(_ clause: Int) -> Bool {
    guard [.ccomp, .csubj, .acl, .advcl, .parataxis, .aclRelcl].contains(reading.deprel(clause)) else {
      return false
    }
    let span = reading.trimmed(reading.document.span(of: clause))
    let hasThat = reading.children(clause).contains {
      reading.deprel($0) == .mark && reading.lowers[$0] == "that"
    }
    if hasThat { return true }
    guard reading.deprel(clause) == .ccomp, reading.child(clause, .nsubj, .nsubjPass, .expl, .csubj) != nil
    else {
      return false
    }
    return !span.prefix(2).contains { Self.questionWords.contains(reading.lowers[$0]) }
  }

  /// Whether a clause says what is wanted: a base form behind its subject, or "should", "must", "need".
  func isDesired(_ clause: Int) -> Bool {
    let auxiliaries = reading.children(clause).filter { [.aux, .auxPass, .cop].contains(reading.deprel($0)) }
    if auxiliaries.contains(where: { ["should", "must", "be", "need"].contains(reading.lowers[$0]) }) {
      return true
    }
    guard auxiliaries.isEmpty, let subject = reading.child(clause, .nsubj, .nsubjPass) else { return false }
    let isPlural =
      reading.xpos(subject) == .nns || ["they", "we", "i", "you"].contains(reading.lowers[subject])
    return reading.xpos(clause) == .vb || reading.xpos(clause) == .vbp && !isPlural
  }

  func gerundStart(_ clause: Int) -> Int {
    var start = clause
    for child in reading.children(clause) where child < clause {
      if [.advmod, .aux, .auxPass].contains(reading.deprel(child)) { start = min(start, child) }
    }
    return start
  }

  private static let questionWords: Set<String> = ["whether", "why", "how", "what", "if"]
}
