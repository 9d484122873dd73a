import NewsModel

/// Lists. Which filters apply to what:
///
/// | list | filters |
/// | --- | --- |
/// | articles | `article` `actor` `speaker` `target` `from` `to` |
/// | quotes | `article` `actor` `speaker` `type` `from` `to` `minConfidence` |
/// | positions | `article` `actor` `speaker` `target` `act` `polarity` `mode` `from` `to` `minConfidence` |
/// | actors | `article` `actor` `kind` |
///
/// Without a filter a page costs O(log store + limit). `article`, `actor`, `speaker` and `target` values cost a pass
/// over the rows of the articles they point to; any other filter a pass over all rows (some 16 bytes an item).
/// A `limit` outside 1…500 traps: the API has answered it before.
extension Snapshot {
  public func articles(_ filter: Filter, _ page: PageRequest) -> Page<ArticleRecord> {
    let list = ItemList(filter, ArticleMatcher(filter, in: tables), in: tables)
    return list.page(page, everything: tables.articleCount).map(\.article.record)
  }

  public func quotes(_ filter: Filter, _ page: PageRequest) -> Page<RecordItem> {
    let list = ItemList(filter, QuoteMatcher(filter, in: tables), in: tables)
    return list.page(page, everything: tables.quoteCount).map {
      RecordItem(record: $0.article.record, index: $0.index)
    }
  }

  public func positions(_ filter: Filter, _ page: PageRequest) -> Page<RecordItem> {
    let list = ItemList(filter, PositionMatcher(filter, in: tables), in: tables)
    return list.page(page, everything: tables.positionCount).map {
      RecordItem(record: $0.article.record, index: $0.index)
    }
  }

  /// Ordered by id whatever `page.sort` says.
  public func actors(_ filter: Filter, _ page: PageRequest) -> Page<ActorSummary> {
    ActorList(filter, in: tables).page(page)
  }
}

extension Page {
  fileprivate func map<Other: Sendable>(_ transform: (Item) -> Other) -> Page<Other> {
    Page<Other>(items: items.map(transform), total: total, next: next)
  }
}
