import NewsModel

/// A full self-check, for tests: everything that is derived is derived again from the records and compared.
/// Traps at the first difference. O(store · log store).
extension Snapshot {
  func checkInvariants() {
    let tables = tables
    tables.chunks.checkInvariants()
    tables.newestFirst.checkInvariants()
    tables.oldestFirst.checkInvariants()
    tables.actors.checkInvariants()
    tables.aliases.checkInvariants()
    tables.tombstones.checkInvariants()
    for index in [tables.articleIDs, tables.quoteIDs, tables.positionIDs, tables.tombstoneIDs] {
      index.keys.checkInvariants()
    }

    var fresh = Derived()
    tables.chunks.forEach { number, chunk in
      chunk.check(number, in: tables)
      for (place, stored) in chunk.articles.enumerated() {
        if let stored { fresh.add(stored.record, number * Int32(Chunk.size) + Int32(place), tables) }
      }
      return true
    }
    precondition(fresh.articles == tables.articleCount && fresh.articles == tables.newestFirst.count)
    precondition(fresh.articles == tables.oldestFirst.count && fresh.articles == tables.articleIDs.keys.count)
    precondition(fresh.quotes == tables.quoteCount && fresh.quotes == tables.quoteIDs.keys.count)
    precondition(fresh.positions == tables.positionCount && fresh.positions == tables.positionIDs.keys.count)
    fresh.checkActors(tables)

    precondition(tables.tombstones.count == tables.tombstoneIDs.keys.count)
    tables.tombstones.forEach { seq, tombstone in
      precondition(seq <= tables.seq && tables.slot(tombstone.id) == nil)
      precondition(tables.tombstoneIDs.contains(tombstone.id, UInt64(seq)))
      return true
    }
  }
}

extension Chunk {
  fileprivate func check(_ number: Int32, in tables: Tables) {
    precondition(articles.count == Self.size && seconds.count == Self.size)
    for (place, stored) in articles.enumerated() {
      guard let record = stored?.record else {
        precondition(quotes.range(place).isEmpty && positions.range(place).isEmpty)
        precondition(links.range(place).isEmpty && actors.range(place).isEmpty)
        continue
      }
      precondition(seconds[place] == record.seconds)
      let cast = Cast(record)
      let numbers = cast.actors.map { tables.actors[$0.reference.id]?.tally.number ?? noActor }
      let rows = ArticleRows(record, cast, numbers: numbers)
      precondition(Array(actors.rows[actors.range(place)]) == rows.actors)
      precondition(quotes.rows[quotes.range(place)].elementsEqual(rows.quotes, by: ==))
      precondition(positions.rows[positions.range(place)].elementsEqual(rows.positions, by: ==))
      precondition(links.rows[links.range(place)].elementsEqual(rows.links, by: ==))
    }
  }
}

/// What the records say, added up the plain way.
private struct Derived {
  var articles = 0
  var quotes = 0
  var positions = 0
  private var tallies: [String: ActorTally] = [:]

  mutating func add(_ record: ArticleRecord, _ slot: Int32, _ tables: Tables) {
    articles += 1
    quotes += record.quotes.count
    positions += record.positions.count
    let id = record.article.id
    precondition(tables.slot(id) == slot && record.article.seq <= tables.seq)
    precondition(tables.newestFirst[record.key(.publishedAtDescending)] == slot)
    precondition(tables.oldestFirst[record.key(.publishedAt)] == slot)
    for (index, quote) in record.quotes.enumerated() {
      precondition(tables.quoteIDs.contains(quote.id, Place(slot: slot, index: index).packed))
    }
    for (index, position) in record.positions.enumerated() {
      precondition(tables.positionIDs.contains(position.id, Place(slot: slot, index: index).packed))
    }
    for appearance in Cast(record).appearances(slot) {
      let reference = appearance.actor.reference
      tallies[reference.id, default: ActorTally(number: 0, reference)].replace(nil, appearance)
    }
  }

  func checkActors(_ tables: Tables) {
    precondition(tallies.count == tables.actors.count)
    var names = 0
    for (id, tally) in tallies {
      guard let kept = tables.actors[id]?.tally else { preconditionFailure("actor \(id) is missing") }
      precondition(kept.summary == tally.summary, "actor \(id): \(kept.summary) instead of \(tally.summary)")
      kept.postings.checkInvariants()
      kept.aliases.checkInvariants()
      kept.roles.checkInvariants()
      for name in tally.aliasKeys() {
        names += 1
        precondition(tables.aliases[AliasKey(name: name, actor: id)] != nil, "\(name) does not lead to \(id)")
      }
    }
    precondition(names == tables.aliases.count, "the alias index holds names that nobody has")
  }
}
