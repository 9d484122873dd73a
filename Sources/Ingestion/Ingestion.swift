import Extraction
import NewsModel
import Store
import Text

/// The write path: analyse, name, store.
public final class Ingestion: Sendable {
  public let store: Store
  let extractor: Extractor
  /// Now; handed in so that tests own the clock.
  let clock: @Sendable () -> Timestamp

  public init(store: Store, extractor: Extractor, clock: @escaping @Sendable () -> Timestamp) {
    self.store = store
    self.extractor = extractor
    self.clock = clock
  }

  /// What may be demanded of the present state before a write (RFC 9110 §13.1).
  public enum Precondition: Sendable, Equatable {
    case none
    /// `If-None-Match: *`
    case absent
    /// `If-Match`: the strong entity tags listed, or `*` for any present state.
    case matches([String])
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
  public func analyse(_ draft: ArticleDraft) -> ArticleRecord { fatalError() }

  /// `POST`: id from the draft's `id`, its URL, or title and text. The same content again changes nothing.
  public func create(_ draft: ArticleDraft) -> WriteResult { fatalError() }

  /// `PUT`: idempotent store under `id`. `tag` gives the present record's strong entity tag.
  public func put(
    _ draft: ArticleDraft, id: String, if precondition: Precondition, tag: (ArticleRecord) -> String
  ) throws(WriteError) -> WriteResult { fatalError() }

  /// Leaves a tombstone. Returns the change number.
  public func delete(id: String, if precondition: Precondition, tag: (ArticleRecord) -> String)
    throws(WriteError) -> Int
  { fatalError() }
}
