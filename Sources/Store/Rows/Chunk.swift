import NewsModel

/// A record in the store; boxed, so that it is shared and not copied.
final class StoredArticle: Sendable {
  let record: ArticleRecord

  init(_ record: ArticleRecord) { self.record = record }
}

/// The articles of `size` neighbouring slots with their rows side by side, so that a scan runs through memory.
///
/// Immutable: a write of one article copies its chunk (some 12 kB at 8 quotes and 6 positions an article).
final class Chunk: Sendable {
  /// Articles a chunk: twice as many cost a write twice the copying and a scan hardly less.
  static let size = 32

  /// `published_at`, or `ArticleKey.undated`.
  let seconds: [Int64]
  /// `nil` where the slot is free.
  let articles: [StoredArticle?]
  let actors: Column<Int32>
  let quotes: Column<QuoteRow>
  let positions: Column<PositionRow>
  let links: Column<ActorLink>

  init() {
    seconds = Array(repeating: ArticleKey.undated, count: Self.size)
    articles = Array(repeating: nil, count: Self.size)
    actors = Column()
    quotes = Column()
    positions = Column()
    links = Column()
  }

  /// `old` with another article, or none, at `place`.
  init(_ old: Chunk, at place: Int, _ article: StoredArticle?, _ rows: ArticleRows) {
    var seconds = old.seconds
    seconds[place] = article?.record.seconds ?? ArticleKey.undated
    self.seconds = seconds
    var articles = old.articles
    articles[place] = article
    self.articles = articles
    actors = old.actors.replacing(place, with: rows.actors)
    quotes = old.quotes.replacing(place, with: rows.quotes)
    positions = old.positions.replacing(place, with: rows.positions)
    links = old.links.replacing(place, with: rows.links)
  }

  static func number(_ slot: Int32) -> Int32 { slot / Int32(size) }
  static func place(_ slot: Int32) -> Int { Int(slot) % size }
}

/// The rows of a chunk's articles, end to end.
struct Column<Row: Sendable>: Sendable {
  /// `starts[place]..<starts[place + 1]` are the rows of the article there.
  private var starts = [Int32](repeating: 0, count: Chunk.size + 1)
  private(set) var rows: [Row] = []

  func range(_ place: Int) -> Range<Int> { Int(starts[place])..<Int(starts[place + 1]) }

  func replacing(_ place: Int, with new: [Row]) -> Column {
    let old = range(place)
    var column = Column()
    column.rows.reserveCapacity(rows.count - old.count + new.count)
    column.rows += rows[..<old.lowerBound]
    column.rows += new
    column.rows += rows[old.upperBound...]
    let growth = Int32(new.count - old.count)
    column.starts = starts
    for later in (place + 1)...Chunk.size { column.starts[later] += growth }
    return column
  }
}
