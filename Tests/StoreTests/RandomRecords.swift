import NewsModel
import TestSupport

/// Makes records whose ids, dates and actors come from small sets, so that they meet.
struct RandomRecords {
  var random: SeededGenerator
  let actorCount: Int
  let dateCount: Int

  init(seed: UInt64, actors: Int = 12, dates: Int = 6) {
    random = SeededGenerator(seed: seed)
    actorCount = actors
    dateCount = dates
  }

  mutating func below(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }
  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }
  mutating func one<Value>(_ values: some Collection<Value>) -> Value {
    values[values.index(values.startIndex, offsetBy: below(values.count))]
  }

  mutating func date() -> Timestamp? {
    let day = below(dateCount + 1)
    return day == 0 ? nil : Timestamp(seconds: Int64(day) * 86_400 + Int64(below(2)))
  }

  mutating func reference() -> ActorReference {
    let number = below(actorCount)
    // The same actor under several names, kinds and countries, for the most frequent to win.
    let name = one(["Actor \(number)", "actor \(number)", "Áctor \(number)"])
    return ActorReference(
      id: "actor-\(number)", name: name, kind: chance(80) ? .person : one(ActorKind.allCases),
      country: one([nil, "JPN", "CHN"]), qid: chance(20) ? "Q\(below(2))" : nil)
  }

  mutating func confidence() -> Double { Double(below(101)) / 100 }

  mutating func quote(_ id: String, _ actor: ActorReference?) -> Quote {
    var quote = Quote(
      kind: one(Quote.Kind.allCases), parts: [QuotePart(span: span(id), quoted: true)], speaker: actor,
      mention: nil, cue: nil, context: SourceRange(0, 1), confidence: confidence(), rule: "random")
    quote.id = id
    return quote
  }

  mutating func position(_ id: String, _ actor: () -> ActorReference) -> Position {
    let mention = Mention(span: span("x"), kind: .name)
    let holders = (0...below(2)).map { _ in Holder(actor: actor(), represents: nil, mention: mention) }
    let targets = (0..<below(3)).map { _ in
      PositionTarget(actor: actor(), role: .addressee, polarity: .neutral, mention: mention)
    }
    var position = Position(
      holders: holders, mode: one(Position.Mode.allCases), speaker: chance(50) ? actor() : nil,
      chain: chance(10) ? [actor()] : [], act: one(Position.Act.allCases), plover: nil, cameo: nil,
      polarity: one(Position.Polarity.allCases), strength: 1, commitment: .none, targets: targets,
      proposal: Proposal(text: "p", span: span("p")),
      issue: IssueReference(id: "i", label: "i", capMajor: nil),
      modality: Modality(
        force: .declarative, time: .present, continuing: false, negated: false, condition: nil),
      cue: Cue(span: span("c"), lemma: "c"), evidence: span("e"), confidence: confidence(), rule: "random")
    position.id = id
    return position
  }

  private func span(_ text: String) -> TextSpan {
    TextSpan(SourceRange(0, text.unicodeScalars.count), exact: text)
  }

  /// An article with up to `quotes` quotes and `positions` positions.
  mutating func record(_ id: String, quotes: Int = 4, positions: Int = 3) -> ArticleRecord {
    let cast = (0..<5).map { _ in reference() }.reduce(into: [ActorReference]()) { cast, next in
      if !cast.contains(where: { $0.id == next.id }) { cast.append(next) }
    }
    let serial = below(1_000_000)
    let quoteList = (0..<below(quotes + 1)).map { index in
      quote("q_\(id)_\(serial)_\(index)", chance(80) ? one(cast) : nil)
    }
    var dice = self
    let positionList = (0..<dice.below(positions + 1)).map { index in
      var own = dice
      let position = dice.position("p_\(id)_\(serial)_\(index)") { own.one(cast) }
      return position
    }
    random = dice.random

    var used = Set(quoteList.compactMap(\.speaker?.id))
    for position in positionList {
      used.formUnion(position.holders.map(\.actor.id) + position.targets.map(\.actor.id))
      used.formUnion(position.chain.map(\.id) + [position.speaker?.id].compactMap { $0 })
    }
    let actors = cast.filter { used.contains($0.id) }.map { reference in
      ArticleActor(
        reference: reference, aliases: Array(Set((0..<2).map { _ in "Alias \(below(4))" })).sorted(),
        roles: chance(30)
          ? [ActorRole(title: one(["minister", "envoy"]), organization: one([nil, "Japan"]))] : [])
    }
    var content = ArticleDraft(text: "text \(serial)")
    content.publishedAt = date()
    let now = Timestamp(seconds: 0)
    let article = Article(
      id: id, content: content, rev: 1, seq: 0, createdAt: now, updatedAt: now, hash: "sha256:\(serial)",
      counts: ArticleCounts(), extraction: ExtractionNote(version: "t", tookMilliseconds: 0, warnings: []))
    return ArticleRecord(article: article, quotes: quoteList, positions: positionList, actors: actors)
  }
}
