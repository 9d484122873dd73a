import Extraction
import Glibc
import Ingestion
import NewsModel
import Store
import Synchronization
import TestSupport
import Testing

@Suite struct ConcurrencyTests {
  /// Blocks each caller until `count` have arrived, so that all have taken their first look before any writes.
  private final class Gate: Sendable {
    private let missing: Atomic<Int>

    init(_ count: Int) { missing = Atomic(count) }

    func pass() {
      missing.subtract(1, ordering: .acquiringAndReleasing)
      while missing.load(ordering: .acquiring) > 0 { sched_yield() }
    }
  }

  /// What `body` returns on each of `count` threads.
  private func onThreads<Result: Sendable>(_ count: Int, _ body: @escaping @Sendable (Int) -> Result)
    -> [Result]
  {
    let results = Results<Result>()
    Threads.run(count) { thread in
      let result = body(thread)
      results.values.withLock { $0.append(result) }
    }
    return results.values.withLock { $0 }
  }

  private final class Results<Result: Sendable>: Sendable {
    let values = Mutex<[Result]>([])
  }

  @Test func ofTwoPostsOfOneArticleOneCreates() {
    for round in 0..<20 {
      let gate = Gate(2)
      let ingestion = Ingestion.testing { _ in
        gate.pass()
        return Make.analysis([Make.quote("words", by: Make.actor("speaker"))])
      }
      let results = onThreads(2) { _ in ingestion.create(Make.draft("round \(round)")) }
      #expect(results.count { $0.created } == 1 && results.count { $0.changed } == 1)
      #expect(results[0].record == results[1].record && results.allSatisfy { $0.seq == 1 })
    }
  }

  @Test func ofTwoConditionalPutsOneFails() {
    for _ in 0..<20 {
      let gate = Gate(2)
      let ingestion = Ingestion.testing { _ in
        gate.pass()
        return Analysis()
      }
      let outcomes = onThreads(2) { thread in
        (try? ingestion.put(Make.draft("text \(thread)"), id: "a", if: .absent) { _ in "" }) != nil
      }
      #expect(outcomes.count { $0 } == 1 && ingestion.store.snapshot.seq == 1)
    }
  }

  /// Two articles that bring in different actors of one slug at the same time.
  @Test func clashesAreSettledInTheWritersTurn() {
    for _ in 0..<20 {
      let gate = Gate(2)
      let ingestion = Ingestion.testing { draft in
        gate.pass()
        return Make.analysis([Make.quote("words", by: Make.actor("smith", country: draft.text))])
      }
      let ids = onThreads(2) { thread in
        ingestion.create(Make.draft(["GBR", "USA"][thread])).record.quotes[0].speaker?.id
      }
      #expect(Set(ids) == ["smith", "smith-2"])
    }
  }

  /// Many writers over few articles: every change has its own number, every result is what was stored.
  @Test func everyChangeHasItsOwnNumber() {
    let ingestion = Ingestion.testing { draft in
      let speaker = Make.actor("actor-\(draft.text.utf8.count % 3)", country: draft.title)
      return Make.analysis([Make.quote(draft.text, by: speaker)], [Make.position(of: speaker)])
    }
    let seqs = onThreads(4) { writer in
      var seqs: [Int] = []
      for step in 0..<60 {
        let id = "article-\((writer + step) % 7)"
        let draft = Make.draft("\(writer) says \(step)", title: ["GBR", "USA", nil][step % 3])
        if step % 10 == 9 {
          if let seq = try? ingestion.delete(id: id, if: .none, tag: { _ in "" }) { seqs.append(seq) }
        } else if let result = try? ingestion.put(draft, id: id), result.record.article.seq == result.seq {
          seqs.append(result.seq)
        }
      }
      return seqs
    }
    #expect(seqs.flatMap { $0 }.sorted() == Array(1...ingestion.store.snapshot.seq))
  }
}
