import NewsModel
import Store

/// The store as one would write it on a napkin: arrays and linear scans.
struct NaiveStore {
  var seq = 0
  var records: [ArticleRecord] = []
  var tombstones: [(id: String, at: Timestamp)] = []
  var tombstoneLimit: Int

  mutating func put(_ record: ArticleRecord) {
    seq += 1
    var record = record
    record.article.seq = seq
    tombstones.removeAll { $0.id == record.article.id }
    records.removeAll { $0.article.id == record.article.id }
    records.append(record)
  }

  mutating func delete(_ id: String, at: Timestamp) {
    seq += 1
    records.removeAll { $0.article.id == id }
    tombstones.append((id, at))
    if tombstones.count > tombstoneLimit { tombstones.removeFirst() }
  }

  // MARK: Actors

  func actor(_ id: String) -> ActorSummary? {
    let seen = records.flatMap { record in
      record.actors.filter { $0.reference.id == id }.map { (record, $0) }
    }
    guard let first = seen.first?.1.reference else { return nil }
    func ranked<Value: Hashable>(_ values: [Value], _ less: (Value, Value) -> Bool) -> [Value] {
      let counts = values.reduce(into: [:]) { $0[$1, default: 0] += 1 }
      return counts.keys.sorted {
        counts[$0, default: 0] != counts[$1, default: 0]
          ? counts[$0, default: 0] > counts[$1, default: 0] : less($0, $1)
      }
    }
    var reference = first
    let references = seen.map(\.1.reference)
    reference.name = ranked(references.map(\.name), <)[0]
    reference.kind = ranked(references.map(\.kind)) { $0.rawValue < $1.rawValue }[0]
    reference.country = ranked(references.compactMap(\.country), <).first
    reference.qid = ranked(references.compactMap(\.qid), <).first
    let dates = seen.compactMap(\.0.article.content.publishedAt)
    return ActorSummary(
      reference: reference, aliases: ranked(seen.flatMap(\.1.aliases), <),
      roles: ranked(seen.flatMap(\.1.roles)) {
        ($0.title, $0.organization ?? "") < ($1.title, $1.organization ?? "")
      },
      quotes: records.flatMap(\.quotes).count { $0.speaker?.id == id },
      positions: records.flatMap(\.positions).count { $0.cast.contains(id) }, articles: seen.count,
      firstSeen: dates.min(), lastSeen: dates.max())
  }

  var actorIDs: [String] { Set(records.flatMap(\.actors).map(\.reference.id)).sorted() }

  func actorIDs(alias: String) -> [String] {
    let actors = records.flatMap(\.actors).filter { actor in
      ([actor.reference.name] + actor.aliases).contains { LatinFolding.key($0) == alias }
    }
    return Set(actors.map(\.reference.id)).sorted()
  }

  private func resolve(_ values: [String]) -> Set<String> {
    if values.isEmpty { return [] }
    let ids = actorIDs
    return Set(values.flatMap { ids.contains($0) ? [$0] : actorIDs(alias: LatinFolding.key($0)) })
  }

  // MARK: Lists

  /// Item ids (for articles, actors: their own) in order, with their page keys.
  typealias Row = (id: String, key: PageKey)

  private func passes(_ values: FilterValues, _ present: [String]) -> Bool {
    (values.any.isEmpty || present.contains { values.any.contains($0) })
      && !present.contains { values.none.contains($0) }
  }

  /// `values` with ids in place of aliases; an alias of nobody becomes an id of nobody.
  private func resolved(_ values: FilterValues) -> FilterValues {
    let any = values.any.isEmpty ? [] : resolve(values.any).sorted() + ["nobody"]
    return FilterValues(any: any, none: resolve(values.none).sorted())
  }

  private func inScope(_ filter: Filter, _ sort: Sort) -> [ArticleRecord] {
    let kept = records.filter { record in
      guard passes(filter.article, [record.article.id]) else { return false }
      guard filter.from != nil || filter.to != nil else { return true }
      guard let date = record.article.content.publishedAt else { return filter.includeUndated }
      return filter.from.map { $0 <= date } ?? true && filter.to.map { date < $0 } ?? true
    }
    return kept.sorted { a, b in
      switch (a.article.content.publishedAt, b.article.content.publishedAt) {
      case (let x?, let y?) where x != y: sort == .publishedAt ? x < y : x > y
      case (.some, nil): true
      case (nil, .some): false
      default: a.article.id < b.article.id
      }
    }
  }

  private func key(_ record: ArticleRecord, _ index: Int) -> PageKey {
    PageKey(publishedAt: record.article.content.publishedAt, index: index, id: record.article.id)
  }

  func articles(_ filter: Filter, _ sort: Sort) -> [Row] {
    let (actor, speaker, target) = (resolved(filter.actor), resolved(filter.speaker), resolved(filter.target))
    return inScope(filter, sort).filter { record in
      passes(actor, record.actors.map(\.reference.id))
        && passes(speaker, record.quotes.map(\.speakerID) + record.positions.map(\.speakerID))
        && passes(target, record.positions.flatMap { $0.targets.map(\.actor.id) })
    }.map { ($0.article.id, key($0, 0)) }
  }

  func quotes(_ filter: Filter, _ sort: Sort) -> [Row] {
    let (actor, speaker) = (resolved(filter.actor), resolved(filter.speaker))
    return inScope(filter, sort).flatMap { record in
      record.quotes.enumerated().filter { _, quote in
        passes(actor, [quote.speakerID]) && passes(speaker, [quote.speakerID])
          && passes(filter.type, [quote.kind.rawValue]) && quote.confidence >= filter.minConfidence ?? 0
      }.map { ($1.id, key(record, $0)) }
    }
  }

  func positions(_ filter: Filter, _ sort: Sort) -> [Row] {
    let (actor, speaker, target) = (resolved(filter.actor), resolved(filter.speaker), resolved(filter.target))
    return inScope(filter, sort).flatMap { record in
      record.positions.enumerated().filter { _, position in
        passes(actor, Array(position.cast)) && passes(speaker, [position.speakerID])
          && passes(target, position.targets.map(\.actor.id))
          && passes(filter.act, [position.act.rawValue]) && passes(filter.mode, [position.mode.rawValue])
          && passes(filter.polarity, [position.polarity.rawValue])
          && position.confidence >= filter.minConfidence ?? 0
      }.map { ($1.id, key(record, $0)) }
    }
  }

  func actors(_ filter: Filter) -> [Row] {
    func present(_ articles: [String]) -> Set<String> {
      Set(records.filter { articles.contains($0.article.id) }.flatMap { $0.actors.map(\.reference.id) })
    }
    let (within, without) = (present(filter.article.any), present(filter.article.none))
    let named = resolved(filter.actor)
    return actorIDs.filter { id in
      (filter.article.any.isEmpty || within.contains(id)) && !without.contains(id) && passes(named, [id])
        && passes(filter.kind, [actor(id)?.reference.kind.rawValue ?? ""])
    }.map { ($0, PageKey(publishedAt: nil, index: 0, id: $0)) }
  }
}

extension Quote {
  /// `?` when unknown, which is no actor's id.
  fileprivate var speakerID: String { speaker?.id ?? "?" }
}

extension Position {
  fileprivate var speakerID: String { speaker?.id ?? "?" }

  /// Holders, speaker and targets.
  var cast: Set<String> {
    Set(holders.map(\.actor.id) + targets.map(\.actor.id) + [speaker?.id].compactMap { $0 })
  }
}
