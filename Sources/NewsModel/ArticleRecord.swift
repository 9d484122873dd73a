/// An article with all that was found in it: what the store keeps and the API shows.
public struct ArticleRecord: Sendable, Equatable {
  public var article: Article
  /// In text order.
  public var quotes: [Quote]
  /// In text order.
  public var positions: [Position]
  /// Every actor that `quotes` or `positions` point to, each once.
  public var actors: [ArticleActor]

  public init(article: Article, quotes: [Quote], positions: [Position], actors: [ArticleActor]) {
    self.article = article
    self.quotes = quotes
    self.positions = positions
    self.actors = actors
  }
}
