import NewsModel
import Synchronization

/// One thing that happens to the store. It gets a change number of its own.
public enum Change: Sendable {
  /// Stores the record under its article's id, in place of what is there. The store sets `article.seq`.
  /// `record.actors` must hold every actor that the items point to exactly once.
  case put(ArticleRecord)
  /// Takes the article out and leaves a tombstone. It must be there.
  case delete(id: String, at: Timestamp)
}

/// The in-memory store: one writer at a time, any number of readers of immutable snapshots.
///
/// A writer works on a copy of the tables, which shares everything with the published one but the nodes it changes,
/// and then publishes the copy: one reference under a lock that nobody holds for longer than it takes to copy a
/// reference (some 20 ns). An atomic pointer would not do: between a reader's loading it and retaining what it
/// points to, a writer could free that.
public final class Store: Sendable {
  /// Deleted ids that are remembered. When there are more, the oldest is forgotten: its article answers as one that
  /// never was (`404`) and no longer as one that is gone (`410`). At 100,000 they take some 10 MB.
  public static let tombstoneLimitDefault = 100_000

  private let writer: Mutex<Writer>
  private let published = Mutex(State(Tables()))
  /// `seq` of the state published last. Stored behind it, before the writer answers.
  private let publishedSeq = Atomic<UInt64>(0)

  public init(tombstoneLimit: Int = Store.tombstoneLimitDefault) {
    precondition(tombstoneLimit >= 0, "a limit is not negative: \(tombstoneLimit)")
    writer = Mutex(Writer(tombstoneLimit: tombstoneLimit))
  }

  /// The newest whole state. Readers never wait for a writer's work, only for the hand-over of one reference.
  public var snapshot: Snapshot { Snapshot(published.withLock { $0 }) }

  /// The newest snapshot's `seq`, for whoever keeps something made of a snapshot: a load, without the lock.
  public var version: UInt64 { publishedSeq.load(ordering: .acquiring) }

  /// Makes the changes that `decide` chooses and publishes them together; returns the state after them.
  ///
  /// `decide` sees the state that the changes will be made to: no other writer comes between. It runs while
  /// other writers wait, so it should only check and choose. When it throws or returns no changes, nothing changes.
  /// Each change costs O(log store) plus what the record holds; readers of older snapshots see none of it.
  @discardableResult
  public func apply<Failure: Error>(
    _ decide: (Snapshot) throws(Failure) -> [Change]
  ) throws(Failure) -> Snapshot {
    try writer.withLock { (writer: inout Writer) throws(Failure) -> Snapshot in
      let before = snapshot
      let changes = try decide(before)
      if changes.isEmpty { return before }
      var tables = before.state.tables
      for change in changes { writer.apply(change, to: &tables) }
      let after = State(tables)
      // `before` still holds the old state, so nothing is freed while readers wait for this lock.
      published.withLock { $0 = after }
      publishedSeq.store(UInt64(tables.seq), ordering: .releasing)
      return Snapshot(after)
    }
  }
}

/// A published state: tables that never change again.
final class State: Sendable {
  let tables: Tables

  init(_ tables: Tables) { self.tables = tables }
}
