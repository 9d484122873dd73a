import NewsModel

/// A list of actors in the order of their ids.
struct ActorList {
  private let tables: Tables
  private let kinds: CodeMask
  /// Ids to choose from; `nil` for all.
  private let chosen: Set<String>?
  private let excluded: Set<String>

  init(_ filter: Filter, in tables: Tables) {
    self.tables = tables
    kinds = CodeMask(filter.kind, ActorKind.self)
    excluded = ActorFilter.ids(filter.actor.none, tables).union(
      ActorList.actors(of: filter.article.none, tables))
    let named = filter.actor.any.isEmpty ? nil : ActorFilter.ids(filter.actor.any, tables)
    let present = filter.article.any.isEmpty ? nil : ActorList.actors(of: filter.article.any, tables)
    chosen = named.map { present?.intersection($0) ?? $0 } ?? present
  }

  private static func actors(of articles: [String], _ tables: Tables) -> Set<String> {
    let records = articles.compactMap { tables.slot($0).flatMap(tables.stored)?.record }
    return Set(records.flatMap { $0.actors.map(\.reference.id) })
  }

  private func passes(_ id: String, _ entry: ActorEntry) -> Bool {
    kinds.passes(entry.tally.reference.kind.code) && !excluded.contains(id)
  }

  /// O(log actors + limit) without a filter, O(chosen · log actors) with chosen ids, else O(actors).
  func page(_ request: PageRequest) -> Page<ActorSummary> {
    precondition((1...500).contains(request.limit), "a page holds 1 to 500 items: \(request.limit)")
    var builder = PageBuilder<ActorEntry>(request, total: 0)
    var total = 0
    let isEverything = kinds.isTrivial && excluded.isEmpty && chosen == nil
    func visit(_ id: String, _ entry: ActorEntry) {
      guard passes(id, entry) else { return }
      total += 1
      if builder.isComplete { return }
      if let after = request.after, id <= after.id { return }
      builder.add(entry) { PageKey(publishedAt: nil, index: 0, id: id) }
    }
    if let chosen {
      for id in chosen.sorted() { if let entry = tables.actors[id] { visit(id, entry) } }
    } else {
      tables.actors.forEach(from: isEverything ? request.after?.id : nil) { id, entry in
        visit(id, entry)
        return !(isEverything && builder.isComplete)
      }
    }
    if isEverything { total = tables.actors.count }
    return Page(items: builder.page.items.map(\.tally.summary), total: total, next: builder.page.next)
  }
}
