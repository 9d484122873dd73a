import NewsModel
import TestSupport
import Testing

@testable import Store

/// Walks through pages while the store changes between them.
@Suite struct PagingTests {
  @Test(arguments: Sort.allCases, [21, 22] as [UInt64])
  func neitherSkipsNorRepeatsWhatWasThereAtTheStart(sort: Sort, seed: UInt64) {
    // Few dates, so that most neighbours are told apart by id only; hundreds of articles, so that maps are deep.
    var records = RandomRecords(seed: seed, actors: 15, dates: 4)
    let store = Store()
    store.apply { _ in (0..<600).map { _ in .put(records.record("b\(records.below(1_000_000))")) } }
    let start = store.snapshot
    var filter = Filter()
    if seed == 22 { filter.actor.any = ["actor-1", "actor-2", "actor-3"] }

    let expected = walk(start, .init(sort: sort, limit: 500), filter).rows
    var deleted: Set<String> = []
    func disturb() {
      var changes: [Change] = (0..<5).map { _ in
        .put(records.record(records.one(["a", "b", "c"]) + "new\(records.below(1_000_000))"))
      }
      let victim = records.one(expected).record.article
      if case .found = store.snapshot.article(victim.id) {
        changes.append(.delete(id: victim.id, at: Timestamp(seconds: 0)))
        deleted.insert(victim.id)
      }
      store.apply { _ in changes }
    }

    let walked = walk(store.snapshot, .init(sort: sort, limit: 7), filter) {
      disturb()
      return store.snapshot
    }
    let ids = walked.rows.map { $0.record.quotes[$0.index].id }
    #expect(Set(ids).count == ids.count, "no item twice, seed \(seed)")
    let found = Set(ids)
    let lost = expected.filter {
      !deleted.contains($0.record.article.id) && !found.contains($0.record.quotes[$0.index].id)
    }
    #expect(lost.isEmpty && expected.count > 50, "seed \(seed): \(lost.map(\.record.article.id))")
    // What was there at the start comes in the order it had then.
    let places = Dictionary(
      uniqueKeysWithValues: expected.enumerated().map { ($1.record.quotes[$1.index].id, $0) })
    let old = ids.compactMap { places[$0] }
    #expect(old == old.sorted())
    store.snapshot.checkInvariants()
  }

  private func walk(
    _ snapshot: Snapshot, _ first: PageRequest, _ filter: Filter, next: () -> Snapshot? = { nil }
  ) -> (rows: [RecordItem], pages: Int) {
    var (request, snapshot) = (first, snapshot)
    var rows: [RecordItem] = []
    var pages = 0
    while true {
      let page = snapshot.quotes(filter, request)
      rows += page.items
      pages += 1
      guard let after = page.next else { return (rows, pages) }
      request.after = after
      snapshot = next() ?? snapshot
    }
  }

  /// The page key of an article that has gone, or never was, still has its place.
  @Test func aKeyOutlivesItsArticle() {
    var records = RandomRecords(seed: 31)
    let store = Store()
    store.apply { _ in ["a", "b", "c"].map { .put(records.record($0, quotes: 0, positions: 0)) } }
    let all = store.snapshot.articles(Filter(), PageRequest())
    #expect(all.items.count == 3 && all.total == 3 && all.next == nil)
    let first = store.snapshot.articles(Filter(), PageRequest(limit: 1))
    let key = first.next
    store.apply { _ in [.delete(id: first.items[0].article.id, at: Timestamp(seconds: 0))] }
    let rest = store.snapshot.articles(Filter(), PageRequest(after: key))
    #expect(rest.items.map(\.article.id) == all.items.dropFirst().map(\.article.id) && rest.total == 2)
  }
}
