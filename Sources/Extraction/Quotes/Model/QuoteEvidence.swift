import Text

/// What the quote model reads: the lists that its features stand on.
package struct QuoteEvidence: Sendable {
  let lexicon: CueLexicon
  private let clusters: WordClusters

  init(lexicon: CueLexicon, clusters: WordClusters) {
    self.lexicon = lexicon
    self.clusters = clusters
  }

  /// `file` hands over the bytes of a file by its name. Throws `LexiconError` when one is missing or does not read.
  package init(file: (String) -> [UInt8]?) throws(LexiconError) {
    guard let cues = file(CueLexicon.fileName) else { throw LexiconError(file: CueLexicon.fileName, line: 0) }
    guard let clusters = file("word-clusters.bin").flatMap({ WordClusters($0) }) else {
      throw LexiconError(file: "word-clusters.bin", line: 0)
    }
    self.init(lexicon: try CueLexicon(cues), clusters: clusters)
  }

  /// Reads the document by the rules and lays out what the model asks for.
  package func facts(of document: Document) -> QuoteFacts { facts(of: document, phrases: Phrases(document)) }

  func facts(of document: Document, phrases: Phrases) -> QuoteFacts {
    var reader = QuoteReader(document, phrases: phrases, lexicon: lexicon)
    let rules = reader.read()
    return QuoteFacts(
      document, rules: rules, quotations: reader.quotationByToken, lexicon: lexicon, clusters: clusters)
  }
}
