import JSON
import NewsModel

/// OnRecord's own article object: `{"id","title","text",…}`. Its `text` is kept scalar for scalar (only CR LF and CR
/// become LF), so the sender's offsets are the answer's.
public enum JSONArticle {
  /// Members that are read; others are named in a warning.
  static let members = [
    "authors", "byline", "dateline", "id", "lang", "published_at", "rights", "section", "source", "text",
    "title",
    "topics", "url",
  ]

  public static func article(_ content: [UInt8]) throws(ImportError) -> ArticleDraft {
    let value: JSONValue
    do {
      value = try JSONValue(parsing: content)
    } catch {
      throw .malformedJSON(.init(detail: error.detail, line: error.line, column: error.column))
    }
    return try article(value)
  }

  static func article(_ value: JSONValue) throws(ImportError) -> ArticleDraft {
    guard case .object(let object) = value else {
      throw .invalid([.init(pointer: "", detail: "an article is an object, not \(value.typeName)")])
    }
    var reader = MemberReader(object: object)
    var draft = ArticleDraft(text: "")
    draft.id = reader.string("id")
    if let id = draft.id, !Article.isID(id) {
      reader.fault("id", "does not match [A-Za-z0-9][A-Za-z0-9._~-]{0,127}")
    }
    draft.url = reader.string("url")
    draft.title = reader.string("title")
    draft.source = reader.source("source")
    draft.byline = reader.string("byline")
    draft.dateline = reader.string("dateline")
    draft.section = reader.string("section")
    draft.authors = reader.strings("authors")
    draft.topics = reader.topics("topics")
    draft.lang = reader.language("lang")
    draft.publishedAt = reader.time("published_at")
    draft.rights = reader.string("rights")
    let text = reader.string("text", bytesMax: Int.max)
    if object["html"] != nil, text == nil {
      reader.fault("html", "HTML is not read yet; send the article's text as \"text\"")
    } else if text == nil && !reader.hasFault("text") {
      reader.fault("text", "is missing; an article needs its text")
    }
    if !reader.faults.isEmpty { throw .invalid(reader.faults) }

    draft.text = Charset.lineFeeds(text ?? "")
    guard draft.text.utf8.count <= ImportLimits.textBytesMax else {
      throw .textTooLarge(draft.text.utf8.count)
    }
    guard draft.text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else { throw .noText }
    let unused = object.keys.filter { !members.contains($0) }.sorted()
    draft.warnings = Warnings.bounded(unused.map { "The member \"\($0.prefix(64))\" is not used." })
    return draft
  }
}
