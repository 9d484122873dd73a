import NewsModel
import Store

/// A made-up resource of each kind with no member absent: what `fields=` may name is read off its rendering.
enum Specimen {
  static let record: ArticleRecord = {
    var content = ArticleDraft(text: "“Yes,” she said.")
    content.source = ArticleSource(id: "wire", name: "Wire")
    content.topics = [topic]
    let article = Article(
      id: "a", content: content, rev: 1, seq: 1, createdAt: Timestamp(seconds: 0),
      updatedAt: Timestamp(seconds: 0),
      hash: "", counts: ArticleCounts(),
      extraction: ExtractionNote(version: "", tookMilliseconds: 0, warnings: []))
    return ArticleRecord(
      article: article, quotes: [quote], positions: [position],
      actors: [ArticleActor(reference: reference, aliases: ["A"], roles: [role])])
  }()

  static let reading: TextReading = {
    var reading = TextReading()
    reading.tokens = [
      TextReading.Token(
        span: span, lemma: "yes", upos: "INTJ", xpos: "UH", head: 0, relation: "root", quoted: true)
    ]
    reading.sentences = [0..<1]
    reading.paragraphs = [0..<1]
    reading.names = [TextReading.Name(span: span, tokens: 0..<1, kind: "person")]
    reading.entities = [
      TextReading.Entity(name: "A", kind: "person", country: nil, gender: nil, aliases: ["A"], roles: [role])
    ]
    reading.mentions = [TextReading.Mention(span: span, tokens: 0..<1, kind: "name", entity: 0, chain: 0)]
    reading.chains = [TextReading.Chain(entity: 0, kind: "person", mentions: [0])]
    reading.quoteCandidates = [
      TextReading.QuoteCandidate(
        cue: span, source: span, parts: [span], rule: "quote-model", cueChance: 0.9, contentCertainty: 0.9,
        confidence: 0.9, outcome: "overlaps", better: 0)
    ]
    reading.positionCandidates = [
      TextReading.PositionCandidate(span: span, cue: "agree", act: "agree", rule: "specimen", exclusion: "X4")
    ]
    return reading
  }()

  static let actor = ActorSummary(
    reference: reference, aliases: ["A"], roles: [role], quotes: 1, positions: 1, articles: 1, firstSeen: nil,
    lastSeen: nil)

  private static let topic = Topic(scheme: "local", code: "trade", label: "trade")
  private static let reference = ActorReference(id: "a", name: "A", kind: .person, country: nil)
  private static let role = ActorRole(title: "minister", organization: nil)
  private static let span = TextSpan(SourceRange(0, 6), exact: "“Yes,”")
  private static let mention = Mention(span: span, kind: .name)
  private static let cue = Cue(span: span, lemma: "say")

  private static let quote = Quote(
    kind: .direct, parts: [QuotePart(span: span, quoted: true)], speaker: reference, mention: mention,
    cue: cue,
    context: span.range, confidence: 1, rule: "specimen")

  private static let position = Position(
    holders: [Holder(actor: reference, represents: reference, mention: mention)], mode: .selfVoice,
    speaker: reference, chain: [reference], act: .agree, plover: nil, cameo: nil, polarity: .support,
    strength: 2,
    commitment: .none,
    targets: [PositionTarget(actor: reference, role: .partner, polarity: .neutral, mention: mention)],
    proposal: Proposal(text: "yes", span: span, antecedent: span),
    issue: IssueReference(id: "trade", label: "trade", capMajor: nil, topics: [topic]),
    modality: Modality(
      force: .declarative, time: .present, continuing: false, negated: false, condition: nil),
    cue: cue, evidence: span, confidence: 1, rule: "specimen")
}
