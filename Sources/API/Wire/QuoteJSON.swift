import JSON
import NewsModel

extension JSONWriter {
  mutating func quotes(of record: ArticleRecord, _ spans: Spans) {
    array("quotes", record.quotes) { $0.quote($1, in: record.article, spans) }
  }

  mutating func quote(_ quote: Quote, in article: Article, _ spans: Spans) {
    object { writer in
      writer.member("id", quote.id)
      writer.member("article_id", article.id)
      writer.member("type", quote.kind.rawValue)
      writer.member("text", quote.words)
      writer.array("parts", quote.parts) { writer, part in
        writer.object { writer in
          writer.span(part.span, spans)
          writer.member("quoted", part.quoted)
        }
      }
      writer.member("speaker", quote.speaker)
      writer.member("mention", quote.mention, spans)
      writer.member("cue", quote.cue, spans)
      writer.object("context") { $0.bounds(quote.context, spans) }
      writer.member("issues", strings: quote.issues)
      writer.member("confidence", quote.confidence, decimals: 2)
      writer.member("rule", quote.rule)
      writer.member("review", "unreviewed")
      writer.member("published_at", article.content.publishedAt)
      writer.member("source", article.content.source)
    }
  }
}

extension Quote {
  private static let marks: Set<Unicode.Scalar> = [
    "\"", "“", "”", "„", "‟", "«", "»", "‘", "’", "‚", "‛", "‹", "›", "'", "「", "」", "『", "』",
  ]

  /// The words of the quote: its parts joined by one space, without the outer marks of quoted parts and without the
  /// comma that belongs to the sentence around the quote ("…," she said).
  var words: String {
    var scalars = Substring.UnicodeScalarView()
    for part in parts {
      if !scalars.isEmpty { scalars.append(" ") }
      scalars.append(
        contentsOf: part.quoted ? Self.unmarked(part.span.exact) : part.span.exact.unicodeScalars[...])
    }
    while let last = scalars.last, last == "," || last.properties.isWhitespace { scalars.removeLast() }
    return String(scalars)
  }

  private static func unmarked(_ text: String) -> Substring.UnicodeScalarView {
    var scalars = text.unicodeScalars[...]
    if let first = scalars.first, marks.contains(first) { scalars.removeFirst() }
    if let last = scalars.last, marks.contains(last) { scalars.removeLast() }
    return scalars
  }
}
