import HTTP
import NewsModel
import Store

/// What one list is asked for: filters, page, looks, and the query in normal form.
struct ListRequest: Sendable {
  var filter = Filter()
  var page = PageRequest(limit: APILimits.pageRowsDefault)
  var presentation = Presentation()
  /// Filters and sort alone: what a cursor is bound to.
  private var kinship = CanonicalQuery()
  /// Everything but `pretty`.
  private var query = CanonicalQuery()
  private let path: String
  private let mediaType: String

  /// Reads the query of `call`. `article`: the list is of this article's own.
  init(_ call: Call, known: FieldPaths, article: String? = nil) throws(Problem) {
    path = call.request.path
    mediaType = call.mediaType
    var reader = try call.reader()
    presentation = Presentation(&reader, known: known)
    readFilter(&reader, call.snapshot)
    if let article { filter.article.any = [article] }
    readPage(&reader)
    try reader.check()
    query.add(presentation.canonical)
  }

  /// Whether to leave the connection's thread for it.
  var isLong: Bool {
    page.limit > APILimits.readyRowsMax || !presentation.inclusions.isEmpty || filter != Self.everything
  }

  private static let everything: Filter = {
    var filter = Filter()
    filter.includeUndated = true
    return filter
  }()

  private mutating func readFilter(_ reader: inout ParameterReader, _ snapshot: Snapshot) {
    filter.article = take(.article, &reader)
    filter.actor = takeActors(.actor, &reader, snapshot)
    filter.speaker = takeActors(.speaker, &reader, snapshot)
    filter.target = takeActors(.target, &reader, snapshot)
    filter.type = take(.type, &reader, Quote.Kind.self)
    filter.act = take(.act, &reader, Position.Act.self)
    filter.polarity = take(.polarity, &reader, Position.Polarity.self)
    filter.mode = take(.mode, &reader, Position.Mode.self)
    filter.kind = take(.kind, &reader, ActorKind.self)
    filter.from = reader.time(.from)
    filter.to = reader.time(.to)
    let undated = reader.choice(.undated, Undated.self)
    // Without bounds nothing is asked of the date.
    filter.includeUndated = undated == .include || (filter.from == nil && filter.to == nil)
    filter.minConfidence = reader.fraction(.minConfidence)
    note(.from, filter.from?.rfc3339)
    note(.to, filter.to?.rfc3339)
    note(.undated, undated?.rawValue)
    note(.minConfidence, filter.minConfidence.map { String($0) })
  }

  private enum Undated: String, CaseIterable { case include }

  private mutating func readPage(_ reader: inout ParameterReader) {
    if let sort = reader.choice(.sort, Sort.self), sort != page.sort {
      page.sort = sort
      note(.sort, sort.rawValue)
    }
    if let limit = reader.integer(.limit, in: 1...APILimits.pageRowsMax), limit != APILimits.pageRowsDefault {
      page.limit = limit
      query.set(.limit, String(limit))
    }
    guard let text = reader.single(.cursor) else { return }
    query.set(.cursor, text)
    do throws(Cursor.Fault) {
      page.after = try Cursor.decode(text, list: listHash)
    } catch {
      switch error {
      case .malformed: reader.cursorFault("\"\(text.prefix(80))\" is no cursor of ours.")
      case .otherList:
        reader.cursorFault("The cursor comes from another list, or from other filters or another sort.")
      }
    }
  }

  // MARK: Filters and their normal form

  private mutating func note(_ parameter: Parameter, _ value: String?) {
    kinship.set(parameter, value)
    query.set(parameter, value)
  }

  private mutating func take(_ parameter: Parameter, _ reader: inout ParameterReader) -> FilterValues {
    let terms = reader.filter(parameter)
    note(parameter, terms.canonical)
    return FilterValues(any: terms.any, none: terms.none)
  }

  private mutating func take<Value>(
    _ parameter: Parameter, _ reader: inout ParameterReader, _: Value.Type
  ) -> FilterValues where Value: CaseIterable & RawRepresentable, Value.RawValue == String {
    let terms = reader.filter(parameter, allowed: Value.allCases.map(\.rawValue))
    note(parameter, terms.canonical)
    return FilterValues(any: terms.any, none: terms.none)
  }

  /// Actor ids; aliases become the ids they stand for, so that links and cursors keep their meaning.
  private mutating func takeActors(
    _ parameter: Parameter, _ reader: inout ParameterReader, _ snapshot: Snapshot
  ) -> FilterValues {
    func resolved(_ names: [String]) -> [String] {
      names.flatMap { name -> [String] in
        if snapshot.actor(name) != nil { return [name] }
        let ids = snapshot.actors(alias: LatinFolding.key(name))
        return ids.isEmpty ? [name] : ids
      }
    }
    var terms = reader.filter(parameter)
    terms.any = resolved(terms.any)
    terms.none = resolved(terms.none)
    note(parameter, terms.canonical)
    return FilterValues(any: terms.any, none: terms.none)
  }

  // MARK: What follows from it

  private var listHash: [UInt8] { kinship.hash(path) }

  /// `W/"<seq>-<hash>"`: equal for equal questions while nothing has changed.
  func tag(seq: Int, identity: UInt64) -> EntityTag {
    let looks = "\(presentation.pretty) \(mediaType) \(identity)"
    let digits = query.hash(path, looks).map { byte in
      let text = String(byte, radix: 16)
      return text.utf8.count == 1 ? "0" + text : text
    }
    return EntityTag(opaque: "\(seq)-\(digits.joined())", isWeak: true)
  }

  /// The frame of the page that `total` and `next` describe.
  func frame(total: Int, next: PageKey?) -> ListFrame {
    let cursor = next.map { Cursor.encode($0, list: listHash) }
    var following = query
    following.set(.cursor, cursor)
    var first = query
    first.set(.cursor, nil)
    return ListFrame(
      limit: page.limit, total: total, next: cursor, selfAddress: query.address(path),
      firstAddress: first.address(path), nextAddress: cursor == nil ? nil : following.address(path))
  }
}
