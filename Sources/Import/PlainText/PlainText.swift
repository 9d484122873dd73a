import NewsModel

/// Plain text as people paste it: furniture around the article, headline, byline and date line on top.
///
/// The text keeps every scalar of the paragraphs it keeps; only furniture, headline, byline and date line leave it,
/// and paragraphs are joined by one blank line.
enum PlainText {
  static func article(_ text: String, metadata: DocumentMetadata) throws(ImportError) -> ArticleDraft {
    guard text.utf8.count <= ImportLimits.textBytesMax else { throw .textTooLarge(text.utf8.count) }
    var blocks = Block.split(text)
    var warnings = Furniture.cut(&blocks)
    if blocks.isEmpty { throw .noText }

    let head = Headline.take(&blocks, given: metadata.title)
    warnings += head.warnings
    if blocks.isEmpty { throw .noText }

    var draft = ArticleDraft(text: blocks.map(\.text).joined(separator: "\n\n"))
    draft.title = metadata.title ?? head.title
    draft.byline = metadata.byline ?? head.byline
    draft.authors = Byline.authors(draft.byline)
    draft.publishedAt = metadata.publishedAt ?? head.publishedAt
    draft.url = metadata.url
    draft.section = metadata.section
    draft.lang = metadata.lang
    draft.source = metadata.source.map(Agencies.source)
    if let dateline = Dateline(paragraph: blocks[0].text) {
      draft.dateline = dateline.place
      if draft.source == nil { draft.source = dateline.agency.map(Agencies.source) }
      if draft.publishedAt == nil { draft.publishedAt = dateline.day }
    }
    draft.warnings = Warnings.bounded(warnings)
    return draft
  }
}
