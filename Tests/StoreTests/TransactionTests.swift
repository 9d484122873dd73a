import NewsModel
import Synchronization
import TestSupport
import Testing

@testable import Store

@Suite struct TransactionTests {
  private struct Refused: Error {}

  @Test func nothingChangesWhenTheDecisionFailsOrIsEmpty() {
    var records = RandomRecords(seed: 41)
    let store = Store()
    store.apply { _ in [.put(records.record("a"))] }
    #expect(throws: Refused.self) { try store.apply { _ in throw Refused() } }
    let after = store.apply { before in
      #expect(before.seq == 1)
      return []
    }
    #expect(after.seq == 1 && store.snapshot.seq == 1)
    store.snapshot.checkInvariants()
  }

  @Test func eachChangeHasItsNumberAndAllAreSeenTogether() {
    var records = RandomRecords(seed: 42)
    let store = Store()
    let old = store.snapshot
    let (a, b) = (records.record("a"), records.record("b"))
    let new = store.apply { _ in [.put(a), .put(b), .delete(id: "a", at: Timestamp(seconds: 7))] }
    #expect(new.seq == 3 && old.seq == 0 && old.counts.articles == 0)
    guard case .found(let record) = new.article("b"), case .gone(let at) = new.article("a") else {
      Issue.record("b should be there and a gone")
      return
    }
    #expect(record.article.seq == 2 && at == Timestamp(seconds: 7))
  }

  @Test func theOldestTombstoneIsForgottenAtTheLimit() {
    var records = RandomRecords(seed: 43)
    let store = Store(tombstoneLimit: 2)
    for id in ["a", "b", "c"] {
      store.apply { _ in [.put(records.record(id)), .delete(id: id, at: Timestamp(seconds: 1))] }
    }
    let known = ["a", "b", "c"].map { id in
      if case .gone = store.snapshot.article(id) { true } else { false }
    }
    #expect(known == [false, true, true])
    store.snapshot.checkInvariants()
  }

  @Test func anActorThatOnlyOneArticleKnows() {
    var records = RandomRecords(seed: 44)
    let actor = ActorReference(id: "x", name: "X", kind: .person, country: nil)
    func record(_ id: String) -> ArticleRecord {
      var record = records.record(id, quotes: 0, positions: 0)
      record.quotes = [records.quote("q_\(id)", actor)]
      record.actors = [ArticleActor(reference: actor, aliases: [], roles: [])]
      return record
    }
    let store = Store()
    let one = store.apply { _ in [.put(record("a"))] }
    #expect(one.actorReference("x", besides: "a") == nil)
    #expect(one.actorReference("x", besides: "b") == actor && one.actorReference("x", besides: nil) == actor)
    let two = store.apply { _ in [.put(record("b"))] }
    #expect(two.actorReference("x", besides: "a") == actor && two.actorReference("y", besides: nil) == nil)
  }

  /// Writers move quotes between articles, always keeping the sum; readers add up what they see.
  @Test func readersNeverSeeHalfAChange() {
    let store = Store()
    let seed: UInt64 = 45
    store.apply { _ in
      var records = RandomRecords(seed: seed)
      return (0..<20).map { .put(Self.record("a\($0)", quotes: 5, &records)) }
    }
    let writersLeft = Shared(2)
    let wrong = Shared(0)
    Threads.run(4) { thread in
      if thread < 2 {
        Self.moveQuotes(in: store, seed: seed + UInt64(thread))
        writersLeft.value.subtract(1, ordering: .releasing)
      } else {
        var last = 0
        while writersLeft.value.load(ordering: .acquiring) > 0 {
          let snapshot = store.snapshot
          if Self.sums(snapshot) != [100, 100, 100, 100] || snapshot.seq < last {
            wrong.value.add(1, ordering: .relaxed)
          }
          last = snapshot.seq
        }
      }
    }
    #expect(wrong.value.load(ordering: .relaxed) == 0)
    store.snapshot.checkInvariants()
  }

  private static func moveQuotes(in store: Store, seed: UInt64) {
    var records = RandomRecords(seed: seed)
    for _ in 0..<150 {
      let (from, to) = (records.below(20), records.below(20))
      store.apply { now in
        guard from != to, case .found(let giver) = now.article("a\(from)"), giver.quotes.count > 0,
          case .found(let taker) = now.article("a\(to)")
        else { return [] }
        return [
          .put(record("a\(from)", quotes: giver.quotes.count - 1, &records)),
          .put(record("a\(to)", quotes: taker.quotes.count + 1, &records)),
        ]
      }
    }
  }

  /// The number of quotes, found in four ways.
  private static func sums(_ snapshot: Snapshot) -> [Int] {
    let listed = snapshot.articles(Filter(), PageRequest(limit: 100)).items
    var filter = Filter()
    filter.minConfidence = 0
    let speakers = snapshot.actors(Filter(), PageRequest(limit: 500)).items
    return [
      snapshot.counts.quotes, listed.reduce(0) { $0 + $1.quotes.count },
      snapshot.quotes(filter, PageRequest(limit: 1)).total, speakers.reduce(0) { $0 + $1.quotes },
    ]
  }

  private static func record(_ id: String, quotes: Int, _ records: inout RandomRecords) -> ArticleRecord {
    var record = records.record(id, quotes: 0, positions: 0)
    let speaker = records.reference()
    record.quotes = (0..<quotes).map { records.quote("q_\(id)_\($0)", speaker) }
    record.actors = quotes == 0 ? [] : [ArticleActor(reference: speaker, aliases: ["A"], roles: [])]
    return record
  }
}

/// An atomic integer that closures can share.
private final class Shared: Sendable {
  let value: Atomic<Int>
  init(_ start: Int) { value = Atomic(start) }
}
