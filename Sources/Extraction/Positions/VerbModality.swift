import NewsModel
import Text

/// Tense, modality and negation of a predicate with the verbs it hangs on.
struct VerbModality {
  var isNegated = false
  /// "will", "would", "is going to", "is to"
  var isFuture = false
  /// "may", "might", "could": says nothing of what is wanted.
  var isUncertain = false
  /// "should urge": a stance on urging, not an urging.
  var isObligation = false
  var isPast = false
  /// "would": in the speaker's mind only.
  var isHypothetical = false
  /// "will continue to ask"
  var continuing = false
  /// "vowed to ask": how far the outer verb binds.
  var commitment: Position.Commitment?
  /// The first auxiliary of the future.
  var future: Int?

  /// Verbs looked at outwards.
  private static let hopsMax = 4

  /// Nothing said of tense or mood.
  init() {}

  init(_ predicate: Predicate, in reading: StanceReading) {
    read(predicate, in: reading)
    var current = predicate
    var hops = 0
    while hops < Self.hopsMax, let index = reading.governor(of: current) {
      let other = reading.predicates[index]
      hops += 1
      if current.isCoordinate {
        // "will lift the ban and reduce the tax": the auxiliaries are shared; "may meet and has urged": not.
        guard Self.sharesAuxiliaries(current, other, reading) else { break }
        read(other, in: reading)
      } else {
        guard current.kind == .infinitive, Self.isTransparent(current, other, reading) else { break }
        read(other, in: reading)
        let lemma = reading.lemmas[other.token]
        if reading.words.carryingOn.contains(lemma) { continuing = true }
        if lemma == "be" || lemma == "go" && Self.isGoing(other.token, reading) {
          isFuture = true
          future = future ?? other.token
        }
        if let binding = Self.binding[lemma] { commitment = (commitment ?? .none).orStronger(binding) }
      }
      current = other
    }
  }

  private static func sharesAuxiliaries(_ predicate: Predicate, _ other: Predicate, _ reading: StanceReading)
    -> Bool
  {
    if predicate.hasOwnSubject { return false }
    if reading.child(predicate.token, .aux, .auxPass, .cop) != nil { return false }
    switch reading.form(predicate.token) {
    case .bareInfinitive, .gerund, .participle, .toInfinitive: return true
    case .finite: return false
    }
  }

  /// "is going to", not "goes to".
  private static func isGoing(_ token: Int, _ reading: StanceReading) -> Bool {
    reading.xpos(token) == .vbg
      && reading.children(token).contains { reading.deprel($0) == .aux && reading.lemmas[$0] == "be" }
  }

  /// Whether what is said of the outer verb holds for its infinitive: "will keep asking", not "told Brazil to ask".
  private static func isTransparent(_ predicate: Predicate, _ other: Predicate, _ reading: StanceReading)
    -> Bool
  {
    reading.deprel(predicate.token) == .xcomp && predicate.subjects == other.subjects
  }

  private mutating func read(_ predicate: Predicate, in reading: StanceReading) {
    for child in reading.children(predicate.token) {
      switch reading.deprel(child) {
      case .aux, .auxPass, .cop:
        switch reading.lowers[child] {
        case "will", "'ll", "wo", "shall", "going":
          isFuture = true
          future = future ?? child
        case "would", "'d":
          isFuture = true
          isHypothetical = true
          future = future ?? child
        case "may", "might", "could": isUncertain = true
        case "should", "must", "ought": isObligation = true
        default: break
        }
        if reading.xpos(child) == .vbd { isPast = true }
        // "Ukraine is to review"
        if reading.deprel(child) != .auxPass, reading.lemmas[child] == "be",
          reading.isToBe(child, predicate.token)
        {
          isFuture = true
          future = future ?? child
        }
      case .advmod, .det, .discourse, .ccPreconj, .mark, .cc:
        if reading.isNegator(child), child < predicate.token || reading.deprel(child) == .advmod {
          // "not only"
          if child + 1 < reading.lowers.count, ["only", "just", "merely"].contains(reading.lowers[child + 1])
          {
            break
          }
          isNegated.toggle()
        }
        if reading.lowers[child] == "still" || reading.lowers[child] == "again" { continuing = true }
        if reading.lowers[child] == "longer", child > 0, reading.lowers[child - 1] == "no" {
          isNegated.toggle()
        }
      case .nsubj, .nsubjPass:
        if reading.isDenied(child) { isNegated.toggle() }
      default: break
      }
    }
    if reading.xpos(predicate.token) == .vbd { isPast = true }
  }

  /// Puts negation and future into `candidate`; `nil` when nothing is left of the stance.
  ///
  /// "does not support" opposes, "does not oppose" no longer does, "did not urge" says nothing.
  func apply(to candidate: StanceCandidate, negationIsMeant: Bool) -> StanceCandidate? {
    var candidate = candidate
    candidate.continuing = candidate.continuing || continuing
    candidate.time = isFuture ? .future : isPast ? .past : .present
    if candidate.act == .commit || candidate.act == .demand || candidate.act == .advocate {
      candidate.force = .volition
    }
    if isNegated, !negationIsMeant {
      candidate.negated = true
      switch candidate.act {
      case .endorse:
        candidate.act = isFuture ? .reject : .criticize
        candidate.polarity = .oppose
        candidate.target = StanceLexicon.Target(role: .criticized, polarity: .negative)
        candidate.cameo = nil
      case .commit, .advocate, .agree:
        candidate.act = .reject
        candidate.polarity = .oppose
        candidate.commitment = isFuture ? .intention : .preference
        candidate.target = StanceLexicon.Target(role: .addressee, polarity: .negative)
        candidate.cameo = nil
      case .criticize, .reject:
        guard Self.opposing.contains(candidate.lemma.split(separator: " ").last.map(String.init) ?? "") else {
          return nil
        }
        candidate.act = .endorse
        candidate.polarity = .support
        candidate.strength = 1
        candidate.cameo = nil
      default: return nil
      }
      return candidate
    }
    if isFuture {
      // "will scrap the tax": the auxiliary tells that it is still to come.
      if let future, future < candidate.evidence.lowerBound, candidate.evidence.lowerBound - future <= 4 {
        candidate.evidence = future..<candidate.evidence.upperBound
      }
      switch candidate.act {
      case .endorse, .decide, .agree, .concede:
        candidate.act = candidate.polarity == .oppose ? .reject : .commit
        candidate.cameo = nil
        candidate.commitment = .intention
        candidate.force = .volition
      case .criticize where candidate.lemma == "oppose":
        candidate.act = .reject
        candidate.commitment = .intention
        candidate.cameo = nil
      case .demand, .advocate, .reject:
        candidate.commitment = isHypothetical && candidate.lemma.hasPrefix("would") ? .preference : .intention
      default: break
      }
    }
    if let commitment, candidate.act == .demand || candidate.act == .advocate || candidate.act == .endorse {
      candidate.commitment = candidate.commitment.orStronger(commitment)
    }
    return candidate
  }

  /// Words whose denial is a mild yes; "did not reject" and "did not criticise" say nothing.
  static let opposing: Set<String> = [
    "oppose", "opposed", "against", "object", "hostile", "opposition", "objection",
  ]
  private static let binding: [String: Position.Commitment] = [
    "pledge": .pledge, "promise": .pledge, "vow": .pledge, "plan": .intention, "intend": .intention,
    "agree": .decision, "decide": .decision,
  ]
}

extension StanceReading {
  /// "no party", "neither Norway nor Sweden", "none of the parties", "nobody"
  func isDenied(_ nominal: Int) -> Bool {
    if ["nobody", "none", "nothing", "neither"].contains(lowers[nominal]) { return true }
    return children(nominal).contains {
      $0 < nominal && ["no", "neither"].contains(lowers[$0])
        && [.det, .cc, .ccPreconj, .advmod, .detPredet].contains(deprel($0))
    }
  }

  /// The "is" of "is to review": a copula with an infinitive behind it.
  func isToBe(_ copula: Int, _ verb: Int) -> Bool {
    guard upos(verb) == .verb || xpos(verb) == .vb, xpos(copula).isFinite, upos(verb) != .noun else {
      return false
    }
    return children(verb).contains { $0 > copula && deprel($0) == .mark && lowers[$0] == "to" }
  }
}

extension Position.Commitment {
  /// The more binding of two, in the guidelines' order from evaluation only to action.
  func orStronger(_ other: Self) -> Self { rank < other.rank ? other : self }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
