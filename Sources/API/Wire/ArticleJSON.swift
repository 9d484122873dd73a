import JSON
import NewsModel

/// What an article's answer says of a write.
enum WriteMark: Sendable {
  case none
  case created(Bool)
  case changed(Bool)
}

extension JSONWriter {
  /// An article as the API shows it; `text` and the lists `quotes` and `positions` come as `inclusions` says.
  mutating func article(
    _ record: ArticleRecord, unit: OffsetUnit, inclusions: Set<Inclusion>, mark: WriteMark = .none
  ) {
    let article = record.article
    object { writer in
      writer.member("id", article.id)
      switch mark {
      case .none: break
      case .created(let flag): writer.member("created", flag)
      case .changed(let flag): writer.member("changed", flag)
      }
      writer.document(article, unit: unit, showsText: inclusions.contains(.text))
      writer.bookkeeping(article)
      if inclusions.contains(.quotes) || inclusions.contains(.positions) {
        let spans = Spans(article.content.text, unit: unit, surroundings: inclusions.contains(.positions))
        if inclusions.contains(.quotes) { writer.quotes(of: record, spans) }
        if inclusions.contains(.positions) { writer.positions(of: record, spans) }
      }
    }
  }

  /// The members that come from the document.
  private mutating func document(_ article: Article, unit: OffsetUnit, showsText: Bool) {
    let content = article.content
    member("url", content.url)
    member("title", content.title)
    if showsText { member("text", content.text) }
    member("offset_unit", unit.rawValue)
    member("source", content.source)
    member("byline", content.byline)
    member("dateline", content.dateline)
    member("section", content.section)
    member("authors", strings: content.authors)
    member("topics", content.topics)
    member("lang", content.lang)
    member("published_at", content.publishedAt)
  }

  /// The members that the store and the extractor add.
  private mutating func bookkeeping(_ article: Article) {
    member("created_at", article.createdAt)
    member("updated_at", article.updatedAt)
    member("rev", article.rev)
    member("seq", article.seq)
    member("hash", article.hash)
    object("counts") { writer in
      writer.member("words", article.counts.words)
      writer.member("paragraphs", article.counts.paragraphs)
      writer.member("quotes", article.counts.quotes)
      writer.member("positions", article.counts.positions)
      writer.member("actors", article.counts.actors)
    }
    member("rights", article.content.rights)
    object("extraction") { writer in
      writer.member("version", article.extraction.version)
      writer.member("took_ms", article.extraction.tookMilliseconds, decimals: 3)
      writer.member("warnings", strings: article.extraction.warnings)
    }
    // An article that is not stored has no address.
    let address = article.seq > 0 ? Address.article(article.id) : nil
    object("links") { writer in
      writer.member("self", address)
      writer.member("quotes", address.map { $0 + "/quotes" })
      writer.member("positions", address.map { $0 + "/positions" })
      writer.member("text", address.map { $0 + "/text" })
      writer.null("annotations")
    }
  }
}
