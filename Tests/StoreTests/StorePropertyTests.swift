import NewsModel
import TestSupport
import Testing

@testable import Store

/// The store against `NaiveStore` over random operations and queries.
@Suite struct StorePropertyTests {
  @Test(arguments: [11, 12, 13] as [UInt64])
  func answersAsTheNaiveStore(seed: UInt64) {
    var records = RandomRecords(seed: seed)
    let store = Store(tombstoneLimit: 5)
    var model = NaiveStore(tombstoneLimit: 5)
    for step in 0..<700 {
      // Up to three changes in one transaction, over few ids, so that most puts replace.
      var changes: [Change] = []
      for _ in 0...records.below(3) {
        let id = "a\(records.below(30))"
        if records.chance(35), model.records.contains(where: { $0.article.id == id }) {
          changes.append(.delete(id: id, at: Timestamp(seconds: Int64(step))))
          model.delete(id, at: Timestamp(seconds: Int64(step)))
        } else {
          let record = records.record(id)
          changes.append(.put(record))
          model.put(record)
        }
      }
      let snapshot = store.apply { _ in changes }
      snapshot.checkInvariants()
      func note() -> Comment { "seed \(seed), step \(step)" }
      compareSingles(snapshot, model, &records, note())
      compareLists(snapshot, model, &records, note())
    }
  }

  private func compareSingles(
    _ snapshot: Snapshot, _ model: NaiveStore, _ records: inout RandomRecords,
    _ note: @autoclosure () -> Comment
  ) {
    #expect(snapshot.seq == model.seq, note())
    #expect(snapshot.counts.articles == model.records.count, note())
    #expect(snapshot.counts.quotes == model.records.reduce(0) { $0 + $1.quotes.count }, note())
    #expect(snapshot.counts.positions == model.records.reduce(0) { $0 + $1.positions.count }, note())
    #expect(snapshot.counts.actors == model.actorIDs.count, note())
    let id = "a\(records.below(31))"
    switch snapshot.article(id) {
    case .found(let record): #expect(record == model.records.first { $0.article.id == id }, note())
    case .gone(let at): #expect(at == model.tombstones.first { $0.id == id }?.at, note())
    case .unknown:
      #expect(
        !model.records.contains { $0.article.id == id } && !model.tombstones.contains { $0.id == id }, note())
    }
    for record in model.records.suffix(3) {
      for (index, quote) in record.quotes.enumerated() {
        let item = snapshot.quote(quote.id)
        #expect(item?.index == index && item?.record == record, note())
      }
      for (index, position) in record.positions.enumerated() {
        let item = snapshot.position(position.id)
        #expect(item?.index == index && item?.record == record, note())
      }
    }
    #expect(snapshot.quote("q_none") == nil && snapshot.position("p_none") == nil)
    let actor = "actor-\(records.below(14))"
    #expect(snapshot.actor(actor) == model.actor(actor), note())
    for alias in ["alias \(records.below(4))", actor.replacing("-", with: " "), "nobody"] {
      #expect(snapshot.actors(alias: alias) == model.actorIDs(alias: alias), note())
    }
  }

  private func compareLists(
    _ snapshot: Snapshot, _ model: NaiveStore, _ records: inout RandomRecords,
    _ note: @autoclosure () -> Comment
  ) {
    let sort = records.one(Sort.allCases)
    let limit = 1 + records.below(12)
    for _ in 0..<2 {
      let filter = records.filter()
      func noted() -> Comment { "\(note()), \(filter), \(sort), limit \(limit)" }
      expect(model.articles(filter, sort), limit, sort, noted()) { page in
        let found = snapshot.articles(filter, page)
        return (found.items.map(\.article.id), found.total, found.next)
      }
      expect(model.quotes(filter, sort), limit, sort, noted()) { page in
        let found = snapshot.quotes(filter, page)
        return (found.items.map { $0.record.quotes[$0.index].id }, found.total, found.next)
      }
      expect(model.positions(filter, sort), limit, sort, noted()) { page in
        let found = snapshot.positions(filter, page)
        return (found.items.map { $0.record.positions[$0.index].id }, found.total, found.next)
      }
      expect(model.actors(filter), limit, sort, noted()) { page in
        let found = snapshot.actors(filter, page)
        return (found.items.map(\.reference.id), found.total, found.next)
      }
    }
  }

  /// Walks all pages and compares them with what the naive store has.
  private func expect(
    _ rows: [NaiveStore.Row], _ limit: Int, _ sort: Sort, _ note: @autoclosure () -> Comment,
    _ list: (PageRequest) -> (ids: [String], total: Int, next: PageKey?)
  ) {
    var request = PageRequest(sort: sort, limit: limit)
    var ids: [String] = []
    while true {
      let page = list(request)
      #expect(page.total == rows.count, note())
      #expect(page.ids.count <= limit && (page.next == nil || page.ids.count == limit), note())
      ids += page.ids
      guard let next = page.next, ids.count < rows.count else {
        #expect(page.next == nil, note())
        break
      }
      #expect(next == rows[ids.count - 1].key, note())
      request.after = next
    }
    #expect(ids == rows.map(\.id), note())
  }
}

extension RandomRecords {
  private mutating func values(_ percent: Int, _ make: (inout RandomRecords) -> String) -> FilterValues {
    var values = FilterValues()
    if chance(percent) { values.any = (0...below(2)).map { _ in make(&self) } }
    if chance(percent / 2) { values.none = [make(&self)] }
    return values
  }

  private mutating func actorValues(_ percent: Int) -> FilterValues {
    values(percent) { $0.one(["actor-\($0.below(13))", "Alias \($0.below(4))", "Áctor \($0.below(12))"]) }
  }

  /// A filter over what these records hold; often empty, seldom full.
  mutating func filter() -> Filter {
    var filter = Filter()
    filter.article = values(15) { "a\($0.below(31))" }
    filter.actor = actorValues(25)
    filter.speaker = actorValues(15)
    filter.target = actorValues(15)
    filter.type = values(20) { $0.one(Quote.Kind.allCases).rawValue }
    filter.act = values(20) { $0.one(Position.Act.allCases).rawValue }
    filter.polarity = values(20) { $0.one(Position.Polarity.allCases).rawValue }
    filter.mode = values(20) { $0.one(Position.Mode.allCases).rawValue }
    filter.kind = values(20) { $0.one(ActorKind.allCases).rawValue }
    if chance(20) { filter.from = date() }
    if chance(20) { filter.to = date() }
    filter.includeUndated = chance(30)
    if chance(20) { filter.minConfidence = confidence() }
    return filter
  }
}
