import HTTP
import JSON
import NewsModel
import Store

/// `GET /v1/articles/{id}` and `/v1/articles/{id}/text`.
enum ArticleRoutes {
  static func article(_ call: Call) throws(Problem) -> Plan {
    var reader = try call.reader()
    let presentation = Presentation(&reader, known: .article)
    try reader.check()
    let record = try find(call.path("id"), in: call.snapshot)
    let addsItems = presentation.inclusions.contains { $0 != .text }
    return try .make(addsItems || record.isLong) { () throws(Problem) in
      try representation(record, presentation).response(to: call.request)
    }
  }

  static func text(_ call: Call) throws(Problem) -> Plan {
    try call.reader().check()
    let record = try find(call.path("id"), in: call.snapshot)
    let article = record.article
    return try .make(record.isLong) { () throws(Problem) in
      let representation = Representation(
        Array(article.content.text.utf8), contentType: "text/plain; charset=utf-8", rev: article.rev,
        lastModified: article.updatedAt)
      return try PartialContent.response(representation, to: call.request)
    }
  }

  /// The record, or the problem that says why there is none.
  static func find(_ id: String, in snapshot: Snapshot) throws(Problem) -> ArticleRecord {
    switch snapshot.article(id) {
    case .found(let record): return record
    case .gone(let when): throw gone(id, when)
    case .unknown: throw unknown(id)
    }
  }

  static func unknown(_ id: String) -> Problem {
    Problem(.notFound, "There is no article \"\(id.prefix(128))\".")
  }

  static func gone(_ id: String, _ when: Timestamp) -> Problem {
    Problem(.gone, "The article \"\(id)\" was deleted at \(when.rfc3339).")
  }

  /// A single article always shows its text.
  static func representation(_ record: ArticleRecord, _ presentation: Presentation) -> Representation {
    var writer = JSONWriter(
      pretty: presentation.pretty, selection: presentation.selection,
      reserving: record.article.content.text.utf8.count + 2048)
    writer.article(record, unit: presentation.offsets, inclusions: presentation.inclusions.union([.text]))
    return Representation(writer.finish(), rev: record.article.rev, lastModified: record.article.updatedAt)
  }

  /// The tag of the article as `GET` without parameters sends it.
  static func tag(_ record: ArticleRecord) -> EntityTag { representation(record, Presentation()).tag }
}

extension ArticleRecord {
  /// Whether its text is too long to be written or walked on a connection's own thread.
  var isLong: Bool { article.content.text.utf8.count > APILimits.readyTextBytesMax }
}
