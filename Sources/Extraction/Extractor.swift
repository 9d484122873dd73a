import NewsModel
import Text

/// What was found in one text: `Quote.id` and `Position.id` are still empty.
public struct Analysis: Sendable {
  public var quotes: [Quote] = []
  public var positions: [Position] = []
  /// Every actor that quotes and positions point to, each once.
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

  let reader: Reader
  let quoteFinder: QuoteFinder
  let positionFinder: PositionFinder

  /// `file` hands over the bytes of a word list by its name (`quote-cues.tsv`).
  /// Throws `LexiconError` when one is missing (line 0) or does not read.
  public init(reader: Reader, file: (String) -> [UInt8]?) throws(LexiconError) {
    self.reader = reader
    quoteFinder = try QuoteFinder(file: file)
    positionFinder = try PositionFinder(file: file)
  }

  /// `title` helps to name people and is not searched for quotes. `source` names the outlet.
  /// Linear in the length of `text`; any thread.
  public func analyse(title: String?, text: String, source: ArticleSource?) -> Analysis {
    let document = reader.read(Array(text.utf8), title: title)
    let offsets = OffsetTable(utf8: document.utf8)
    let phrases = Phrases(document)
    var actors = ActorBook(document)
    var analysis = Analysis()
    analysis.quotes = quoteFinder.quotes(in: document, phrases: phrases, offsets: offsets, actors: &actors)
    analysis.positions = positionFinder.positions(
      in: document, phrases: phrases, quotes: analysis.quotes, offsets: offsets, actors: &actors)
    analysis.actors = actors.actors
    analysis.words = document.tokens.reduce(0) { $0 + ($1.upos == .punct ? 0 : 1) }
    analysis.paragraphs = document.paragraphs.count
    return analysis
  }
}
