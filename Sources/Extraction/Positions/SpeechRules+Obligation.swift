import NewsModel
import Text

/// "Brazil should lower the tariffs", "we must", "they need to", "we cannot allow".
extension SpeechRules {
  func obligation(_ index: Int, _ group: VerbGroup, _ clause: Clause) -> StanceCandidate? {
    guard clause.kind != .bare || isRelativeGap(group) else { return nil }
    guard let (modal, start) = modal(index, group) else { return nil }
    let end = reading.extent(from: start, cue: group.head)
    guard end > start else { return nil }
    let tokens = modal..<min(end, group.tokens.upperBound + 1)
    let isDenied =
      group.isNegated || (modal..<start).contains { reading.isNegator($0) }
      || (max(0, clause.start - 2)..<modal).contains { Self.noneOf.contains(reading.lowers[$0]) }
      || clause.subjects.first.map { subject in subject.contains { reading.lowers[$0] == "no" } } ?? false
    let isNegated = isDenied != isDeniedFromAbove(clause)
    let isPast = reading.lowers[modal] == "should" && tokens.contains { reading.lowers[$0] == "have" }
    // "we need to do", "I must say": nothing is asked for.
    if Self.idle.contains(reading.lemmas[start]), end - start < Self.idleTokensMax { return nil }
    // "must have known": a guess.
    if reading.lowers[modal] == "must", tokens.contains(where: { reading.lowers[$0] == "have" }),
      group.head > modal + 1, reading.xpos(group.head) == .vbn
    {
      return nil
    }
    let isSpeaker = clause.subjects.first.map { isFirstPerson($0) } ?? true
    let from = isSpeaker || clause.kind != .main ? modal : clause.start
    let opposes = isNegated || isPast
    var candidate = StanceCandidate(
      rule: .obligation, cue: modal..<(modal + 1), lemma: reading.lemmas[modal], holder: .speaker,
      act: opposes ? .criticize : .advocate, polarity: opposes ? .oppose : .support, strength: 2,
      commitment: isPast ? .none : .preference,
      target: opposes
        ? StanceLexicon.Target(role: .criticized, polarity: .negative)
        : StanceLexicon.Target(role: .addressee, polarity: .neutral),
      cameo: nil, voice: .speech, proposal: isSpeaker ? start..<end : from..<end, proposalIsVerbal: isSpeaker,
      addressee: isSpeaker
        ? nil
        : clause.subjects.first.flatMap { first in
          clause.subjects.last.map { first.lowerBound..<$0.upperBound }
        }, evidence: from..<end)
    if !isSpeaker, clause.kind == .relative { candidate.proposal = start..<end }
    candidate.force = isNegated ? .prohibition : .obligation
    candidate.time = isPast ? .past : .present
    candidate.negated = false
    return candidate
  }

  /// The modal and the first token of what it asks for.
  private func modal(_ index: Int, _ group: VerbGroup) -> (Int, Int)? {
    for token in group.tokens where token < group.head {
      switch reading.lowers[token] {
      case "should", "must": return (token, behind(token, to: group.head))
      case "ought": return (token, behind(token, to: group.head))
      case "can", "ca", "cannot", "could":
        // "We cannot allow", "They can't blame": what must not be.
        if group.tokens.contains(where: { reading.isNegator($0) }),
          Self.forbidden.contains(reading.lemmas[group.head])
        {
          return (token, behind(token, to: group.head))
        }
      default: break
      }
    }
    // `needs to`, `have to`, `need`: the next verb group is the infinitive.
    let lemma = reading.lemmas[group.head]
    guard reading.words.obligation.contains(lemma + " to"),
      !group.tokens.contains(where: {
        reading.lowers[$0] == "may" || reading.lowers[$0] == "might" || reading.lowers[$0] == "will"
          || reading.lowers[$0] == "would"
      })
    else { return nil }
    // "do not have to" asks for nothing.
    if reading.xpos(group.head) == .vbd && lemma == "have" || isNegated(group) { return nil }
    let next =
      reading.phrases.verbGroups.indices.contains(index + 1) ? reading.phrases.verbGroups[index + 1] : nil
    guard let next, next.form == .infinitive, next.tokens.lowerBound <= group.head + 3,
      reading.sentence(of: next.head) == reading.sentence(of: group.head)
    else { return nil }
    var start = next.tokens.lowerBound
    while start < next.head, reading.isAdverb(start) || reading.lowers[start] == "to" { start += 1 }
    return (group.head, start)
  }

  /// ", which she said should be countered": the subject stands before the attribution.
  private func isRelativeGap(_ group: VerbGroup) -> Bool {
    guard let part = reading.voices.part(at: group.head) else { return false }
    return part.lowerBound == group.tokens.lowerBound
  }

  private static let noneOf: Set<String> = ["neither", "nobody", "none"]
  private static let idle: Set<String> = [
    "do", "say", "know", "admit", "understand", "remember", "wonder", "go", "see",
  ]
  /// Tokens from which on such a verb has an object that tells more.
  static let idleTokensMax = 4
  private static let forbidden: Set<String> = [
    "accept", "afford", "allow", "blame", "condone", "excuse", "have", "ignore", "justify", "let", "permit",
    "pick",
    "tolerate", "continue", "wait",
  ]
}
