import NewsModel
import Text

/// What was found in one text: `Quote.id` and `Position.id` are still empty.
public struct Analysis: Sendable {
  public var quotes: [Quote] = []
  public var positions: [Position] = []
  public var actors: [ArticleActor] = []
  /// Tokens that are words.
  public var words = 0
  public var paragraphs = 0
  public var warnings: [String] = []

  public init() {}
}

/// Finds quotes and positions. Immutable after `init`, so one serves all threads.
public final class Extractor: Sendable {
  /// Changes whenever the same text may give another answer.
  public static let version = "2026.11-1"

  public init() {}

  /// `title` helps to name people and is not searched for quotes. `source` names the outlet, `lang` is BCP 47.
  public func analyse(title: String?, text: String, source: ArticleSource?) -> Analysis { Analysis() }
}
