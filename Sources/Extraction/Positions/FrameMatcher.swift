import Text

/// Fits the frames of the lexicon to the dependents of a cue.
struct FrameMatcher {
  let reading: StanceReading

  /// Where a frame's places were found.
  struct Match {
    var frame: StanceLexicon.Frame
    /// Heads the proposal; `nil` for frames without a place ("abstained").
    var proposalHead: Int?
    var proposal: Range<Int>?
    var slot: StanceLexicon.Slot?
    /// The noun phrase before the proposal, by its head: the one spoken to or judged.
    var addressee: Int?
    var evaluation: Evaluation?
    /// Behind the last token of the complement.
    var end: Int
    /// "not to turn away boats"
    var proposalIsNegated = false
  }

  struct Evaluation {
    var isGood: Bool
    var isStrong: Bool
    var tokens: Range<Int>
  }

  /// A cue while frames are fitted to it.
  private struct Cue {
    /// Heads the cue's clause or phrase.
    var head: Int
    /// Behind the cue's words.
    var end: Int
    var nominals: [Int]
    var clauses: [Int]
    /// Heads what stands directly behind the cue's words.
    var adjacent: Int?
  }

  /// The first of `frames` that fits the dependents of `head` behind `end`. With `passiveSubject`, the first noun
  /// phrase of the frame is the clause's subject.
  func match(
    _ frames: [StanceLexicon.Frame], head kind: StanceLexicon.Head, at head: Int, from end: Int,
    negated: Bool,
    passiveSubject: Int? = nil
  ) -> Match? {
    var cue: Cue?
    for frame in frames where frame.head == kind && !frame.proposalIsSubject && (!frame.isNegated || negated)
    {
      var slots = frame.slots[...]
      var match = Match(frame: frame, end: end)
      let places = cue ?? dependents(of: head, from: end)
      cue = places
      if let passiveSubject {
        guard let first = slots.first, first.contains(.nounPhrase) || first.contains(.measure) else {
          continue
        }
        if !first.contains(.nounPhrase), !isMeasure(passiveSubject) { continue }
        slots = slots.dropFirst()
        let isVerdict = slots.contains([.evaluation])
        if slots.isEmpty || isVerdict {
          match.proposalHead = passiveSubject
          match.proposal = reading.subjectSpan(passiveSubject, before: head)
          match.slot = .nounPhrase
          if slots.isEmpty { return match }
        } else {
          match.addressee = passiveSubject
        }
        if fill(slots, after: end, [], cue: places, into: &match) { return match }
      } else if fill(slots, after: end, [], cue: places, into: &match) {
        return match
      }
    }
    return nil
  }

  /// The `NP` of `by NP` in a passive clause.
  func agent(of predicate: Int) -> Int? {
    reading.children(predicate).first { child in
      guard child > predicate, reading.preposition(of: child) == "by", reading.isNominal(child) else {
        return false
      }
      return reading.deprel(child) == .oblAgent
        || reading.deprel(child) == .obl && reading.upos(child) != .num
          && !reading.words.temporal.contains(reading.lemmas[child])
    }
  }

  // MARK: Dependents

  private func dependents(of head: Int, from end: Int) -> Cue {
    var cue = Cue(head: head, end: end, nominals: [], clauses: [])
    func add(_ token: Int, depth: Int) {
      for child in reading.children(token) {
        let relation = reading.deprel(child)
        switch relation {
        case .obj, .iobj, .obl, .oblUnmarked, .nmod, .nmodUnmarked, .dep, .oblAgent, .fixed, .appos:
          if child >= end { cue.nominals.append(child) }
          if depth < 2 { add(child, depth: depth + 1) }
        case .xcomp, .ccomp, .advcl, .acl, .csubj, .parataxis:
          guard child >= end else {
            if depth < 1 { add(child, depth: depth + 1) }
            break
          }
          cue.clauses.append(child)
          // "called it a mistake" with the verdict as a clause's head; "pledged billions" as its object.
          if relation == .xcomp || relation == .ccomp, reading.isNominal(child),
            reading.child(child, .cop, .nsubj, .aux, .mark) == nil
          {
            cue.nominals.append(child)
          } else if reading.isNounBehindTo(child) || reading.child(child, .det, .nmodPoss) != nil
            || reading.words.measure.contains(reading.lowers[child]) && reading.xpos(child) == .vbg
          {
            cue.nominals.append(child)
          }
          // "held Brazil responsible for the collapse"
          if relation == .xcomp, reading.upos(child) == .adj { add(child, depth: depth + 1) }
        case .aclRelcl
        where child >= end && (reading.words.temporal.contains(reading.lemmas[token]) || token == head):
          if reading.children(child).contains(where: {
            reading.deprel($0) == .mark && reading.lowers[$0] == "that"
          }) {
            cue.clauses.append(child)
          }
        case .conj where depth == 0 && child >= end:
          // "no choice but to lower"
          if reading.form(child) == .toInfinitive, reading.form(token) != .toInfinitive {
            cue.clauses.append(child)
          }
        case .compoundPrt, .advmod, .amod:
          if depth == 0 { add(child, depth: 1) }
          // "questioned why the tax had been raised"
          if relation == .advmod, reading.xpos(child) == .wrb, child >= end,
            let clause = reading.child(child, .advclRelcl, .aclRelcl, .advcl)
          {
            cue.clauses.append(clause)
          }
        default: break
        }
      }
    }
    add(head, depth: 0)
    // "renewed its pledge to …": parsers hang the infinitive on the verb as often as on the noun.
    if reading.isNominal(head), !reading.isPredicate(head), let verb = reading.head(head) {
      for child in reading.children(verb) where child >= end && child != head {
        switch reading.deprel(child) {
        case .obl: cue.nominals.append(child)
        case .advcl, .xcomp, .ccomp, .acl: cue.clauses.append(child)
        default: break
        }
      }
    }
    if let next = adjacent(end, head: head) {
      if reading.isPredicate(next) || reading.upos(next) == .verb {
        if !cue.clauses.contains(next) { cue.clauses.append(next) }
      } else if reading.isNominal(next), !cue.nominals.contains(next) {
        cue.nominals.append(next)
      }
      cue.adjacent = next
    }
    cue.nominals.sort()
    cue.clauses.sort()
    return cue
  }

  /// What stands directly behind a cue's words, whatever the tree hangs it on: the head of the phrase or infinitive that
  /// begins there.
  private func adjacent(_ end: Int, head: Int) -> Int? {
    let limit = reading.sentence(of: head).upperBound
    var token = end
    while token < limit,
      reading.isQuotationMark(token) || reading.isAdverb(token) && !reading.isNegator(token)
    { token += 1 }
    guard token < limit else { return nil }
    let first = token
    while let up = reading.head(token), up > first, up < limit {
      switch reading.deprel(token) {
      case .case, .mark, .det, .detPredet, .amod, .compound, .nummod, .nmodPoss, .nmodDesc, .advmod, .aux,
        .auxPass, .nmodUnmarked:
        token = up
      default: return token > head ? token : nil
      }
    }
    return token > head ? token : nil
  }

  // MARK: Slots

  private func fill(
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

  private func isPreceded(_ start: Int, by words: [[String]]) -> Bool {
    guard let last = words.last else { return true }
    if words.count == 1 { return last.contains { reading.isPreceded(start, by: [$0]) } }
    return last.contains { reading.isPreceded(start, by: words.dropLast().map { $0[0] } + [$0]) }
  }

  private func place(
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
      // "keep asking Russia to lift the ban": the infinitive behind the noun phrase, whatever the tree hangs it on.
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
      // "demanding China take action": the bare form directly behind the noun phrase, whatever the tree hangs it on.
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

  /// "is pushing Brazil to lower the tariffs": the infinitive is the object's, so a frame without an object does not fit.
  private func isAnothers(_ clause: Int, _ cue: Cue) -> Bool {
    guard reading.upos(cue.head) == .verb, !reading.words.subjectControl.contains(reading.lemmas[cue.head])
    else {
      return false
    }
    return reading.children(cue.head).contains {
      [.obj, .iobj].contains(reading.deprel($0)) && $0 < clause && $0 >= cue.end
        && !reading.lowers[$0].hasSuffix("self") && !reading.lowers[$0].hasSuffix("selves")
    }
  }

  /// "wants Brazil to lower", "called for Brazil to lower", "urged that Brazil lower": the noun phrase of the frame is
  /// the subject inside the clause.
  private func insideClause(
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

  private func nominals(after position: Int, _ words: [[String]], cue: Cue) -> [Int] {
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

  private func isThatClause(_ clause: Int) -> Bool {
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
  private func isDesired(_ clause: Int) -> Bool {
    let auxiliaries = reading.children(clause).filter { [.aux, .auxPass, .cop].contains(reading.deprel($0)) }
    if auxiliaries.contains(where: { ["should", "must", "be", "need"].contains(reading.lowers[$0]) }) {
      return true
    }
    guard auxiliaries.isEmpty, let subject = reading.child(clause, .nsubj, .nsubjPass) else { return false }
    let isPlural =
      reading.xpos(subject) == .nns || ["they", "we", "i", "you"].contains(reading.lowers[subject])
    return reading.xpos(clause) == .vb || reading.xpos(clause) == .vbp && !isPlural
  }

  private func gerundStart(_ clause: Int) -> Int {
    var start = clause
    for child in reading.children(clause) where child < clause {
      if [.advmod, .aux, .auxPass].contains(reading.deprel(child)) { start = min(start, child) }
    }
    return start
  }

  // MARK: Verdicts

  /// The verdict of "called it a mistake", "described it as unfair".
  private func verdict(after position: Int, _ words: [[String]], cue: Cue) -> Evaluation? {
    let limit = reading.sentence(of: cue.head).upperBound
    for token in (cue.nominals + cue.clauses).sorted() where token >= position {
      let start = reading.isNominal(token) ? reading.basePhrase(token).lowerBound : token
      if !words.isEmpty, !isPreceded(start, by: words) { continue }
      if words.isEmpty, reading.preposition(of: token) != nil { continue }
      if let found = evaluation(of: token) { return found }
    }
    guard let last = words.last else { return evaluation(from: position, limit: limit) }
    // "characterised the plan as unfair", with "unfair" read as the plan's own adjective.
    for token in position..<max(position, min(limit, position + Self.verdictTokensMax)) {
      if reading.isComma(token) || reading.isBreak(token) { return nil }
      if last.contains(reading.lowers[token]) { return evaluation(from: token + 1, limit: limit) }
    }
    return nil
  }

  /// What the noun or adjective `head` and its modifiers say of the thing.
  func evaluation(of head: Int) -> Evaluation? {
    let start = min(head, reading.basePhrase(head).lowerBound)
    var found: Evaluation?
    let isDenied = reading.children(head).contains { reading.isNegator($0) && reading.deprel($0) != .conj }
    func judge(_ token: Int) {
      guard found == nil || !(found?.isStrong ?? false) else { return }
      guard let (isGood, isStrong) = reading.judgement(token) else { return }
      // "a great responsibility" praises nothing, "a great step" does.
      if isGood, !isDenied, token != head, reading.isNominal(head),
        !reading.words.generic.contains(reading.lemmas[head])
      {
        return
      }
      let isNegated =
        isDenied
        || token != head
          && reading.children(token).contains { reading.isNegator($0) && reading.deprel($0) != .conj }
      if found == nil || isStrong {
        found = Evaluation(
          isGood: isGood != isNegated, isStrong: isStrong, tokens: min(start, token)..<(max(head, token) + 1))
      }
    }
    judge(head)
    for child in reading.children(head) {
      switch reading.deprel(child) {
      case .amod, .compound, .conj, .nmodDesc: judge(child)
      case .nmod where reading.preposition(of: child) == "of": judge(child)
      default: break
      }
    }
    return found
  }

  /// Tokens between what is judged and "as".
  static let verdictTokensMax = 20
  /// Tokens looked at for an evaluation where the tree gives none.
  static let evaluationTokensMax = 8

  /// An evaluating noun or adjective soon behind `start`, before any preposition.
  private func evaluation(from start: Int, limit: Int) -> Evaluation? {
    var token = start
    while token < min(limit, start + Self.evaluationTokensMax) {
      if reading.isComma(token) || reading.isBreak(token) { return nil }
      if reading.upos(token) == .adp || reading.upos(token) == .sconj || reading.xpos(token).isFinite {
        return nil
      }
      if let (isGood, isStrong) = reading.judgement(token) {
        let isNegated = token > start && reading.isNegator(token - 1)
        return Evaluation(isGood: isGood != isNegated, isStrong: isStrong, tokens: start..<(token + 1))
      }
      token += 1
    }
    return nil
  }

  func isMeasure(_ nominal: Int) -> Bool {
    // Some plurals are their own lemma in treebanks ("troops").
    let lemma = reading.lemmas[nominal]
    let singular = lemma.last == "s" ? String(lemma.dropLast()) : lemma
    if [lemma, singular, reading.lowers[nominal]].contains(where: reading.words.measure.contains) {
      return true
    }
    guard Self.collective.contains(reading.lemmas[nominal]) else { return false }
    return reading.children(nominal).contains {
      reading.deprel($0) == .nmod && reading.preposition(of: $0) == "of"
        && reading.words.measure.contains(reading.lemmas[$0])
    }
  }

  /// "a state of emergency", "a series of reforms": the noun behind "of" tells what it is.
  private static let collective: Set<String> = [
    "state", "series", "number", "set", "range", "round", "kind", "billion", "million", "package", "raft",
  ]
  private static let questionWords: Set<String> = ["whether", "why", "how", "what", "if"]
}

extension StanceReading {
  /// What a word says of the thing it is said of; `nil` when it does not judge.
  func judgement(_ token: Int) -> (isGood: Bool, isStrong: Bool)? {
    guard upos(token) != .adv, upos(token) != .punct else { return nil }
    for word in [lemmas[token], lowers[token]] {
      if words.badStrong.contains(word) { return (false, true) }
      if words.bad.contains(word) { return (false, false) }
      if words.good.contains(word) { return (true, false) }
    }
    return nil
  }
}
