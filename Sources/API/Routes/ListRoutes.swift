import HTTP
import JSON
import NewsModel
import Store

/// The lists: `/v1/articles`, `/v1/quotes`, `/v1/positions`, `/v1/actors`, and an article's own quotes and positions.
enum ListRoutes {
  static func articles(_ call: Call) throws(Problem) -> Plan {
    let list = try ListRequest(call, known: .article)
    let look = list.presentation
    return try plan(call, list) {
      $0.articles(list.filter, list.page)
    } write: { writer, page, frame in
      writer.list(page.items, frame, unit: look.offsets) {
        $0.article($1, unit: look.offsets, inclusions: look.inclusions)
      }
    }
  }

  static func quotes(_ call: Call) throws(Problem) -> Plan {
    try quotes(call, ListRequest(call, known: .quote))
  }

  static func positions(_ call: Call) throws(Problem) -> Plan {
    try positions(call, ListRequest(call, known: .position))
  }

  static func articleQuotes(_ call: Call) throws(Problem) -> Plan {
    let id = try ArticleRoutes.find(call.path("id"), in: call.snapshot).article.id
    return try quotes(call, ListRequest(call, known: .quote, article: id))
  }

  static func articlePositions(_ call: Call) throws(Problem) -> Plan {
    let id = try ArticleRoutes.find(call.path("id"), in: call.snapshot).article.id
    return try positions(call, ListRequest(call, known: .position, article: id))
  }

  static func actors(_ call: Call) throws(Problem) -> Plan {
    let list = try ListRequest(call, known: .actor)
    return try plan(call, list) {
      $0.actors(list.filter, list.page)
    } write: { writer, page, frame in
      writer.list(page.items, frame, unit: .unicode) { $0.actor($1) }
    }
  }

  private static func quotes(_ call: Call, _ list: ListRequest) throws(Problem) -> Plan {
    let unit = list.presentation.offsets
    return try plan(call, list, isLong: unit != .unicode) {
      $0.quotes(list.filter, list.page)
    } write: { writer, page, frame in
      var spans = RowSpans(unit: unit, surroundings: false)
      writer.list(page.items, frame, unit: unit) { writer, item in
        writer.quote(item.record.quotes[item.index], in: item.record.article, spans.of(item.record))
      }
    }
  }

  private static func positions(_ call: Call, _ list: ListRequest) throws(Problem) -> Plan {
    let unit = list.presentation.offsets
    // Each row may take a walk over the text of another article.
    return try plan(call, list, isLong: true) {
      $0.positions(list.filter, list.page)
    } write: { writer, page, frame in
      var spans = RowSpans(unit: unit, surroundings: true)
      writer.list(page.items, frame, unit: unit) { writer, item in
        writer.position(item.index, of: item.record, spans.of(item.record))
      }
    }
  }

  /// Answers `304` before any query is run; else runs `query` and writes its page.
  private static func plan<Item>(
    _ call: Call, _ list: ListRequest, isLong: Bool = false,
    query: @escaping @Sendable (Snapshot) -> Page<Item>,
    write: @escaping @Sendable (inout JSONWriter, Page<Item>, ListFrame) -> Void
  ) throws(Problem) -> Plan {
    let tag = list.tag(seq: call.snapshot.seq, identity: call.api.settings.storeIdentity)
    switch Preconditions(call.request.fields).evaluate(call.request.method, .init(tag: tag)) {
    case .failed: throw Problem(.preconditionFailed, "The list has changed, or has only a weak entity tag.")
    case .notModified: return .now(Response(status: .notModified, fields: Fields([("ETag", tag.field)])))
    case .proceed: break
    }
    return try .make(isLong || list.isLong) { () throws(Problem) in
      let page = query(call.snapshot)
      let frame = list.frame(total: page.total, next: page.next)
      var writer = JSONWriter(pretty: list.presentation.pretty, selection: list.presentation.rowSelection)
      write(&writer, page, frame)
      return .json(writer.finish(), fields: [("ETag", tag.field), ("Link", frame.linkField)])
    }
  }
}

/// The spans of rows; neighbours of one article share them.
private struct RowSpans {
  let unit: OffsetUnit
  let surroundings: Bool
  private var last: (article: String, spans: Spans)?

  init(unit: OffsetUnit, surroundings: Bool) {
    self.unit = unit
    self.surroundings = surroundings
  }

  mutating func of(_ record: ArticleRecord) -> Spans {
    if let last, last.article == record.article.id { return last.spans }
    let spans = Spans(record.article.content.text, unit: unit, surroundings: surroundings)
    last = (record.article.id, spans)
    return spans
  }
}
