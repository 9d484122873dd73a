import HTTP
import Ingestion
import JSON
import NewsModel
import Store

/// `POST /v1/articles`, `PUT` and `DELETE /v1/articles/{id}`.
enum ArticleWriting {
  static func create(_ call: Call) throws(Problem) -> Plan {
    let (document, presentation) = try read(call, .createdArticle)
    return .later { () throws(Problem) in
      let draft = try document.draft()
      try checkOfList(call)
      let result = call.api.ingestion.create(draft)
      return answer(call, result, .created(result.created), presentation)
    }
  }

  static func put(_ call: Call) throws(Problem) -> Plan {
    let id = call.path("id")
    guard Article.isID(id) else {
      throw Problem(.badParameter, "\"\(id.prefix(80))\" is no id: [A-Za-z0-9][A-Za-z0-9._~-]{0,127}.")
    }
    // RFC 9110 §14.5: a part would be stored as the whole.
    if call.request.fields.combined("Content-Range") != nil {
      throw Problem(
        .malformedRequest,
        errors: [.init(place: .header("Content-Range"), detail: "Articles are stored whole, not in parts.")])
    }
    let (document, presentation) = try read(call, .changedArticle)
    return .later { () throws(Problem) in
      let draft = try document.draft()
      if let named = draft.id, named != id {
        throw Problem(
          .invalidArticle,
          errors: [
            .init(
              place: .pointer("/id"), detail: "\"\(named)\" differs from the id in the address, \"\(id)\"")
          ])
      }
      let condition = try condition(call, id)
      do throws(Ingestion.WriteError) {
        let result = try call.api.ingestion.put(draft, id: id, if: condition) { tag($0, call) }
        return answer(call, result, .changed(result.changed), presentation)
      } catch {
        throw problem(error, id, call)
      }
    }
  }

  static func delete(_ call: Call) throws(Problem) -> Plan {
    try call.reader().check()
    let id = call.path("id")
    // What is not there answers so whatever the request's conditions are (RFC 9110 §13.2.1).
    _ = try ArticleRoutes.find(id, in: call.snapshot)
    return .later { () throws(Problem) in
      let condition = try condition(call, id)
      do throws(Ingestion.WriteError) {
        let seq = try call.api.ingestion.delete(id: id, if: condition) { tag($0, call) }
        return Response(status: .noContent, fields: Fields([("OnRecord-Seq", String(seq))]))
      } catch {
        throw problem(error, id, call)
      }
    }
  }

  private static func read(
    _ call: Call, _ known: FieldPaths
  ) throws(Problem) -> (Document, Presentation) {
    var reader = try call.reader()
    let presentation = Presentation(&reader, known: known)
    let document = try Document(call, &reader)
    try reader.check()
    return (document, presentation)
  }

  // MARK: Conditions

  /// What the write demands of the present state. `If-Match` and `If-None-Match: *` are held by the store while it
  /// writes. The rest (dates, and lists in `If-None-Match`, which writers hardly send) is checked here, so a write
  /// that comes between goes unseen.
  private static func condition(_ call: Call, _ id: String) throws(Problem) -> Ingestion.Precondition {
    let demands = Preconditions(call.request.fields).ignoringCodings()
    if demands.isEmpty { return .none }
    var current: Preconditions.Current?
    if case .found(let record) = call.api.store.snapshot.article(id) {
      current = .init(
        tag: ArticleRoutes.tag(record, call.api.representations),
        lastModified: record.article.updatedAt.seconds)
    }
    guard demands.evaluate(call.request.method, current) == .proceed else { throw failed(id) }
    switch demands.ifMatch {
    case .any: return .present
    case .tags(let tags): return .matches(tags.filter { !$0.isWeak }.map(\.field))
    case nil: return demands.ifNoneMatch == .any ? .absent : .none
    }
  }

  /// Conditions of a `POST` are about what is posted to (RFC 9110 §13.2.1): the list, which is always there and whose tag
  /// is weak.
  private static func checkOfList(_ call: Call) throws(Problem) {
    let demands = Preconditions(call.request.fields)
    if demands.isEmpty { return }
    let snapshot = call.api.store.snapshot
    var get = Call(api: call.api, request: Request(method: .get, path: call.request.path), snapshot: snapshot)
    get.template = call.template
    get.mediaType = call.mediaType
    get.parameters = ParametersOf.articles
    let tag = try ListRequest(get, known: .article).tag(
      seq: snapshot.seq, identity: call.api.settings.storeIdentity)
    guard demands.evaluate(.post, .init(tag: tag)) == .proceed else {
      throw Problem(.preconditionFailed, "The list of articles is not in the state that the request demands.")
    }
  }

  private static func tag(_ record: ArticleRecord, _ call: Call) -> String {
    ArticleRoutes.tag(record, call.api.representations).field
  }

  private static func failed(_ id: String) -> Problem {
    Problem(.preconditionFailed, "The article \"\(id)\" is not in the state that the request demands.")
  }

  private static func problem(_ error: Ingestion.WriteError, _ id: String, _ call: Call) -> Problem {
    switch error {
    case .preconditionFailed: return failed(id)
    case .notFound: return ArticleRoutes.unknown(id)
    case .gone:
      guard case .gone(let when) = call.api.store.snapshot.article(id) else {
        return Problem(.gone, "The article \"\(id)\" was deleted.")
      }
      return ArticleRoutes.gone(id, when)
    }
  }

  // MARK: Answers

  private static func answer(
    _ call: Call, _ result: Ingestion.WriteResult, _ mark: WriteMark, _ presentation: Presentation
  ) -> Response {
    let record = result.record
    var fields = [("Location", Address.article(record.article.id)), ("OnRecord-Seq", String(result.seq))]
    // The tag of what was created (RFC 9110 §15.3.2). Answers to PUT carry none: what is shown later is not what was sent,
    // byte for byte (§9.3.4).
    if result.created, call.request.method == .post { fields.append(("ETag", tag(record, call))) }
    let status: Status = result.created ? .created : .ok
    if prefersMinimal(call.request) {
      fields.append(("Preference-Applied", "return=minimal"))
      return Response(status: result.created ? .created : .noContent, fields: Fields(fields))
    }
    var writer = JSONWriter(pretty: presentation.pretty, selection: presentation.selection)
    writer.article(
      record, unit: presentation.offsets, inclusions: presentation.inclusions.union([.text]), mark: mark)
    return .json(writer.finish(), status: status, fields: fields)
  }

  /// `Prefer: return=minimal` (RFC 7240 §4.2).
  private static func prefersMinimal(_ request: Request) -> Bool {
    FieldValues.list(request.fields.combined("Prefer") ?? "").contains { preference in
      let first = FieldValues.split(preference, at: UInt8(ascii: ";"))[0]
      return FieldValues.parameter(first).map { $0.name == "return" && $0.value.lowercased() == "minimal" }
        ?? false
    }
  }
}
