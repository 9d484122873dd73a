import JSON
import NewsModel

/// What `POST /v1/extract` and the command line answer for one document:
/// `{"id","article":{…},"quotes":[…],"positions":[…]}`.
public enum ExtractionJSON {
  /// One document with offsets in Unicode scalars, ending in a line feed. Linear in the record.
  public static func document(_ record: ArticleRecord, pretty: Bool = false) -> [UInt8] {
    var writer = JSONWriter(pretty: pretty)
    writer.extraction(record, unit: .unicode)
    return writer.finish()
  }
}

extension JSONWriter {
  mutating func extraction(_ record: ArticleRecord, unit: OffsetUnit) {
    let spans = Spans(record.article.content.text, unit: unit, surroundings: true)
    object { writer in
      writer.member("id", record.article.id)
      if unit != .unicode { writer.member("offset_unit", unit.rawValue) }
      writer.key("article")
      writer.article(record, unit: unit, inclusions: [.text])
      writer.quotes(of: record, spans)
      writer.positions(of: record, spans)
    }
  }
}
