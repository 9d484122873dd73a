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
  struct Cue {
    /// Heads the cue's clause or phrase.
    var head: Int
    /// Behind the cue's words.
    var end: Int
    var nominals: [Int]
    var clauses: [Int]
    /// Heads what stands directly behind the cue's words.
    var adjacent: Int?
  }

  /// The first of `frames` that fits the dependents of `head` behind `end`. With `passiveSubject`, the first
  /// noun phrase of the frame is the clause's subject.
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

  func dependents(of head: Int, from end: Int) -> Cue {
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

  /// What stands directly behind a cue's words, whatever the tree hangs it on: the head of the phrase or
  /// infinitive that begins there.
  func adjacent(_ end: Int, head: Int) -> Int? {
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
}
