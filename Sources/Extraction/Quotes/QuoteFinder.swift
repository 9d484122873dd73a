import NewsModel
import Text

/// Turns the attributions of a document into quotes: spans in Unicode scalars, kinds, speakers.
struct QuoteFinder: Sendable {
  let evidence: QuoteEvidence
  let model: ModelReader

  /// Throws `LexiconError` when a file is missing (line 0) or does not read.
  init(file: (String) -> [UInt8]?) throws(LexiconError) {
    evidence = try QuoteEvidence(file: file)
    guard let model = file(QuoteModel.fileName).flatMap({ QuoteModel($0) }) else {
      throw LexiconError(file: QuoteModel.fileName, line: 0)
    }
    self.model = ModelReader(model)
  }

  /// In text order.
  func quotes(
    in document: Document, phrases: Phrases, offsets: OffsetTable, actors: inout ActorBook
  ) -> [Quote] {
    var facts = evidence.facts(of: document, phrases: phrases)
    let attributions = model.read(&facts).attributions
    let speakers = SpeakerResolver(document: document, phrases: phrases)
    return attributions.map { attribution in
      let parts = attribution.parts.map { tokens in
        QuotePart(
          span: offsets.span(document.range(tokens, offsets)), quoted: document.isQuoted(throughout: tokens))
      }
      let mention = attribution.source.map { source in
        Mention(span: offsets.span(document.range(source, offsets)), kind: speakers.kind(of: source))
      }
      let entity = attribution.source.flatMap { speakers.entity(of: $0) }
      return Quote(
        kind: kind(of: attribution, in: document), parts: parts,
        speaker: entity.flatMap { actors.reference($0) }, mention: mention,
        cue: attribution.cue.map {
          Cue(span: offsets.span(document.range($0, offsets)), lemma: attribution.lemma)
        },
        context: document.context(of: attribution, offsets), confidence: attribution.confidence,
        rule: attribution.rule.rawValue)
    }
  }

  /// Direct when every word stands in quotation marks, indirect when none does.
  private func kind(of attribution: Attribution, in document: Document) -> Quote.Kind {
    var quoted = 0
    var words = 0
    for token in attribution.parts.joined() where document.tokens[token].upos != .punct {
      words += 1
      if document.isQuoted(token) { quoted += 1 }
    }
    return quoted == 0 ? .indirect : quoted == words ? .direct : .mixed
  }
}

extension Document {
  /// The scalars from the first to the last of `tokens`.
  func range(_ tokens: Range<Int>, _ offsets: OffsetTable) -> SourceRange {
    SourceRange(
      offsets.scalarOffset(ofByte: Int(self.tokens[tokens.lowerBound].start)),
      offsets.scalarOffset(ofByte: Int(self.tokens[tokens.upperBound - 1].end)))
  }

  /// Whether every word of `tokens` is quoted.
  func isQuoted(throughout tokens: Range<Int>) -> Bool {
    var words = 0
    for token in tokens where self.tokens[token].upos != .punct {
      if !isQuoted(token) { return false }
      words += 1
    }
    return words > 0
  }

  /// The sentences that hold content, cue and source.
  func context(of attribution: Attribution, _ offsets: OffsetTable) -> SourceRange {
    let pieces = attribution.parts + [attribution.cue, attribution.source].compactMap { $0 }
    let first = pieces.map(\.lowerBound).min() ?? 0
    let last = (pieces.map(\.upperBound).max() ?? 1) - 1
    return range(
      sentences[sentence(of: first)].lowerBound..<sentences[sentence(of: last)].upperBound, offsets)
  }
}
