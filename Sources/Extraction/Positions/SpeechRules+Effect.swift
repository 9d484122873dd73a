import NewsModel
import Text

/// "The plan poses a threat to the islands", "the council wrongly closed the port", "they spent too much on
/// roads".
extension SpeechRules {
  /// A verb that brings about or has what its object judges.
  func effect(_ predicate: Predicate, _ modality: VerbModality) -> StanceCandidate? {
    let token = predicate.token
    guard isJudged(predicate, modality), let subject = predicate.subjects.first,
      reading.words.bearing.contains(reading.lemmas[token]),
      let object = reading.children(token).first(where: {
        $0 > token && [.obj, .obl].contains(reading.deprel($0))
      }),
      let verdict = matcher.evaluation(of: object)
    else { return nil }
    let isGood = verdict.isGood != (modality.isNegated || reading.isDenied(object))
    return judging(
      predicate, subject, cue: token..<max(token + 1, verdict.tokens.upperBound), isGood: isGood,
      verdict.isStrong)
  }

  /// An adverb that judges the deed.
  func manner(_ predicate: Predicate, _ modality: VerbModality) -> StanceCandidate? {
    let token = predicate.token
    guard isJudged(predicate, modality), !modality.isNegated, let subject = predicate.subjects.first,
      reading.upos(token) == .verb
    else { return nil }
    for child in reading.children(token) {
      switch reading.deprel(child) {
      case .advmod:
        if reading.words.badManner.contains(reading.lowers[child]) {
          return judging(predicate, subject, cue: child..<(child + 1), isGood: false, false)
        }
        if reading.words.goodManner.contains(reading.lowers[child]) {
          return judging(predicate, subject, cue: child..<(child + 1), isGood: true, false)
        }
      case .obj where child > token && resolver.actor(subject) != nil:
        // "too much", "too little"
        if let degree = reading.child(child, .amod), let too = reading.child(degree, .advmod),
          too < degree, reading.lowers[too] == "too"
        {
          return judging(predicate, subject, cue: too..<(degree + 1), isGood: false, false)
        }
      default: break
      }
    }
    return nil
  }

  /// A deed that someone other than the speaker has done or does.
  private func isJudged(_ predicate: Predicate, _ modality: VerbModality) -> Bool {
    guard predicate.kind == .main || predicate.isAppositive, !modality.isUncertain, modality.future == nil,
      let subject = predicate.subjects.first, subject < predicate.token
    else { return false }
    let isNamedThing =
      reading.upos(subject) != .pron || ["this", "that", "it", "they"].contains(reading.lowers[subject])
    return isNamedThing && !isHolder(subject, at: predicate.token)
  }

  private func judging(
    _ predicate: Predicate, _ subject: Int, cue: Range<Int>, isGood: Bool, _ isStrong: Bool
  ) -> StanceCandidate? {
    let token = predicate.token
    let start =
      predicate.hasOwnSubject ? reading.clauseStart(token) : reading.document.span(of: subject).lowerBound
    guard token - start <= Self.subjectTokensMax else { return nil }
    let end = max(cue.upperBound, token + 1, reading.extent(of: token, from: token, cue: token))
    return StanceCandidate(
      rule: .effect, head: token, cue: cue, lemma: reading.lemmas[cue.lowerBound], holder: .speaker,
      act: isGood ? .endorse : .criticize, polarity: isGood ? .support : .oppose, strength: isStrong ? 3 : 2,
      commitment: .none,
      target: isGood
        ? StanceLexicon.Target(role: .beneficiary, polarity: .positive)
        : StanceLexicon.Target(role: .criticized, polarity: .negative),
      cameo: isGood ? "051" : "111", voice: .speech, proposal: min(start, cue.lowerBound)..<end,
      proposalHead: token,
      proposalIsVerbal: false, addressees: predicate.isPassive ? [] : predicate.subjects,
      evidence: min(start, cue.lowerBound)..<end)
  }
}
