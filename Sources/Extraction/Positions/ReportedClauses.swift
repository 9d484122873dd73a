import NewsModel
import Text

/// Speech that no quote holds: clauses that hang on a verb of saying with a subject of its own.
struct ReportedClauses {
  let reading: StanceReading
  let resolver: HolderResolver

  func voices() -> [Voices.Voice] {
    reading.predicateOrder.compactMap { voice(of: reading.predicates[$0]) }
  }

  /// Quoted sentences that no quote holds: the one who spoke last in the paragraph goes on speaking.
  func continuations() -> [Voices.Voice] {
    var found: [Voices.Voice] = []
    for quotation in reading.document.quotations
    where quotation.depth == 0 && quotation.tokens.count >= Self.quotedTokensMin {
      let tokens = quotation.tokens
      guard tokens.allSatisfy({ reading.voices.index(at: $0) == nil }),
        tokens.contains(where: { token in
          reading.predicate(at: token).map {
            reading.predicates[$0].hasOwnSubject && reading.form(token) == .finite
          } ?? false
        }), let last = lastVoice(before: tokens.lowerBound)
      else { continue }
      found.append(
        Voices.Voice(
          quote: -1, speaker: last.speaker, mention: last.mention, mentionTokens: last.mentionTokens,
          cueLemma: "say", cueToken: nil, isDirect: true, parts: [tokens]))
    }
    return found
  }

  /// Who spoke last before `token` in its paragraph; in the one before, where a quotation opens a paragraph that names
  /// no speaker.
  private func lastVoice(before token: Int) -> Voices.Voice? {
    let number = reading.document.paragraph(of: token)
    let paragraph = reading.document.paragraphs[number]
    if let found = lastVoice(in: paragraph.lowerBound..<token) { return found }
    let opens = token - paragraph.lowerBound <= 1
    guard opens, number > 0, lastVoice(in: paragraph) == nil else { return nil }
    return lastVoice(in: reading.document.paragraphs[number - 1])
  }

  private func lastVoice(in range: Range<Int>) -> Voices.Voice? {
    reading.voices.voices.filter { voice in
      guard let first = voice.parts.first?.lowerBound, let mention = voice.mentionTokens, !mention.isEmpty
      else {
        return false
      }
      return range.contains(first) && (range.contains(mention.lowerBound) || voice.cueToken == nil)
    }.max { ($0.parts.first?.lowerBound ?? 0) < ($1.parts.first?.lowerBound ?? 0) }
  }

  /// Tokens of quoted words that may be a sentence.
  static let quotedTokensMin = 6

  private func voice(of predicate: Predicate) -> Voices.Voice? {
    let verb = predicate.token
    guard
      reading.words.saying.contains(reading.lemmas[verb])
        || reading.words.telling.contains(reading.lemmas[verb]),
      !predicate.isPassive, predicate.kind != .modifier, predicate.mark == nil || predicate.kind == .relative,
      let subject = predicate.subjects.first, reading.isNominal(subject), let content = content(of: verb),
      reading.voices.index(at: content) == nil
    else { return nil }
    let isDenied = reading.children(verb).contains { reading.isNegator($0) }
    let isUncertain = reading.children(verb).contains {
      ["may", "might", "could", "should"].contains(reading.lowers[$0])
    }
    guard !isDenied, !isUncertain, !reading.words.unnamed.contains(reading.lemmas[subject]) else {
      return nil
    }
    var span = reading.document.span(of: content)
    if content < verb {
      span = span.clamped(
        to: span.lowerBound..<max(span.lowerBound + 1, reading.document.span(of: verb).lowerBound))
    }
    span = reading.trimmed(span)
    guard !span.isEmpty, !span.contains(verb) else { return nil }
    let actor = resolver.actor(subject)
    var speaker: ActorReference?
    if case .entity(let index)? = actor?.identity {
      let entity = reading.document.entities[index]
      speaker = ActorReference(
        id: "", name: entity.name, kind: Self.kind(entity.kind), country: entity.country)
    }
    let tokens = reading.basePhrase(subject)
    let kind: NewsModel.Mention.Kind = actor?.kind ?? (reading.upos(subject) == .pron ? .pronoun : .role)
    let mention = actor.map { _ in NewsModel.Mention(span: TextSpan(SourceRange(0, 0), exact: ""), kind: kind)
    }
    return Voices.Voice(
      quote: -1, speaker: speaker, mention: mention, mentionTokens: tokens, cueLemma: reading.lemmas[verb],
      cueToken: verb, isDirect: false, parts: [span])
  }

  /// What is said: the verb's clause, or the clause it is put into ("The tariffs, she said, are unfair").
  private func content(of verb: Int) -> Int? {
    if let clause = reading.child(verb, .ccomp) {
      // "asked whether", "said why": questions say nothing.
      let first = reading.trimmed(reading.document.span(of: clause)).lowerBound
      return ["whether", "if", "why", "how", "what", "who", "where", "when"].contains(reading.lowers[first])
        ? nil : clause
    }
    for child in reading.children(verb) where reading.words.temporal.contains(reading.lemmas[child]) {
      if let clause = reading.children(child).first(where: {
        $0 > verb && reading.predicate(at: $0) != nil
          && reading.predicates[reading.predicate(at: $0) ?? 0].kind == .main
      }) {
        return clause
      }
    }
    guard reading.deprel(verb) == .parataxis, let head = reading.head(verb), head < verb else { return nil }
    return head
  }

  private static func kind(_ kind: EntityKind) -> ActorKind {
    switch kind {
    case .person: .person
    case .country: .country
    case .government: .government
    case .organization: .organization
    case .party: .party
    case .group, .place: .group
    }
  }
}
