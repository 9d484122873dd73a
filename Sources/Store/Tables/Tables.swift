import NewsModel

/// Everything a snapshot holds. A value: a copy is a handful of references, and a change to one copy is not seen
/// in another.
struct Tables: Sendable {
  var seq = 0
  var articleCount = 0
  var quoteCount = 0
  var positionCount = 0

  /// Records and rows by slot. A slot is a small number that an article keeps while it is stored.
  var chunks = OrderedMap<Int32, Chunk>()
  /// Slots in the two orders of lists. Two maps, because ties go by id upwards in both.
  var newestFirst = OrderedMap<ArticleKey, Int32>()
  var oldestFirst = OrderedMap<ArticleKey, Int32>()

  /// Places are `Place.packed`.
  var articleIDs = IDIndex()
  var quoteIDs = IDIndex()
  var positionIDs = IDIndex()

  var actors = OrderedMap<String, ActorEntry>()
  /// Which actors a folded name may mean.
  var aliases = OrderedMap<AliasKey, Nothing>()

  /// By the change number of the deletion, so that the oldest is first.
  var tombstones = OrderedMap<Int, Tombstone>()
  /// Places are change numbers.
  var tombstoneIDs = IDIndex()
}

struct Tombstone: Sendable {
  var id: String
  var at: Timestamp
}

/// One actor under one folded name.
struct AliasKey: Comparable, Sendable {
  var name: String
  var actor: String

  static func < (a: AliasKey, b: AliasKey) -> Bool {
    a.name != b.name ? a.name < b.name : a.actor < b.actor
  }
}

extension Tables {
  func stored(_ slot: Int32) -> StoredArticle? { chunks[Chunk.number(slot)]?.articles[Chunk.place(slot)] }

  /// The slot of the article `id`.
  func slot(_ id: String) -> Int32? {
    articleIDs.first(id) { packed in
      let slot = Place(packed).slot
      return stored(slot)?.record.article.id == id ? slot : nil
    }
  }

  func quote(_ id: String) -> RecordItem? {
    quoteIDs.first(id) { item(Place($0)) { record, index in record.quotes[index].id == id } }
  }

  func position(_ id: String) -> RecordItem? {
    positionIDs.first(id) { item(Place($0)) { record, index in record.positions[index].id == id } }
  }

  private func item(_ place: Place, _ isIt: (ArticleRecord, Int) -> Bool) -> RecordItem? {
    guard let stored = stored(place.slot), isIt(stored.record, place.index) else { return nil }
    return RecordItem(record: stored.record, index: place.index)
  }

  /// The deletion of the article `id`, if it is the last that is known of it.
  func tombstone(_ id: String) -> (seq: Int, at: Timestamp)? {
    tombstoneIDs.first(id) { packed in
      let seq = Int(packed)
      guard let tombstone = tombstones[seq], tombstone.id == id else { return nil }
      return (seq, tombstone.at)
    }
  }

  /// Ids of the actors under a folded name, in order.
  func actorIDs(alias: String) -> [String] {
    var ids: [String] = []
    aliases.forEach(from: AliasKey(name: alias, actor: "")) { key, _ in
      guard key.name == alias else { return false }
      ids.append(key.actor)
      return true
    }
    return ids
  }
}
