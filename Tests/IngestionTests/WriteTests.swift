import Extraction
import Ingestion
import NewsModel
import Store
import Testing

@Suite struct WriteTests {
  private let calls = Counter()

  private func ingestion() -> Ingestion {
    let calls = calls
    return Ingestion.testing { draft in
      calls.next()
      var analysis = Make.analysis([Make.quote(draft.text, by: Make.actor("speaker"))])
      analysis.words = 3
      analysis.paragraphs = 2
      analysis.warnings = ["from the extractor"]
      return analysis
    }
  }

  private func tag(_ record: ArticleRecord) -> String { "\"r\(record.article.rev)\"" }

  @Test func analysingStoresNothing() {
    let ingestion = ingestion()
    var draft = Make.draft("text", title: "title")
    draft.warnings = ["from the importer"]
    let record = ingestion.analyse(draft)
    let article = record.article
    #expect(article.rev == 1 && article.seq == 0 && ingestion.store.snapshot.seq == 0)
    #expect(article.content.lang == Ingestion.languageDefault && article.content.id == nil)
    // SHA-256 of "text", made with another program.
    #expect(article.hash == "sha256:982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1")
    #expect(article.counts.words == 3 && article.counts.paragraphs == 2 && article.counts.quotes == 1)
    #expect(article.counts.positions == 0 && article.counts.actors == 1)
    #expect(article.extraction.version == Extractor.version)
    #expect(article.extraction.warnings == ["from the importer", "from the extractor"])
  }

  @Test func extractionIsTimedByTheGivenWatch() {
    let looks = Counter()
    let ingestion = Ingestion(
      store: Store(), analyser: { _ in Analysis() }, clock: { Timestamp(seconds: 0) },
      stopwatch: { .microseconds(1_500 * looks.next()) })
    #expect(ingestion.analyse(Make.draft("t")).article.extraction.tookMilliseconds == 1.5)
  }

  @Test func postOfTheSameTextIsKnown() {
    let ingestion = ingestion()
    let first = ingestion.create(Make.draft("text", url: "u"))
    #expect(first.created && first.changed && first.seq == 1 && first.record.article.seq == 1)
    var again = Make.draft("text", title: "another title", url: "u")
    again.section = "World"
    let second = ingestion.create(again)
    #expect(!second.created && !second.changed && second.seq == 1 && second.record == first.record)
    #expect(calls.count == 1)
  }

  @Test func postOfAnotherTextUnderTheSameURLIsARevision() {
    let ingestion = ingestion()
    let first = ingestion.create(Make.draft("text", url: "u")).record.article
    let second = ingestion.create(Make.draft("longer text", url: "u"))
    #expect(!second.created && second.changed && second.seq == 2)
    #expect(second.record.article.rev == 2 && second.record.article.createdAt == first.createdAt)
    #expect(second.record.article.updatedAt > first.updatedAt)
  }

  @Test func putTwiceIsOneChange() throws {
    let ingestion = ingestion()
    let first = try ingestion.put(Make.draft("text"), id: "one")
    #expect(first.created && first.changed && first.record.article.id == "one")
    var same = Make.draft("text")
    same.id = "ignored"
    same.lang = "en"
    same.warnings = ["came another way"]
    let second = try ingestion.put(same, id: "one")
    #expect(!second.created && !second.changed && second.seq == 1 && second.record == first.record)
    #expect(calls.count == 1, "no extraction for what is known")
  }

  private static let changes: [(String, @Sendable (inout ArticleDraft) -> Void)] = [
    ("text", { $0.text = "other" }), ("title", { $0.title = "t" }), ("url", { $0.url = "u" }),
    ("source", { $0.source = ArticleSource(id: "s", name: "S") }), ("byline", { $0.byline = "b" }),
    ("dateline", { $0.dateline = "d" }), ("section", { $0.section = "s" }),
    ("authors", { $0.authors = ["a"] }),
    ("topics", { $0.topics = [Topic(scheme: "local", code: "c", label: "l")] }), ("lang", { $0.lang = "fr" }),
    ("date", { $0.publishedAt = Timestamp(seconds: 5) }), ("rights", { $0.rights = "r" }),
    ("scalars", { $0.text = "caf\u{65}\u{301}" }),
  ]

  @Test(arguments: changes)
  func putOfAnythingElseIsARevision(_ what: String, _ change: @Sendable (inout ArticleDraft) -> Void) throws {
    let ingestion = ingestion()
    var draft = Make.draft("caf\u{e9}")
    _ = try ingestion.put(draft, id: "one")
    change(&draft)
    let second = try ingestion.put(draft, id: "one")
    #expect(second.changed && !second.created && second.record.article.rev == 2 && second.seq == 2)
  }

  @Test func deletingLeavesATombstone() throws {
    let ingestion = ingestion()
    _ = try ingestion.put(Make.draft("text"), id: "one")
    #expect(try ingestion.delete(id: "one", if: .none, tag: tag) == 2)
    guard case .gone = ingestion.store.snapshot.article("one") else {
      Issue.record("not gone")
      return
    }
    #expect(throws: Ingestion.WriteError.gone) { try ingestion.delete(id: "one", if: .present, tag: tag) }
    #expect(throws: Ingestion.WriteError.notFound) { try ingestion.delete(id: "two", if: .present, tag: tag) }
    let again = try ingestion.put(Make.draft("text"), id: "one")
    #expect(again.created && again.record.article.rev == 1 && again.seq == 3)
  }

  /// Each precondition against an absent, a present and a deleted article.
  @Test(
    arguments: [
      (.none, true, true, true), (.absent, true, false, true), (.present, false, true, false),
      (.matches(["\"r1\""]), false, true, false), (.matches(["\"x\"", "\"r1\""]), false, true, false),
      (.matches(["\"r2\""]), false, false, false), (.matches([]), false, false, false),
    ] as [(Ingestion.Precondition, Bool, Bool, Bool)])
  func preconditions(_ precondition: Ingestion.Precondition, absent: Bool, present: Bool, gone: Bool) throws {
    let ingestion = ingestion()
    _ = try ingestion.put(Make.draft("text"), id: "present")
    _ = try ingestion.put(Make.draft("text"), id: "gone")
    _ = try ingestion.delete(id: "gone", if: .none, tag: tag)
    let before = ingestion.store.snapshot.seq
    // The same text as is stored: what fails, fails although nothing would change.
    for (id, passes) in [("absent", absent), ("present", present), ("gone", gone)] {
      if passes {
        #expect(throws: Never.self) {
          try ingestion.put(Make.draft("text"), id: id, if: precondition, tag: tag)
        }
      } else {
        #expect(throws: Ingestion.WriteError.preconditionFailed) {
          try ingestion.put(Make.draft("text"), id: id, if: precondition, tag: tag)
        }
      }
    }
    #expect(ingestion.store.snapshot.seq == before + (absent ? 1 : 0) + (gone ? 1 : 0))
    if present {
      #expect(throws: Never.self) {
        try ingestion.delete(id: "present", if: precondition == .absent ? .none : precondition, tag: tag)
      }
    } else {
      #expect(throws: Ingestion.WriteError.preconditionFailed) {
        try ingestion.delete(id: "present", if: precondition, tag: tag)
      }
    }
  }

  /// Another write comes between the first look and the writer's turn.
  @Test func preconditionsAreLookedAtAgain() throws {
    let store = Store()
    let other = Ingestion(store: store, analyser: { _ in Analysis() }, clock: { Timestamp(seconds: 1) })
    let slow = Ingestion(
      store: store,
      analyser: { _ in
        _ = try? other.put(Make.draft("from the other"), id: "one")
        return Analysis()
      }, clock: { Timestamp(seconds: 2) })
    #expect(throws: Ingestion.WriteError.preconditionFailed) {
      try slow.put(Make.draft("mine"), id: "one", if: .absent, tag: tag)
    }
    #expect(store.snapshot.seq == 1)
    let same = try slow.put(Make.draft("from the other"), id: "one")
    #expect(!same.changed && same.seq == 1)
  }
}
