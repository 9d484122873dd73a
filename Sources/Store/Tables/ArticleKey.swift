import NewsModel

/// An article's place in a list ordered by date: ties by id, undated articles last.
struct ArticleKey: Comparable, Sendable {
  /// Stands for "no date": behind every date in both orders.
  static let undated = Int64.max

  /// Ascending in list order.
  var rank: Int64
  var id: String

  static func < (a: ArticleKey, b: ArticleKey) -> Bool {
    a.rank != b.rank ? a.rank < b.rank : a.id < b.id
  }

  /// The rank of a date in `sort`; `seconds` is `undated` or seconds since 1970.
  static func rank(_ seconds: Int64, _ sort: Sort) -> Int64 {
    if seconds == undated { return undated }
    return switch sort {
    case .publishedAt: seconds
    case .publishedAtDescending: -seconds
    }
  }
}

extension ArticleRecord {
  /// `published_at` in seconds, or `ArticleKey.undated`.
  var seconds: Int64 { article.content.publishedAt?.seconds ?? ArticleKey.undated }

  func key(_ sort: Sort) -> ArticleKey { ArticleKey(rank: ArticleKey.rank(seconds, sort), id: article.id) }
}
