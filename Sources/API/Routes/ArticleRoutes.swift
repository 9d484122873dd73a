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
    return try call.plan(key(record, presentation), isLong: addsItems || record.isLong) {
      representation(record, presentation)
    }
  }

  static func text(_ call: Call) throws(Problem) -> Plan {
    try call.reader().check()
    let record = try find(call.path("id"), in: call.snapshot)
    let article = record.article
    let key = RepresentationKey(.text, article.id, version: article.seq)
    return try call.plan(key, isLong: record.isLong, mayBeCut: true) {
      var representation = Representation(
        Array(article.content.text.utf8), contentType: "text/plain; charset=utf-8", rev: article.rev,
        lastModified: article.updatedAt)
      representation.isDivisible = true
      return representation
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

  /// The tag of the article as `GET` without parameters and codings sends it.
  static func tag(_ record: ArticleRecord, _ kept: RepresentationCache) -> EntityTag {
    kept.whole(key(record, Presentation())) { representation(record, Presentation()) }.tag
  }

  private static func key(_ record: ArticleRecord, _ presentation: Presentation) -> RepresentationKey {
    RepresentationKey(.article, record.article.id, version: record.article.seq, presentation)
  }
}

extension ArticleRecord {
  /// Whether its text is too long to be written or walked on a connection's own thread.
  var isLong: Bool { article.content.text.utf8.count > APILimits.readyTextBytesMax }
}
