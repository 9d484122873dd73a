import NewsModel

/// What only the writer needs beside the tables, and the changes it makes to them.
struct Writer: Sendable {
  let tombstoneLimit: Int
  /// Slots of deleted articles, for the next ones.
  private var freeSlots: [Int32] = []
  private var nextSlot: Int32 = 0
  private var nextActor: Int32 = 0

  init(tombstoneLimit: Int) { self.tombstoneLimit = tombstoneLimit }

  mutating func apply(_ change: Change, to tables: inout Tables) {
    switch change {
    case .put(let record): put(record, in: &tables)
    case .delete(let id, let at): delete(id, at: at, in: &tables)
    }
  }

  private mutating func put(_ new: ArticleRecord, in tables: inout Tables) {
    tables.seq += 1
    var record = new
    record.article.seq = tables.seq
    let id = record.article.id
    forget(tombstone: id, in: &tables)

    let slot = tables.slot(id) ?? freeSlots.popLast() ?? takeSlot()
    let old = tables.stored(slot)?.record
    if let old { unindex(old, slot, in: &tables) }
    let cast = Cast(record)
    let numbers = replace(old, slot, with: cast, in: &tables)
    set(slot, StoredArticle(record), ArticleRows(record, cast, numbers: numbers), in: &tables)

    tables.articleCount += 1
    tables.quoteCount += record.quotes.count
    tables.positionCount += record.positions.count
    tables.newestFirst.insert(record.key(.publishedAtDescending), slot)
    tables.oldestFirst.insert(record.key(.publishedAt), slot)
    tables.articleIDs.insert(id, Place(slot: slot, index: 0).packed)
    for (index, quote) in record.quotes.enumerated() {
      tables.quoteIDs.insert(quote.id, Place(slot: slot, index: index).packed)
    }
    for (index, position) in record.positions.enumerated() {
      tables.positionIDs.insert(position.id, Place(slot: slot, index: index).packed)
    }
  }

  private mutating func delete(_ id: String, at: Timestamp, in tables: inout Tables) {
    guard let slot = tables.slot(id), let old = tables.stored(slot)?.record else {
      preconditionFailure("article \(id) cannot be deleted: it is not stored")
    }
    tables.seq += 1
    unindex(old, slot, in: &tables)
    _ = replace(old, slot, with: nil, in: &tables)
    set(slot, nil, ArticleRows(), in: &tables)
    freeSlots.append(slot)

    tables.tombstones.insert(tables.seq, Tombstone(id: id, at: at))
    tables.tombstoneIDs.insert(id, UInt64(tables.seq))
    if tables.tombstones.count > tombstoneLimit, let oldest = tables.tombstones.first {
      forget(tombstone: oldest.value.id, in: &tables)
    }
  }

  private mutating func takeSlot() -> Int32 {
    nextSlot += 1
    return nextSlot - 1
  }

  private func forget(tombstone id: String, in tables: inout Tables) {
    guard let seq = tables.tombstone(id)?.seq else { return }
    tables.tombstones.remove(seq)
    tables.tombstoneIDs.remove(id, UInt64(seq))
  }

  /// Takes the article out of all that `put` fills but its slot and its actors.
  private func unindex(_ record: ArticleRecord, _ slot: Int32, in tables: inout Tables) {
    tables.articleCount -= 1
    tables.quoteCount -= record.quotes.count
    tables.positionCount -= record.positions.count
    tables.newestFirst.remove(record.key(.publishedAtDescending))
    tables.oldestFirst.remove(record.key(.publishedAt))
    tables.articleIDs.remove(record.article.id, Place(slot: slot, index: 0).packed)
    for (index, quote) in record.quotes.enumerated() {
      tables.quoteIDs.remove(quote.id, Place(slot: slot, index: index).packed)
    }
    for (index, position) in record.positions.enumerated() {
      tables.positionIDs.remove(position.id, Place(slot: slot, index: index).packed)
    }
  }

  private func set(_ slot: Int32, _ article: StoredArticle?, _ rows: ArticleRows, in tables: inout Tables) {
    let number = Chunk.number(slot)
    let chunk = Chunk(tables.chunks[number] ?? Chunk(), at: Chunk.place(slot), article, rows)
    tables.chunks.insert(number, chunk)
  }

  // MARK: Actors

  /// Brings the actors of the old and the new record up to date and returns the numbers of the new ones.
  private mutating func replace(
    _ old: ArticleRecord?, _ slot: Int32, with cast: Cast?, in tables: inout Tables
  ) -> [Int32] {
    var leaving: [String: Appearance] = [:]
    for appearance in old.map({ Cast($0).appearances(slot) }) ?? [] {
      leaving[appearance.actor.reference.id] = appearance
    }
    var numbers: [Int32] = []
    for appearance in cast?.appearances(slot) ?? [] {
      let id = appearance.actor.reference.id
      numbers.append(replace(id, leaving.removeValue(forKey: id), with: appearance, in: &tables))
    }
    for (id, appearance) in leaving { _ = replace(id, appearance, with: nil, in: &tables) }
    return numbers
  }

  private mutating func replace(
    _ id: String, _ old: Appearance?, with new: Appearance?, in tables: inout Tables
  ) -> Int32 {
    let before = tables.actors[id]?.tally
    guard var tally = before ?? new.map({ ActorTally(number: nextActor, $0.actor.reference) }) else {
      preconditionFailure("actor \(id) leaves without having been there")
    }
    if before == nil { nextActor += 1 }
    tally.replace(old, new)
    if tally.postings.isEmpty {
      tables.actors.remove(id)
    } else {
      tables.actors.insert(id, ActorEntry(tally))
    }
    if tally.namesVersion != before?.namesVersion {
      let (now, then) = (tally.aliasKeys(), before?.aliasKeys() ?? [])
      for name in then.subtracting(now) { tables.aliases.remove(AliasKey(name: name, actor: id)) }
      for name in now.subtracting(then) { tables.aliases.insert(AliasKey(name: name, actor: id), Nothing()) }
    }
    return tally.number
  }
}
