import NewsModel
import Synchronization

/// What is known of an article id.
public enum ArticleLookup: Sendable {
  case found(ArticleRecord)
  /// Deleted; when.
  case gone(Timestamp)
  case unknown
}

/// A moment of the store: immutable, cheap to take, safe from any thread.
public struct Snapshot: Sendable {
  /// Number of the last change.
  public var seq: Int { 0 }
  public var counts: (articles: Int, quotes: Int, positions: Int, actors: Int) { (0, 0, 0, 0) }

  public func article(_ id: String) -> ArticleLookup { .unknown }
  public func quote(_ id: String) -> RecordItem? { nil }
  public func position(_ id: String) -> RecordItem? { nil }
  public func actor(_ id: String) -> ActorSummary? { nil }
  /// Ids of the actors known under an alias; `alias` is folded as `LatinFolding.key` does.
  public func actors(alias: String) -> [String] { [] }

  public func articles(_ filter: Filter, _ page: PageRequest) -> Page<ArticleRecord> {
    Page(items: [], total: 0, next: nil)
  }
  public func quotes(_ filter: Filter, _ page: PageRequest) -> Page<RecordItem> {
    Page(items: [], total: 0, next: nil)
  }
  public func positions(_ filter: Filter, _ page: PageRequest) -> Page<RecordItem> {
    Page(items: [], total: 0, next: nil)
  }
  /// Ordered by id whatever `page.sort` says.
  public func actors(_ filter: Filter, _ page: PageRequest) -> Page<ActorSummary> {
    Page(items: [], total: 0, next: nil)
  }
}

/// The in-memory store: one writer at a time, any number of readers of immutable snapshots.
public final class Store: Sendable {
  public init() {}

  /// The newest whole state. Readers never wait for a writer's work, only for the hand-over of one reference.
  public var snapshot: Snapshot { Snapshot() }
}
