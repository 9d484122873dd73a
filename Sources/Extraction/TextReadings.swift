import NewsModel
import Text

extension Extractor {
  /// What the reader sees in `text`, for people to look at. `title` helps to name people. Linear in the text; any thread.
  public func explain(title: String?, text: String) -> TextReading {
    let document = reader.read(Array(text.utf8), title: title)
    var reading = TextReading(document)
    let offsets = OffsetTable(utf8: document.utf8)
    let phrases = Phrases(document)
    var actors = ActorBook(document)
    let quotes = quoteFinder.quotes(in: document, phrases: phrases, offsets: offsets, actors: &actors)
    reading.quoteCandidates = quoteFinder.explain(document, phrases: phrases, offsets: offsets)
    reading.positionCandidates = positionFinder.candidates(
      in: document, phrases: phrases, quotes: quotes, offsets: offsets)
    return reading
  }
}

extension TextReading {
  /// The same values with spans in Unicode scalars. Linear in the document.
  init(_ document: Document) {
    self.init()
    let offsets = OffsetTable(utf8: document.utf8)
    func span(_ tokens: Range<Int>) -> TextSpan {
      let start = Int(document.tokens[tokens.lowerBound].start)
      let end = Int(document.tokens[tokens.upperBound - 1].end)
      return TextSpan(
        SourceRange(offsets.scalarOffset(ofByte: start), offsets.scalarOffset(ofByte: end)),
        exact: document.text(tokens))
    }
    let isParsed = !document.parse.isEmpty
    tokens = document.tokens.indices.map { token in
      Token(
        span: span(token..<(token + 1)), lemma: document.lemma(token), upos: document.tokens[token].upos.name,
        xpos: document.tokens[token].xpos.name, head: isParsed ? document.head(of: token) : nil,
        relation: isParsed ? document.deprel(of: token).name : nil, quoted: document.isQuoted(token))
    }
    sentences = document.sentences
    paragraphs = document.paragraphs
    names = document.names.map {
      Name(span: span($0.tokens), tokens: $0.tokens, kind: String(describing: $0.kind))
    }
    entities = document.entities.map { entity in
      Entity(
        name: entity.name, kind: entity.kind.rawValue, country: entity.country,
        gender: entity.gender.map { String(describing: $0) }, aliases: entity.aliases,
        roles: entity.roles.map { ActorRole(title: $0.title, organization: $0.organization) })
    }
    chains = document.chains.map { Chain(entity: $0.entity, kind: $0.kind?.rawValue, mentions: []) }
    for (index, mention) in document.mentions.enumerated() {
      mentions.append(
        Mention(
          span: span(mention.tokens), tokens: mention.tokens, kind: mention.kind.rawValue,
          entity: mention.entity,
          chain: mention.chain))
      if let chain = mention.chain { chains[chain].mentions.append(index) }
    }
  }
}
