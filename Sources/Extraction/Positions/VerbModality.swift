import NewsModel
import Text

/// Tense, modality and negation of a verb group with the verbs it hangs on.
struct VerbModality {
  var isNegated = false
  /// "will", "would", "is going to"
  var isFuture = false
  /// "may", "might", "could": says nothing of what is wanted.
  var isUncertain = false
  /// "should urge": a stance on urging, not an urging.
  var isObligation = false
  var isPast = false
  /// "will continue to ask"
  var continuing = false
  /// "vowed to ask": how far the outer verb binds.
  var commitment: Position.Commitment?

  /// Verbs looked at outwards.
  private static let hopsMax = 3

  init(_ group: VerbGroup, _ clause: Clause, in reading: StanceReading) {
    read(group, in: reading)
    isNegated = group.isNegated || group.tokens.contains { reading.isNegator($0) }
    if let subject = clause.subjects.first, clause.kind == .main {
      // "Neither Norway nor Sweden supports", "No party backs"
      let words = max(0, subject.lowerBound - 1)...subject.lowerBound
      if words.contains(where: { ["neither", "no", "nobody", "none"].contains(reading.lowers[$0]) }) {
        isNegated.toggle()
      }
    }
    var outer = Self.governor(group, clause, reading)
    var hops = 0
    while let index = outer, hops < Self.hopsMax {
      let other = reading.phrases.verbGroups[index]
      read(other, in: reading)
      if other.tokens.contains(where: { reading.isNegator($0) }) { isNegated.toggle() }
      let lemma = reading.lemmas[other.head]
      if reading.words.carryingOn.contains(lemma) { continuing = true }
      if let binding = Self.binding[lemma] { commitment = (commitment ?? .none).orStronger(binding) }
      let clause = reading.clauses[index]
      outer = clause.kind == .infinitive ? clause.governor : nil
      hops += 1
    }
    for token in group.tokens where Self.carrying.contains(reading.lowers[token]) { continuing = true }
  }

  private static func governor(_ group: VerbGroup, _ clause: Clause, _ reading: StanceReading) -> Int? {
    switch clause.kind {
    case .infinitive: return clause.governor
    case .participle:
      // "will keep saying and demanding" belongs to "will keep"; ", also demanding" does not.
      guard let governor = clause.governor,
        reading.words.carryingOn.contains(reading.lemmas[reading.phrases.verbGroups[governor].head])
      else { return nil }
      return governor
    case .bare where group.form == .gerund:
      let before = group.tokens.lowerBound - 1
      return before >= 0 ? reading.phrases.verbGroup(at: before) : nil
    default: return nil
    }
  }

  private mutating func read(_ group: VerbGroup, in reading: StanceReading) {
    for token in group.tokens {
      switch reading.lowers[token] {
      case "will", "'ll", "wo", "shall", "would", "'d": isFuture = isFuture || token != group.head
      case "may", "might", "could": isUncertain = true
      case "should", "must", "ought": isObligation = true
      default: break
      }
    }
    if reading.xpos(group.tokens.lowerBound) == .vbd || reading.xpos(group.head) == .vbd { isPast = true }
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
      switch candidate.act {
      case .endorse, .decide, .agree, .concede:
        if candidate.polarity == .oppose {
          candidate.act = .reject
        } else {
          candidate.act = .commit
        }
        candidate.cameo = nil
        candidate.commitment = .intention
        candidate.force = .volition
      case .criticize where candidate.lemma == "oppose":
        candidate.act = .reject
        candidate.commitment = .intention
        candidate.cameo = nil
      case .demand, .advocate, .reject: candidate.commitment = .intention
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
  private static let carrying: Set<String> = ["still", "again"]
}

extension Position.Commitment {
  /// The more binding of two, in the guidelines' order from evaluation only to action.
  func orStronger(_ other: Self) -> Self { rank < other.rank ? other : self }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
