import HTTP
import JSON
import NewsModel
import Store

/// `GET /v1/quotes/{id}`, `/v1/positions/{id}`, `/v1/actors/{id}`.
enum ItemRoutes {
  static func quote(_ call: Call) throws(Problem) -> Plan {
    let presentation = try presentation(call, .quote)
    let id = call.path("id")
    guard let item = call.snapshot.quote(id) else { throw unknown("quote", id) }
    let key = RepresentationKey(.quote, id, version: item.record.article.seq, presentation)
    return try plan(call, key, item, presentation) { writer, spans in
      writer.quote(item.record.quotes[item.index], in: item.record.article, spans)
    }
  }

  static func position(_ call: Call) throws(Problem) -> Plan {
    let presentation = try presentation(call, .position)
    let id = call.path("id")
    guard let item = call.snapshot.position(id) else { throw unknown("position", id) }
    let key = RepresentationKey(.position, id, version: item.record.article.seq, presentation)
    return try plan(call, key, item, presentation, surroundings: true) { writer, spans in
      writer.position(item.index, of: item.record, spans)
    }
  }

  static func actor(_ call: Call) throws(Problem) -> Plan {
    let presentation = try presentation(call, .actor)
    let id = call.path("id")
    let key = RepresentationKey(.actor, id, version: call.snapshot.seq, presentation)
    // Gathering what is known of an actor costs more than finding it written.
    if let plan = try call.kept(key) { return plan }
    guard let actor = call.snapshot.actor(id) else { return .now(try alias(id, call)) }
    return try call.plan(key) {
      var writer = JSONWriter(pretty: presentation.pretty, selection: presentation.selection)
      writer.actor(actor)
      return Representation(writer.finish())
    }
  }

  /// `308` to the one actor known under `name`.
  private static func alias(_ name: String, _ call: Call) throws(Problem) -> Response {
    let ids = call.snapshot.actors(alias: LatinFolding.key(name))
    if ids.count == 1 {
      let query = call.request.query.map { "?\($0)" } ?? ""
      return API.redirect(Address.actor(ids[0]) + query)
    }
    if ids.isEmpty { throw unknown("actor", name) }
    let detail = "\"\(name.prefix(128))\" may be any of \(ids.count) actors."
    throw Problem(.notFound, errors: [.init(place: .target, detail: detail, allowed: ids.map(Address.actor))])
  }

  private static func presentation(_ call: Call, _ known: FieldPaths) throws(Problem) -> Presentation {
    var reader = try call.reader()
    let presentation = Presentation(&reader, known: known)
    try reader.check()
    return presentation
  }

  private static func plan(
    _ call: Call, _ key: RepresentationKey, _ item: RecordItem, _ presentation: Presentation,
    surroundings: Bool = false,
    _ write: @escaping @Sendable (inout JSONWriter, Spans) -> Void
  ) throws(Problem) -> Plan {
    try call.plan(key, isLong: item.record.isLong) {
      let article = item.record.article
      var writer = JSONWriter(pretty: presentation.pretty, selection: presentation.selection)
      write(
        &writer, Spans(article.content.text, unit: presentation.offsets, surroundings: surroundings))
      return Representation(writer.finish(), rev: article.rev, lastModified: article.updatedAt)
    }
  }

  private static func unknown(_ kind: String, _ id: String) -> Problem {
    Problem(.notFound, "There is no \(kind) \"\(id.prefix(128))\".")
  }
}
