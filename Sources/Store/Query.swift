import NewsModel

/// Values of one filter: an item passes when it matches any of `any` (or `any` is empty) and none of `none`.
public struct FilterValues: Sendable, Equatable {
  public var any: [String]
  public var none: [String]

  public init(any: [String] = [], none: [String] = []) {
    self.any = any
    self.none = none
  }

  public var isEmpty: Bool { any.isEmpty && none.isEmpty }
}

/// What a list holds: every filter must pass. A filter that does not apply to the listed kind is never set.
public struct Filter: Sendable, Equatable {
  /// Article ids.
  public var article = FilterValues()
  /// Actor ids or aliases (folded names). Articles: an actor occurs in them. Quotes: the speaker.
  /// Positions: holder, speaker or target.
  public var actor = FilterValues()
  public var speaker = FilterValues()
  public var target = FilterValues()
  /// Quote kinds.
  public var type = FilterValues()
  public var act = FilterValues()
  public var polarity = FilterValues()
  public var mode = FilterValues()
  /// Actor kinds.
  public var kind = FilterValues()
  /// `published_at`, half-open; articles without a date fail unless `includeUndated`.
  public var from: Timestamp?
  public var to: Timestamp?
  public var includeUndated = false
  public var minConfidence: Double?

  public init() {}
}

/// The order of a list. Ties are broken by id, ascending; undated items come last in both date orders.
public enum Sort: String, Sendable, CaseIterable {
  case publishedAtDescending = "-published_at"
  case publishedAt = "published_at"
}

/// Where a page begins: just behind the item with this sort key. Stays valid while others insert and delete.
public struct PageKey: Sendable, Equatable {
  /// `nil` for undated items.
  public var publishedAt: Timestamp?
  /// Place inside the article (its index among the article's quotes or positions; 0 for articles and actors).
  public var index: Int
  /// Of the article; for actors the actor's id.
  public var id: String

  public init(publishedAt: Timestamp?, index: Int, id: String) {
    self.publishedAt = publishedAt
    self.index = index
    self.id = id
  }
}

public struct PageRequest: Sendable, Equatable {
  public var sort: Sort
  /// 1…500
  public var limit: Int
  public var after: PageKey?

  public init(sort: Sort = .publishedAtDescending, limit: Int = 20, after: PageKey? = nil) {
    self.sort = sort
    self.limit = limit
    self.after = after
  }
}

/// One page and what stands around it.
public struct Page<Item: Sendable>: Sendable {
  public var items: [Item]
  /// All items that pass the filter, on every page.
  public var total: Int
  /// Hand it back as `after`; `nil` on the last page.
  public var next: PageKey?

  public init(items: [Item], total: Int, next: PageKey?) {
    self.items = items
    self.total = total
    self.next = next
  }
}

/// A quote or position by its place in its article.
public struct RecordItem: Sendable {
  public var record: ArticleRecord
  public var index: Int

  public init(record: ArticleRecord, index: Int) {
    self.record = record
    self.index = index
  }
}

/// An actor over all articles.
public struct ActorSummary: Sendable, Equatable {
  public var reference: ActorReference
  /// Names seen, most frequent first.
  public var aliases: [String]
  public var roles: [ActorRole]
  public var quotes: Int
  public var positions: Int
  public var articles: Int
  /// By `published_at` of the articles that have one.
  public var firstSeen: Timestamp?
  public var lastSeen: Timestamp?

  public init(
    reference: ActorReference, aliases: [String], roles: [ActorRole], quotes: Int, positions: Int,
    articles: Int, firstSeen: Timestamp?, lastSeen: Timestamp?
  ) {
    self.reference = reference
    self.aliases = aliases
    self.roles = roles
    self.quotes = quotes
    self.positions = positions
    self.articles = articles
    self.firstSeen = firstSeen
    self.lastSeen = lastSeen
  }
}
