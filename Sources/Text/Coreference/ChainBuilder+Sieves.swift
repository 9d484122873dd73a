/// What is so often right that the ranker is not asked.
extension ChainBuilder {
  /// Sentences between a body's name and `the company`.
  private static var genericSentencesMax: Int { 3 }
  private static var generic: Set<String> {
    ["company", "firm", "corporation", "organization", "organisation", "group", "agency"]
  }

  /// The chain of a pronoun right behind its subject: `Oslo said it would sign`, `the party lost its majority`.
  func sure(_ index: Int) -> Int? {
    let anaphor = references[index]
    guard let pronoun = anaphor.pronoun, index > 0, !isExpletive(anaphor) else { return nil }
    let reports = pronoun.form == .subject && anaphor.role == .subject && isReported(anaphor)
    guard reports || pronoun.isNeuter && anaphor.isModifier else { return nil }
    for earlier in stride(from: index - 1, through: max(0, index - 4), by: -1) {
      let subject = references[earlier]
      guard subject.sentence == anaphor.sentence, subject.quotation == anaphor.quotation else { return nil }
      guard subject.role == .subject else { continue }
      guard subject.chain >= 0, subject.kind != .pronoun || subject.pronoun?.person == 3,
        fits(anaphor, chains[subject.chain], subject), agrees(pronoun, chains[subject.chain])
      else { return nil }
      return reports || roles.shareClause(subject, anaphor) ? subject.chain : nil
    }
    return nil
  }

  /// Stricter than `fits`: one who said that `they` would come need not be among them.
  private func agrees(_ pronoun: Pronoun, _ chain: ChainState) -> Bool {
    if pronoun.isNeuter {
      return chain.sort == .organization || chain.sort == .place || chain.sort == .unknown
    }
    return pronoun.number == .plural ? chain.number == .plural : chain.sort == .person
  }

  /// Whether a verb of saying stands before a subject, with `that` between or not.
  private func isReported(_ anaphor: Reference) -> Bool {
    var token = anaphor.head - 1
    let start = document.sentences[anaphor.sentence].lowerBound
    if token > start, document.lower(token) == "that" { token -= 1 }
    return token > start && document.tokens[token].xpos.isVerb && speakers.speaks(token, document)
  }

  /// The chain of the body whose name holds the noun of a bare description: `the party` behind `Harvest Party`.
  func namesake(_ index: Int) -> Int? {
    let reference = references[index]
    guard reference.sort == .organization, reference.number == .singular, reference.definiteness == .definite,
      reference.tokens.count == 2
    else { return nil }
    let noun = document.lower(reference.head)
    var earlier = index - 1
    let limit = max(0, index - Self.lookMax)
    while earlier >= limit {
      let mention = references[earlier]
      if mention.chain >= 0 {
        if mention.kind == .description, mention.headKey == reference.headKey, mention.number == .singular {
          return nil
        }
        if mention.kind == .name, chains[mention.chain].sort == .organization,
          mention.tokens.contains(where: { document.lower($0) == noun })
        {
          return mention.chain
        }
      }
      earlier -= 1
    }
    return nil
  }

  /// The chain of the one named body of the sentences right before that `the company` can mean.
  func genericBody(_ index: Int) -> Int? {
    let reference = references[index]
    guard reference.sort == .organization, reference.number == .singular, reference.definiteness == .definite,
      reference.tokens.count == 2, Self.generic.contains(document.lower(reference.head))
    else { return nil }
    var found: Int?
    var earlier = index - 1
    while earlier >= 0, reference.sentence - references[earlier].sentence <= Self.genericSentencesMax {
      let mention = references[earlier]
      earlier -= 1
      guard mention.chain >= 0, mention.sort == .organization, mention.kind != .pronoun, !mention.isModifier
      else { continue }
      if mention.headKey == reference.headKey { return nil }
      guard mention.kind == .name, mention.chain != found else { continue }
      if found != nil { return nil }
      found = mention.chain
    }
    return found
  }
}
