import Digest
import Extraction
import NewsModel
import Store

/// A draft read by the extractor: everything about a revision that does not depend on what is stored.
struct Reading: Sendable {
  /// Without an id, and with a language.
  let content: ArticleDraft
  let hash: String
  let analysis: Analysis
  let tookMilliseconds: Double

  /// The record of the next revision of the article `id`: named items, settled actors.
  ///
  /// `previous` is what is stored under the id, `store` the state it will be added to; `nil` when it will not be.
  func record(id: String, previous: ArticleRecord?, store: Snapshot?, now: Timestamp) -> ArticleRecord {
    let naming = ActorNaming(analysis, article: id, previous: previous, store: store)
    var quotes = naming.settle(analysis.quotes)
    var positions = naming.settle(analysis.positions)
    ItemNaming.name(&quotes, article: id)
    ItemNaming.name(&positions, article: id)
    let actors = naming.actors(of: quotes, positions)

    var counts = ArticleCounts()
    counts.words = analysis.words
    counts.paragraphs = analysis.paragraphs
    counts.quotes = quotes.count
    counts.positions = positions.count
    counts.actors = actors.count
    let note = ExtractionNote(
      version: Extractor.version, tookMilliseconds: tookMilliseconds,
      warnings: content.warnings + analysis.warnings)
    let article = Article(
      id: id, content: content, rev: (previous?.article.rev ?? 0) + 1, seq: 0,
      createdAt: previous?.article.createdAt ?? now, updatedAt: now, hash: hash, counts: counts,
      extraction: note)
    return ArticleRecord(article: article, quotes: quotes, positions: positions, actors: actors)
  }
}

extension ArticleDraft {
  /// What is stored of it: no id, for the article has one, and a language.
  var content: ArticleDraft {
    var content = self
    content.id = nil
    content.lang = lang ?? Ingestion.languageDefault
    return content
  }

  func saysTheSameText(as other: ArticleDraft) -> Bool { text.utf8.elementsEqual(other.text.utf8) }

  /// Whether both say the same, byte for byte; how they were imported (`warnings`) does not count.
  ///
  /// Byte for byte, because `==` takes texts for equal that are so only after normalisation, and what was said
  /// stays what was said.
  func saysTheSame(as other: ArticleDraft) -> Bool {
    func same(_ a: String?, _ b: String?) -> Bool {
      switch (a, b) {
      case (let a?, let b?): a.utf8.elementsEqual(b.utf8)
      case (nil, nil): true
      default: false
      }
    }
    return saysTheSameText(as: other) && same(title, other.title) && same(url, other.url)
      && same(byline, other.byline) && same(dateline, other.dateline) && same(section, other.section)
      && same(lang, other.lang) && same(rights, other.rights) && publishedAt == other.publishedAt
      && same(source?.id, other.source?.id) && same(source?.name, other.source?.name)
      && authors.count == other.authors.count && zip(authors, other.authors).allSatisfy(same)
      && topics.count == other.topics.count
      && zip(topics, other.topics).allSatisfy {
        same($0.scheme, $1.scheme) && same($0.code, $1.code) && same($0.label, $1.label)
      }
  }
}
