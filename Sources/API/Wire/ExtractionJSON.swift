import Import
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

  /// What stands in place of a document that cannot be read: `{"file","line","problem":{…}}`, ending in a line feed.
  /// `line` is counted from 1, `nil` for a document that is a whole file.
  public static func problem(
    _ error: ImportError, file: String, line: Int?, pretty: Bool = false
  ) -> [UInt8] {
    var writer = JSONWriter(pretty: pretty)
    writer.object { writer in
      writer.member("file", file)
      writer.member("line", line)
      writer.key("problem")
      Document.problem(error).write(to: &writer, instance: nil, requestID: nil)
    }
    return writer.finish()
  }

  /// What stands in the place of a document that cannot be read: `{"line":2,"status":422,"problem":{…}}`.
  /// `line` counts from 1; `nil` for a document that is no line of a file.
  public static func problem(_ error: ImportError, line: Int?, pretty: Bool = false) -> [UInt8] {
    let problem = Document.problem(error)
    var writer = JSONWriter(pretty: pretty)
    writer.object { writer in
      writer.member("line", line)
      writer.member("status", problem.kind.status.code)
      writer.key("problem")
      problem.write(to: &writer, instance: nil, requestID: nil)
    }
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
