import NewsModel

/// Which articles a list looks into, before any of their rows is asked.
struct ArticleScope {
  /// Slots in order, from `article=` or from the actors' postings; `nil` for all.
  var candidates: [Int32]?
  /// Slots left out.
  var excluded: Set<Int32>
  var from: Int64
  /// Half-open.
  var to: Int64
  var withUndated: Bool

  /// All articles, whatever their date.
  var isEverything: Bool {
    candidates == nil && excluded.isEmpty && from == Int64.min && to == ArticleKey.undated && withUndated
  }

  /// `required`: actor filters of which each passes only in articles that one of its actors occurs in.
  init(_ filter: Filter, requiring required: [ActorFilter], in tables: Tables) {
    excluded = Set(filter.article.none.compactMap(tables.slot))
    from = filter.from?.seconds ?? Int64.min
    to = filter.to?.seconds ?? ArticleKey.undated
    withUndated = filter.includeUndated || (filter.from == nil && filter.to == nil)

    if !filter.article.any.isEmpty { candidates = Set(filter.article.any.compactMap(tables.slot)).sorted() }
    let narrowest = required.compactMap(\.postings).min { $0.count < $1.count }
    if let narrowest, narrowest.count < candidates?.count ?? Int.max {
      // The rows decide on the other filters, and `article=` is checked here.
      let chosen = candidates.map(Set.init)
      candidates = narrowest.slots.filter { chosen?.contains($0) ?? true }
    }
  }

  /// A key that no article in scope is before; `nil` when the list begins with the first.
  func firstKey(_ sort: Sort) -> ArticleKey? {
    switch sort {
    case .publishedAt: from == Int64.min ? nil : ArticleKey(rank: from, id: "")
    case .publishedAtDescending: to == ArticleKey.undated ? nil : ArticleKey(rank: 1 - to, id: "")
    }
  }

  func includes(_ slot: Int32, seconds: Int64) -> Bool {
    let dated = seconds == ArticleKey.undated ? withUndated : from <= seconds && seconds < to
    return dated && (excluded.isEmpty || !excluded.contains(slot))
  }
}

/// `FilterValues` of actors with every name looked up.
struct ActorFilter {
  /// Numbers in order; `nil` when any actor and no actor at all passes.
  private(set) var any: [Int32]?
  private(set) var none: [Int32]
  /// The actors of `any`.
  private var entries: [ActorEntry] = []

  /// A value is an actor's id or, when there is no such id, a name under which actors are known.
  init(_ values: FilterValues, in tables: Tables) {
    if !values.any.isEmpty {
      entries = ActorFilter.entries(values.any, tables)
      any = entries.map(\.tally.number).sorted()
    }
    none = ActorFilter.entries(values.none, tables).map(\.tally.number).sorted()
  }

  static func ids(_ values: [String], _ tables: Tables) -> Set<String> {
    Set(values.flatMap { tables.actors[$0] != nil ? [$0] : tables.actorIDs(alias: LatinFolding.key($0)) })
  }

  private static func entries(_ values: [String], _ tables: Tables) -> [ActorEntry] {
    ids(values, tables).compactMap { tables.actors[$0] }
  }

  var isTrivial: Bool { any == nil && none.isEmpty }

  /// For one actor or none, such as a speaker.
  func passes(_ actor: Int32) -> Bool {
    (any.map { $0.holds(actor) } ?? true) && !none.holds(actor)
  }

  /// For several actors, such as targets.
  func passes(_ actors: some Sequence<Int32>) -> Bool {
    if isTrivial { return true }
    var found = any == nil
    for actor in actors {
      if none.holds(actor) { return false }
      if let any, !found { found = any.holds(actor) }
    }
    return found
  }

  /// The articles in which actors of `any` occur; `nil` when every article may pass.
  var postings: Postings? { any == nil ? nil : Postings(entries: entries) }

  struct Postings {
    var entries: [ActorEntry]
    /// Articles, those with several of the actors counted several times.
    var count: Int { entries.reduce(0) { $0 + $1.tally.postings.count } }

    /// In order, each once.
    var slots: [Int32] {
      var slots: [Int32] = []
      slots.reserveCapacity(count)
      for entry in entries {
        entry.tally.postings.forEach { posting, _ in
          slots.append(posting.slot)
          return true
        }
      }
      slots.sort()
      var last: Int32 = -1
      slots.removeAll { slot in
        defer { last = slot }
        return slot == last
      }
      return slots
    }
  }
}

extension [Int32] {
  /// Whether the sorted array holds `number`; mostly there is one.
  func holds(_ number: Int32) -> Bool {
    if count <= 8 { return contains(number) }
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low] == number
  }
}

/// `FilterValues` of an enumeration as one bit a case.
struct CodeMask {
  private var bits: UInt32 = UInt32.max

  /// A name that no case has passes nothing (and excludes nothing); who asks has been told before.
  init<Value: CaseIterable & RawRepresentable & Equatable>(_ values: FilterValues, _ type: Value.Type)
  where Value.RawValue == String {
    func mask(_ names: [String]) -> UInt32 {
      names.compactMap(Value.init).reduce(0) { $0 | 1 << UInt32($1.code) }
    }
    if !values.any.isEmpty { bits = mask(values.any) }
    bits &= ~mask(values.none)
  }

  var isTrivial: Bool { bits == UInt32.max }
  func passes(_ code: UInt8) -> Bool { bits >> UInt32(code) & 1 == 1 }
}
