import NewsModel

/// What is known of an article id.
public enum ArticleLookup: Sendable {
  case found(ArticleRecord)
  /// Deleted; when.
  case gone(Timestamp)
  case unknown
}

/// A moment of the store: immutable, cheap to take, safe from any thread.
///
/// It keeps all it shows in memory, so hold it for a request, not for longer.
public struct Snapshot: Sendable {
  let state: State
  var tables: Tables { state.tables }

  init(_ state: State) { self.state = state }

  /// Number of the last change; 0 for an empty store.
  public var seq: Int { tables.seq }
  public var counts: (articles: Int, quotes: Int, positions: Int, actors: Int) {
    (tables.articleCount, tables.quoteCount, tables.positionCount, tables.actors.count)
  }

  // MARK: Single things, each O(log store)

  public func article(_ id: String) -> ArticleLookup {
    if let slot = tables.slot(id), let stored = tables.stored(slot) { return .found(stored.record) }
    return tables.tombstone(id).map { .gone($0.at) } ?? .unknown
  }

  public func quote(_ id: String) -> RecordItem? { tables.quote(id) }
  public func position(_ id: String) -> RecordItem? { tables.position(id) }

  /// And what its aliases and roles take to sort.
  public func actor(_ id: String) -> ActorSummary? { tables.actors[id]?.tally.summary }

  /// How the actor `id` is referred to, as `actor(_:)` would say, but leaving out the article `besides`: `nil` when
  /// no other article knows the actor.
  public func actorReference(_ id: String, besides: String?) -> ActorReference? {
    guard let tally = tables.actors[id]?.tally else { return nil }
    if tally.postings.count == 1, let besides, let only = tally.postings.first?.key.slot,
      tables.stored(only)?.record.article.id == besides
    {
      return nil
    }
    return tally.reference
  }

  /// Ids of the actors known under an alias or name, in order; `alias` is folded as `LatinFolding.key` does.
  public func actors(alias: String) -> [String] { tables.actorIDs(alias: alias) }
}
