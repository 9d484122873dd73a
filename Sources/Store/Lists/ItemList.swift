import NewsModel

/// One list request over articles or their items: first the exact total, then the page.
struct ItemList<Matcher: RowMatcher> {
  private let tables: Tables
  private let scope: ArticleScope
  private let matcher: Matcher

  init(_ filter: Filter, _ matcher: Matcher, in tables: Tables) {
    self.tables = tables
    self.matcher = matcher
    scope = ArticleScope(filter, requiring: matcher.actorFilters, in: tables)
  }

  struct Item {
    var article: StoredArticle
    var index: Int
  }

  /// `everything` is the total when no filter is set; then the page costs O(log articles + limit) (and a step for
  /// each article without items). Otherwise a pass over the rows of the articles in scope counts the matches.
  func page(_ request: PageRequest, everything: Int) -> Page<Item> {
    precondition((1...500).contains(request.limit), "a page holds 1 to 500 items: \(request.limit)")
    if scope.isEverything && matcher.isTrivial {
      return everything == 0
        ? Page(items: [], total: 0, next: nil) : walk(request, total: everything, among: nil)
    }
    let (total, slots) = count()
    if slots.count * 8 < tables.articleCount { return select(request, total: total, from: slots) }
    var members = [Bool](repeating: false, count: slots.last.map { Int($0) + 1 } ?? 0)
    for slot in slots { members[Int(slot)] = true }
    return walk(request, total: total, among: members)
  }

  // MARK: The total

  /// The number of matching items, and the slots of their articles in order.
  private func count() -> (total: Int, slots: [Int32]) {
    var total = 0
    var slots: [Int32] = []
    func visit(_ chunk: Chunk, _ slot: Int32) {
      let place = Chunk.place(slot)
      guard chunk.articles[place] != nil, scope.includes(slot, seconds: chunk.seconds[place]) else { return }
      var matches = 0
      matcher.forEachMatch(chunk, place) { _ in matches += 1 }
      if matches > 0 {
        total += matches
        slots.append(slot)
      }
    }
    if let candidates = scope.candidates {
      var current: (number: Int32, chunk: Chunk)?
      for slot in candidates {
        if current?.number != Chunk.number(slot) {
          current = tables.chunks[Chunk.number(slot)].map { (Chunk.number(slot), $0) }
        }
        if let chunk = current?.chunk { visit(chunk, slot) }
      }
    } else {
      tables.chunks.forEach { number, chunk in
        for place in 0..<Int32(Chunk.size) { visit(chunk, number * Int32(Chunk.size) + place) }
        return true
      }
    }
    return (total, slots)
  }

  // MARK: The page

  /// Walks the articles in list order behind the page key; `among` tells which slots match.
  private func walk(_ request: PageRequest, total: Int, among members: [Bool]?) -> Page<Item> {
    let order = request.sort == .publishedAt ? tables.oldestFirst : tables.newestFirst
    var builder = PageBuilder<Item>(request, total: total)
    let start = [builder.after, scope.firstKey(request.sort)].compactMap { $0 }.max()
    order.forEachValue(from: start) { slot in
      if let members, Int(slot) >= members.count || !members[Int(slot)] { return true }
      return add(slot, request.sort, to: &builder)
    }
    return builder.page
  }

  /// Picks the first articles behind the page key out of few matching ones, keeping only those the page can need.
  private func select(_ request: PageRequest, total: Int, from slots: [Int32]) -> Page<Item> {
    var builder = PageBuilder<Item>(request, total: total)
    // Each article behind the key's own has an item to show; one more tells whether there is a next page.
    let needed = request.limit + 2
    var best: [(key: ArticleKey, slot: Int32)] = []
    for slot in slots {
      guard let article = tables.stored(slot) else { continue }
      let key = article.record.key(request.sort)
      if let after = builder.after, key < after { continue }
      if best.count == needed, let worst = best.last, worst.key < key { continue }
      var low = 0
      var high = best.count
      while low < high {
        let middle = (low + high) / 2
        if best[middle].key < key { low = middle + 1 } else { high = middle }
      }
      best.insert((key, slot), at: low)
      if best.count > needed { best.removeLast() }
    }
    for (_, slot) in best where !add(slot, request.sort, to: &builder) { break }
    return builder.page
  }

  /// Adds the article's matching items; `false` when the page is complete.
  private func add(_ slot: Int32, _ sort: Sort, to builder: inout PageBuilder<Item>) -> Bool {
    guard let chunk = tables.chunks[Chunk.number(slot)], let article = chunk.articles[Chunk.place(slot)]
    else {
      return true
    }
    let first = builder.firstIndex(article.record.key(sort))
    matcher.forEachMatch(chunk, Chunk.place(slot)) { index in
      guard index >= first else { return }
      builder.add(Item(article: article, index: index)) {
        PageKey(
          publishedAt: article.record.article.content.publishedAt, index: index,
          id: article.record.article.id)
      }
    }
    return !builder.isComplete
  }
}

/// Gathers the items of one page until one too many has come.
struct PageBuilder<Item: Sendable> {
  private(set) var page: Page<Item>
  private let limit: Int
  /// The key of the article that the page key points into.
  let after: ArticleKey?
  private let afterIndex: Int
  private var lastKey: PageKey?
  private(set) var isComplete = false

  init(_ request: PageRequest, total: Int) {
    page = Page(items: [], total: total, next: nil)
    limit = request.limit
    after = request.after.map {
      let seconds = $0.publishedAt?.seconds ?? ArticleKey.undated
      return ArticleKey(rank: ArticleKey.rank(seconds, request.sort), id: $0.id)
    }
    afterIndex = request.after?.index ?? 0
  }

  /// The first index to show of the article with `key`.
  func firstIndex(_ key: ArticleKey) -> Int { key == after ? afterIndex + 1 : 0 }

  mutating func add(_ item: Item, _ key: () -> PageKey) {
    if page.items.count < limit {
      page.items.append(item)
      lastKey = key()
    } else {
      page.next = lastKey
      isComplete = true
    }
  }
}
