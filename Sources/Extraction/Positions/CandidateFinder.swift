import NewsModel
import Text

/// Asks every predicate for its stance and drops what the guidelines exclude.
struct CandidateFinder {
  let reading: StanceReading
  let lexiconRules: LexiconRules
  let speechRules: SpeechRules

  init(_ reading: StanceReading, _ lexicon: StanceLexicon) {
    self.reading = reading
    lexiconRules = LexiconRules(reading, lexicon)
    speechRules = SpeechRules(reading)
  }

  /// What was found, in text order. With `tracing`, `removed` holds what an exclusion took away.
  func candidates(tracing: Bool = false) -> (kept: [StanceCandidate], removed: [RemovedCandidate]) {
    var found: [Int: StanceCandidate] = [:]
    var removed: [RemovedCandidate] = []
    for index in reading.predicateOrder {
      let predicate = reading.predicates[index]
      let exclusion = exclusion(of: predicate)
      guard exclusion == nil || tracing else { continue }
      let lexical = lexiconRules.candidate(predicate)
      guard let candidate = lexical ?? speechRules.candidate(predicate) else { continue }
      if let exclusion {
        removed.append(RemovedCandidate(candidate: candidate, exclusion: exclusion))
        continue
      }
      guard let outer = dependsOn(predicate, found) else {
        found[predicate.token] = candidate
        continue
      }
      // "will continue to ask": the asking is the stance, the outer verb its commitment.
      if let above = found[outer] {
        guard Self.yields.contains(above.act), Self.inner.contains(candidate.act), lexical != nil else {
          removed.append(RemovedCandidate(candidate: candidate, exclusion: .partOfProposal))
          continue
        }
        var inner = candidate
        inner.commitment = inner.commitment.orStronger(above.commitment)
        if case .nominals = inner.holder { inner.holder = above.holder }
        inner.continuing = inner.continuing || above.continuing
        if above.rule != .will { inner.evidence = above.cue.lowerBound..<inner.evidence.upperBound }
        found[outer] = nil
        found[predicate.token] = inner
        continue
      }
      guard
        lexical == nil || reading.words.catenative.contains(reading.lemmas[outer])
          || isPurpose(predicate, candidate)
      else {
        removed.append(RemovedCandidate(candidate: candidate, exclusion: .purpose))
        continue
      }
      found[predicate.token] = candidate
    }
    return (found.sorted { $0.key < $1.key }.map(\.value), removed)
  }

  /// The verb whose infinitive, gerund or participle `predicate` is, through those joined to it; where verbs like "keep"
  /// stand between, the first one with a stance of its own.
  private func dependsOn(_ predicate: Predicate, _ found: [Int: StanceCandidate]) -> Int? {
    var current = predicate
    var hops = 0
    while current.isCoordinate, !current.hasOwnSubject, hops < Self.hopsMax,
      let index = reading.governor(of: current)
    {
      current = reading.predicates[index]
      hops += 1
    }
    guard current.kind == .infinitive, let outer = current.governor else { return nil }
    var above = outer
    while found[above] == nil, reading.words.catenative.contains(reading.lemmas[above]), hops < Self.hopsMax,
      let index = reading.predicate(at: above), reading.predicates[index].kind == .infinitive,
      let next = reading.predicates[index].governor
    {
      above = next
      hops += 1
    }
    return found[above] == nil ? outer : above
  }

  /// "used the speech to condemn the tariffs": what something was said for.
  private func isPurpose(_ predicate: Predicate, _ candidate: StanceCandidate) -> Bool {
    guard reading.deprel(predicate.token) == .advcl, let outer = predicate.governor else { return false }
    return reading.words.saying.contains(reading.lemmas[outer])
      || Self.occasions.contains(reading.lemmas[outer])
  }

  /// The rule of the guidelines that keeps `predicate` from being a stance, whatever its words.
  func exclusion(of predicate: Predicate) -> Exclusion? {
    let token = predicate.token
    if isQuestion(token) { return .question }
    if let voice = reading.voices.voice(at: token) {
      if voice.cueLemma == "deny" { return .denial }
      if voice.cueLemma == "ask", let part = reading.voices.part(at: token),
        Self.questionWords.contains(reading.lowers[part.lowerBound])
      {
        return .question
      }
    }
    switch predicate.kind {
    case .relative where !predicate.isAppositive: return .background
    case .modifier: return .background
    default: break
    }
    if let mark = predicate.mark {
      if Self.hypothetical.contains(mark) { return .question }
      if Self.background.contains(mark), predicate.kind != .relative { return .background }
      if mark == "while", predicate.kind == .participle { return .background }
    }
    return isInsideBackground(predicate) ? .background : nil
  }

  /// "when it is found that the trial was unfair": the clause above is background already.
  private func isInsideBackground(_ predicate: Predicate) -> Bool {
    var current = predicate
    var hops = 0
    while hops < Self.hopsMax, [.ccomp, .xcomp, .csubj].contains(reading.deprel(current.token)),
      let index = reading.governor(of: current)
    {
      current = reading.predicates[index]
      hops += 1
      guard !reading.words.saying.contains(reading.lemmas[current.token]) else { return false }
      if let mark = current.mark, Self.hypothetical.contains(mark) || Self.background.contains(mark) {
        return true
      }
    }
    return false
  }

  private func isQuestion(_ token: Int) -> Bool {
    let sentence = reading.sentence(of: token)
    var last = sentence.upperBound - 1
    while last > token, reading.upos(last) == .punct {
      if reading.lowers[last] == "?" { return true }
      last -= 1
    }
    // A question inside a longer sentence: “Who gave them the right?” the senator asked.
    guard let part = reading.voices.part(at: token) else { return false }
    let end = min(part.upperBound + 1, reading.window(around: token).upperBound)
    return (token..<max(token, end)).contains { reading.lowers[$0] == "?" }
  }

  private static let hopsMax = 4
  private static let yields: Set<Position.Act> = [.commit, .advocate, .agree, .decide]
  private static let inner: Set<Position.Act> = [.demand, .criticize, .reject]
  private static let occasions: Set<String> = [
    "use", "take", "hold", "gather", "meet", "write", "sign", "join", "appear",
  ]
  private static let questionWords: Set<String> = ["whether", "if", "why", "how", "what", "who", "when"]
  private static let hypothetical: Set<String> = ["if", "whether", "unless"]
  private static let background: Set<String> = [
    "because", "after", "since", "until", "before", "when", "whenever", "where", "once", "why", "how", "as",
    "than",
  ]
}
