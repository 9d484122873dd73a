/// The query parameters of the API, by their names in the query.
enum Parameter: String, Sendable, CaseIterable {
  // Filters.
  case article, actor, speaker, target, type, act, polarity, mode, kind
  case from, to, undated
  case minConfidence = "min_confidence"
  // Paging.
  case limit, cursor, sort
  // What to show and how.
  case fields, include, offsets, pretty
  // What a text/plain document cannot say of itself.
  case title, url, source, byline, section, lang
  case publishedAt = "published_at"
}

/// Which parameters apply where. Any other is a 400 that lists these.
///
/// | path | filters |
/// | --- | --- |
/// | `/v1/articles` | `article actor speaker target from to undated` |
/// | `/v1/quotes` | `article actor speaker type from to undated min_confidence` |
/// | `/v1/positions` | `article actor speaker target act polarity mode from to undated min_confidence` |
/// | `/v1/actors` | `article actor kind` |
/// | `/v1/articles/{id}/quotes` | as quotes, less `article from to undated` and `sort` (text order) |
/// | `/v1/articles/{id}/positions` | as positions, less the same |
enum ParametersOf {
  static let metadata: [Parameter] = [.title, .url, .source, .byline, .section, .lang, .publishedAt]

  static let page: [Parameter] = [.pretty]
  static let annotation: [Parameter] = [.fields, .offsets, .pretty]
  static let article: [Parameter] = [.fields, .include, .offsets, .pretty]
  static let actor: [Parameter] = [.fields, .pretty]
  static let writing = article + metadata
  static let extracting = annotation + metadata

  static let articles: [Parameter] =
    [.article, .actor, .speaker, .target, .from, .to, .undated, .limit, .cursor, .sort] + article
  static let quotes: [Parameter] =
    [.article, .actor, .speaker, .type, .from, .to, .undated, .minConfidence, .limit, .cursor, .sort]
    + annotation
  static let positions: [Parameter] =
    [.article, .actor, .speaker, .target, .act, .polarity, .mode, .from, .to, .undated, .minConfidence]
    + [.limit, .cursor, .sort] + annotation
  static let actors: [Parameter] = [.article, .actor, .kind, .limit, .cursor] + actor
  static let articleQuotes: [Parameter] = quotes.filter { !throughArticles.contains($0) }
  static let articlePositions: [Parameter] = positions.filter { !throughArticles.contains($0) }

  /// What has no meaning inside one article.
  private static let throughArticles: [Parameter] = [.article, .from, .to, .undated, .sort]
}
