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
  let lemmatizer: Lemmatizer
  let mentions: MentionResolver
  /// `nil` for its own trainer alone.
  let labeller: NameLabeller?
  /// Where sentences end; `nil` only while it is trained.
  private let ends: SentenceModel?
  /// Tags and trees.
  package let network: Network

  /// `file` gives the bytes of a data file by its name in `CAssets` (`abbreviations.tsv`).
  /// Throws `ReaderError` when one is missing or damaged.
  /// `arithmetic` is what the network is computed with.
  public init(
    file: (String) -> [UInt8]?, arithmetic: NetworkArithmetic = .plain
  ) throws {
    try self.init(file: file, arithmetic: arithmetic, findsNames: true)
  }

  /// `findsNames: false` is for the trainer of the name labeller, which has no model yet.
  package init(
    file: (String) -> [UInt8]?, arithmetic: NetworkArithmetic = .plain,
    findsNames: Bool
  ) throws {
    func bytes(_ name: String) throws -> [UInt8] {
      guard let bytes = file(name) else { throw ReaderError(file: name, reason: "is missing") }
      return bytes
    }
    abbreviations = Abbreviations(try bytes("abbreviations.tsv"))
    ends = try file("sentences.bin").map { bytes in
      guard let model = SentenceModel(bytes) else {
        throw ReaderError(file: "sentences.bin", reason: "is damaged")
      }
      return model
    }
    guard let model = NetworkModel(try bytes("network.bin")) else {
      throw ReaderError(file: "network.bin", reason: "is damaged")
    }
    network = Network(model, arithmetic: arithmetic)
    lemmatizer = Lemmatizer(
      rules: try file("lemma-rules.tsv").map { bytes in
        guard let rules = LemmaRules(bytes) else {
          throw ReaderError(file: "lemma-rules.tsv", reason: "is damaged")
        }
        return rules
      },
      lemmas: [try bytes("lemmas.tsv"), try bytes("irregular-verbs.tsv")],
      verbs: [try bytes("verbs.txt"), try bytes("news-verbs.txt")],
      adjectives: [try bytes("adjectives.txt"), try bytes("news-adjectives.txt")])
    guard let gazetteer = Gazetteer(try bytes("gazetteer.bin")) else {
      throw ReaderError(file: "gazetteer.bin", reason: "is damaged")
    }
    guard let clusters = WordClusters(try bytes("word-clusters.bin")) else {
      throw ReaderError(file: "word-clusters.bin", reason: "is damaged")
    }
    if findsNames {
      guard let model = NameModel(try bytes("names.bin")) else {
        throw ReaderError(file: "names.bin", reason: "is damaged")
      }
      labeller = NameLabeller(gazetteer: gazetteer, clusters: clusters, model: model)
    } else {
      labeller = nil
    }
    guard let nouns = NounLexicon(try bytes("nouns.bin")) else {
      throw ReaderError(file: "nouns.bin", reason: "is damaged")
    }
    guard let antecedents = AntecedentModel(try bytes("coreference.bin")) else {
      throw ReaderError(file: "coreference.bin", reason: "is damaged")
    }
    var organizationWords: Set<String> = []
    for fields in LineTable(try bytes("organization-words.txt")) { organizationWords.insert(fields[0]) }
    mentions = MentionResolver(
      names: NameFinder(
        lexicon: NameLexicon(
          countries: try bytes("countries.tsv"), names: try bytes("names.tsv"), abbreviations: abbreviations),
        titles: TitleLexicon(try bytes("titles.tsv")),
        given: GivenNames(given: try bytes("given-names.tsv"), familyFirst: try bytes("family-first.txt")),
        organizationWords: organizationWords, gazetteer: gazetteer),
      nouns: nouns, model: antecedents)
  }

  /// Reads `utf8`. `title`, the headline, is looked at only for persons' full names; it is not part of the document.
  /// Any bytes are accepted. Linear time in practice.
  public func read(_ utf8: [UInt8], title: String?) -> Document {
    var document = cut(utf8)
    let headline = title.map { title in
      var headline = cut(Array(title.utf8))
      tag(&headline)
      return mentions.persons(inHeadline: headline)
    }
    analyze(&document, headline: headline ?? [])
    return document
  }

  /// All that follows tokens and sentences.
  /// `given` is for measuring: mentions to be taken instead of our own.
  func analyze(
    _ document: inout Document, headline: [[String]], mentions given: [GivenMention]? = nil
  ) {
    tag(&document)
    document.names = labeller?.names(in: document) ?? []
    NounPhraseFinder.find(in: &document)
    mentions.resolve(&document, headline: headline, given: given)
  }

  /// Tokens, sentences and quotations.
  package func cut(_ utf8: [UInt8]) -> Document {
    var tokenizer = Tokenizer(utf8, abbreviations: abbreviations)
    tokenizer.run()
    var tokens = tokenizer.tokens
    let words = Words(utf8, &tokens)
    let paragraphs = Reader.ranges(starting: tokenizer.paragraphStarts, end: tokens.count)
    return Document(
      utf8: utf8, tokens: tokens, words: words, sentences: sentences(utf8, tokens, words, paragraphs),
      paragraphs: paragraphs, quotations: QuotationFinder.quotations(utf8, tokens, paragraphs))
  }

  func sentences(_ utf8: [UInt8], _ tokens: [Token], _ words: Words, _ paragraphs: [Range<Int>]) -> [Range<
    Int
  >] {
    let splitter = SentenceSplitter(text: utf8, tokens: tokens, words: words, abbreviations: abbreviations)
    guard let ends else { return splitter.sentences(paragraphs, decide: nil) }
    return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: BoundaryFeatures.count) { features in
      splitter.sentences(paragraphs) { boundary in
        BoundaryFeatures.write(boundary, of: splitter, to: features)
        return ends.score(features) > 0
      }
    }
  }

  /// Tags and lemmas.
  private func tag(_ document: inout Document) {
    network.run(&document)
    lemmatizer.lemmatize(&document)
  }

  static func ranges(starting starts: [Int], end: Int) -> [Range<Int>] {
    starts.indices.map { starts[$0]..<($0 + 1 < starts.count ? starts[$0 + 1] : end) }
  }
}
