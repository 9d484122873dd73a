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
  let tagger: Tagger
  let lemmatizer: Lemmatizer
  let mentions: MentionResolver

  /// `file` gives the bytes of a data file by its name in `CAssets` (`abbreviations.tsv`).
  /// Throws `ReaderError` when one is missing or damaged.
  public init(file: (String) -> [UInt8]?) throws {
    func bytes(_ name: String) throws -> [UInt8] {
      guard let bytes = file(name) else { throw ReaderError(file: name, reason: "is missing") }
      return bytes
    }
    abbreviations = Abbreviations(try bytes("abbreviations.tsv"))
    guard let model = TaggerModel(try bytes("tagger.bin")) else {
      throw ReaderError(file: "tagger.bin", reason: "is damaged")
    }
    tagger = Tagger(model, closedWords: try bytes("closed-words.txt"))
    lemmatizer = Lemmatizer(
      lemmas: [try bytes("lemmas.tsv"), try bytes("irregular-verbs.tsv")],
      verbs: [try bytes("verbs.txt"), try bytes("news-verbs.txt")],
      adjectives: [try bytes("adjectives.txt"), try bytes("news-adjectives.txt")])
    var organizationWords: Set<String> = []
    for fields in LineTable(try bytes("organization-words.txt")) { organizationWords.insert(fields[0]) }
    mentions = MentionResolver(
      names: NameFinder(
        lexicon: NameLexicon(
          countries: try bytes("countries.tsv"), names: try bytes("names.tsv"), abbreviations: abbreviations),
        titles: TitleLexicon(try bytes("titles.tsv")),
        given: GivenNames(given: try bytes("given-names.tsv"), familyFirst: try bytes("family-first.txt")),
        organizationWords: organizationWords))
  }

  /// Reads `utf8`. `title`, the headline, is looked at only for persons' full names; it is not part of the document.
  /// Any bytes are accepted. Linear time in practice.
  public func read(_ utf8: [UInt8], title: String?) -> Document {
    var document = tagged(utf8)
    let headline = title.map { mentions.persons(inHeadline: tagged(Array($0.utf8))) } ?? []
    NounPhraseFinder.find(in: &document)
    mentions.resolve(&document, headline: headline)
    return document
  }

  /// Tokens, sentences, quotations, tags and lemmas.
  private func tagged(_ utf8: [UInt8]) -> Document {
    var tokenizer = Tokenizer(utf8, abbreviations: abbreviations)
    tokenizer.run()
    var tokens = tokenizer.tokens
    let words = Words(utf8, &tokens)
    let paragraphs = Reader.ranges(starting: tokenizer.paragraphStarts, end: tokens.count)
    let splitter = SentenceSplitter(
      text: utf8, tokens: tokens, lowers: LowerForms(tokens: tokens, words: words),
      abbreviations: abbreviations)
    var document = Document(
      utf8: utf8, tokens: tokens, words: words, sentences: splitter.sentences(paragraphs),
      paragraphs: paragraphs, quotations: QuotationFinder.quotations(utf8, tokens, paragraphs))
    tagger.tag(&document, properNouns: mentions.names.properNouns(in: document))
    TagRepairs.apply(to: &document, lemmatizer)
    lemmatizer.lemmatize(&document)
    return document
  }

  private static func ranges(starting starts: [Int], end: Int) -> [Range<Int>] {
    starts.indices.map { starts[$0]..<($0 + 1 < starts.count ? starts[$0 + 1] : end) }
  }
}
