/// A file that the reader needs and that is missing or not in its format.
public struct ReaderError: Error, Sendable, CustomStringConvertible {
  public let file: String
  public let reason: String
  public var description: String { "\(file): \(reason)" }
}

/// Reads a text: tokens, sentences, tags, names and who is meant by them.
///
/// Immutable after `init`, so one serves all threads. The same text always gives the same document.
public struct Reader: Sendable {
  let abbreviations: Abbreviations
  let countries: CountryNames

  /// `file` gives the bytes of a data file by its name in `CAssets` (`abbreviations.tsv`).
  /// Throws `ReaderError` when one is missing or damaged.
  public init(file: (String) -> [UInt8]?) throws {
    func bytes(_ name: String) throws -> [UInt8] {
      guard let bytes = file(name) else { throw ReaderError(file: name, reason: "is missing") }
      return bytes
    }
    abbreviations = Abbreviations(try bytes("abbreviations.tsv"))
    countries = CountryNames(try bytes("countries.tsv"))
  }

  /// Reads `utf8`. `title`, the headline, is looked at only to know names; it is not part of the document.
  /// Any bytes are accepted. Linear time in practice.
  public func read(_ utf8: [UInt8], title: String?) -> Document {
    var tokenizer = Tokenizer(utf8, abbreviations: abbreviations)
    tokenizer.run()
    let tokens = tokenizer.tokens
    let lowers = tokens.map { Lowercase.form(utf8[$0.bytes]) }
    let paragraphs = Reader.ranges(starting: tokenizer.paragraphStarts, end: tokens.count)
    let splitter = SentenceSplitter(text: utf8, tokens: tokens, lowers: lowers, abbreviations: abbreviations)
    var document = Document(
      utf8: utf8, tokens: tokens, lowers: lowers, sentences: splitter.sentences(paragraphs),
      paragraphs: paragraphs, quotations: QuotationFinder.quotations(utf8, tokens, paragraphs))
    CrudeTagger.tag(&document)
    document.lemmas = lowers
    countries.mark(&document)
    return document
  }

  private static func ranges(starting starts: [Int], end: Int) -> [Range<Int>] {
    starts.indices.map { starts[$0]..<($0 + 1 < starts.count ? starts[$0 + 1] : end) }
  }
}
