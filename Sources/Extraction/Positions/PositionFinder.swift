import NewsModel
import Text

/// Finds who stands where in a document whose quotes are known.
struct PositionFinder: Sendable {
  /// `file` hands over the bytes of a word list by its name.
  init(file: (String) -> [UInt8]?) throws(LexiconError) {}

  /// In text order. `Position.quotes` are indices into `quotes`; every actor comes from `actors`, which remembers it.
  func positions(
    in document: Document, phrases: Phrases, quotes: [Quote], offsets: OffsetTable, actors: inout ActorBook
  ) -> [Position] { [] }
}
