import Digest
import Extraction
import NewsModel
import Store

/// The write path: analyse, name, store. May be called from any number of threads.
///
/// Extraction runs before the writer's turn is asked for, so that long articles hold nobody up. What was decided
/// before it is looked at again in the writer's turn, where nothing can come between.
public final class Ingestion: Sendable {
  /// BCP 47 of articles whose sender names no language: the one that the extractor reads.
  public static let languageDefault = "en"

  public let store: Store
  private let analyser: @Sendable (ArticleDraft) -> Analysis
  private let explainer: @Sendable (ArticleDraft) -> TextReading
  /// Now; handed in so that tests own the clock.
  private let clock: @Sendable () -> Timestamp
  /// Time since any fixed moment, never set back; measures extraction.
  private let stopwatch: @Sendable () -> Duration

  /// `analyser` finds quotes and positions; it must not depend on anything but the draft.
  /// `explainer` tells what the reader sees in the text. `stopwatch` is a monotonic
  /// clock.
  public init(
    store: Store, analyser: @escaping @Sendable (ArticleDraft) -> Analysis,
    explainer: @escaping @Sendable (ArticleDraft) -> TextReading = { _ in TextReading() },
    clock: @escaping @Sendable () -> Timestamp,
    stopwatch: @escaping @Sendable () -> Duration = Ingestion.continuousTime()
  ) {
    self.store = store
    self.analyser = analyser
    self.explainer = explainer
    self.clock = clock
    self.stopwatch = stopwatch
  }

  public convenience init(store: Store, extractor: Extractor, clock: @escaping @Sendable () -> Timestamp) {
    self.init(
      store: store,
      analyser: { extractor.analyse(title: $0.title, text: $0.text, source: $0.source) },
      explainer: { extractor.explain(title: $0.title, text: $0.text) }, clock: clock)
  }

  /// The system's monotonic clock, from now on.
  public static func continuousTime() -> @Sendable () -> Duration {
    let start = ContinuousClock.now
    return { start.duration(to: .now) }
  }

  /// What may be demanded of the present state before a write (RFC 9110 §13.1).
  public enum Precondition: Sendable, Equatable {
    case none
    /// `If-None-Match: *`
    case absent
    /// `If-Match`: the strong entity tags listed.
    case matches([String])
    /// `If-Match: *`
    case present
  }

  public struct WriteResult: Sendable {
    public var record: ArticleRecord
    /// A new article, as against a new revision or none.
    public var created: Bool
    /// Whether anything was stored.
    public var changed: Bool
    /// The store's change number after the write.
    public var seq: Int
  }

  public enum WriteError: Error, Sendable, Equatable {
    case preconditionFailed
    case notFound
    case gone
  }

  /// Analyses without storing: `rev` 1 and `seq` 0; the id from the draft or its content.
  public func analyse(_ draft: ArticleDraft) -> ArticleRecord {
    read(draft.content).record(id: Self.id(of: draft), previous: nil, store: nil, now: clock())
  }

  /// What the reader sees in a document, token by token. Stores nothing.
  public func explain(_ draft: ArticleDraft) -> TextReading { explainer(draft) }

  /// `POST`: id from the draft's `id`, its URL, or title and text. The same text again changes nothing, whatever
  /// else the draft says of it; another text under the same id is a new revision.
  public func create(_ draft: ArticleDraft) -> WriteResult {
    write(draft.content, id: Self.id(of: draft), isKnown: { $0.saysTheSameText(as: $1) }, check: { _ in })
  }

  /// `PUT`: idempotent store under `id`, which the caller has checked with `Article.isID`. Anything that differs but
  /// the importer's warnings makes a revision. `tag` gives the present record's strong entity tag; it may run in the
  /// writer's turn. Throws `preconditionFailed` only.
  public func put(
    _ draft: ArticleDraft, id: String, if precondition: Precondition, tag: (ArticleRecord) -> String
  ) throws(WriteError) -> WriteResult {
    try write(draft.content, id: id, isKnown: { $0.saysTheSame(as: $1) }) {
      (present) throws(WriteError) in try Self.check(precondition, present, tag)
    }
  }

  /// Leaves a tombstone. Returns the change number. Throws `notFound` for an id never seen, `gone` for one already
  /// deleted (both before the precondition is looked at, RFC 9110 §13.2.1), else `preconditionFailed`.
  public func delete(id: String, if precondition: Precondition, tag: (ArticleRecord) -> String)
    throws(WriteError) -> Int
  {
    let after = try store.apply { (now) throws(WriteError) -> [Change] in
      let present = now.article(id)
      switch present {
      case .unknown: throw .notFound
      case .gone: throw .gone
      case .found: try Self.check(precondition, present, tag)
      }
      return [.delete(id: id, at: clock())]
    }
    return after.seq
  }

  // MARK: Inside

  private func write<Failure: Error>(
    _ content: ArticleDraft, id: String, isKnown: (ArticleDraft, ArticleDraft) -> Bool,
    check: (ArticleLookup) throws(Failure) -> Void
  ) throws(Failure) -> WriteResult {
    func known(_ lookup: ArticleLookup) -> ArticleRecord? {
      guard case .found(let record) = lookup, isKnown(content, record.article.content) else { return nil }
      return record
    }

    // What needs no extraction is answered without it.
    let before = store.snapshot
    let seen = before.article(id)
    try check(seen)
    if let record = known(seen) {
      return WriteResult(record: record, created: false, changed: false, seq: before.seq)
    }

    let reading = read(content)
    var unchanged: ArticleRecord?
    var created = false
    let after = try store.apply { (now) throws(Failure) -> [Change] in
      let present = now.article(id)
      if !present.isSame(as: seen) {
        try check(present)
        unchanged = known(present)
        if unchanged != nil { return [] }
      }
      let previous = present.record
      created = previous == nil
      return [.put(reading.record(id: id, previous: previous, store: now, now: clock()))]
    }
    if let unchanged { return WriteResult(record: unchanged, created: false, changed: false, seq: after.seq) }
    guard let record = after.article(id).record else {
      preconditionFailure("\(id) was stored and is not there")
    }
    return WriteResult(record: record, created: created, changed: true, seq: after.seq)
  }

  private func read(_ content: ArticleDraft) -> Reading {
    let start = stopwatch()
    let analysis = analyser(content)
    let took = stopwatch() - start
    let hash = "sha256:" + SHA256.hex(Array(content.text.utf8))
    return Reading(
      content: content, hash: hash, analysis: analysis, tookMilliseconds: took / .milliseconds(1))
  }

  private static func check(
    _ precondition: Precondition, _ present: ArticleLookup, _ tag: (ArticleRecord) -> String
  )
    throws(WriteError)
  {
    let passes =
      switch precondition {
      case .none: true
      case .absent: present.record == nil
      case .present: present.record != nil
      case .matches(let tags): present.record.map { tags.contains(tag($0)) } ?? false
      }
    if !passes { throw .preconditionFailed }
  }

  /// An id that cannot be one is passed over: senders' ids are checked where they come in.
  private static func id(of draft: ArticleDraft) -> String {
    if let id = draft.id, Article.isID(id) { return id }
    return ItemNaming.articleID(draft)
  }
}

extension ArticleLookup {
  var record: ArticleRecord? {
    if case .found(let record) = self { return record }
    return nil
  }

  /// Whether nothing was written to the article between the two.
  func isSame(as other: ArticleLookup) -> Bool {
    switch (self, other) {
    case (.found(let a), .found(let b)): a.article.seq == b.article.seq
    case (.gone, .gone), (.unknown, .unknown): true
    default: false
    }
  }
}
