import NewsModel

/// Decides which items of an article a list shows.
protocol RowMatcher {
  /// Whether every item passes.
  var isTrivial: Bool { get }
  /// Filters that fail in every article in which none of their actors occurs.
  var actorFilters: [ActorFilter] { get }
  /// Calls `body` with the index of each item that passes, upwards.
  func forEachMatch(_ chunk: Chunk, _ place: Int, _ body: (Int) -> Void)
}

/// Articles: `actor` occurs in them; `speaker` speaks a quote or position in them; `target` is one of a position.
struct ArticleMatcher: RowMatcher {
  private let actor: ActorFilter
  private let speaker: ActorFilter
  private let target: ActorFilter

  init(_ filter: Filter, in tables: Tables) {
    actor = ActorFilter(filter.actor, in: tables)
    speaker = ActorFilter(filter.speaker, in: tables)
    target = ActorFilter(filter.target, in: tables)
  }

  var isTrivial: Bool { actor.isTrivial && speaker.isTrivial && target.isTrivial }
  var actorFilters: [ActorFilter] { [actor, speaker, target] }

  func forEachMatch(_ chunk: Chunk, _ place: Int, _ body: (Int) -> Void) {
    if passes(chunk, place) { body(0) }
  }

  private func passes(_ chunk: Chunk, _ place: Int) -> Bool {
    if isTrivial { return true }
    guard actor.passes(chunk.actors.rows[chunk.actors.range(place)]) else { return false }
    if speaker.isTrivial && target.isTrivial { return true }
    let links = chunk.links.rows[chunk.links.range(place)]
    let quotes = chunk.quotes.rows[chunk.quotes.range(place)]
    let speakers = quotes.lazy.map(\.speaker).filter { $0 != noActor }
    return speaker.passes(Array(speakers) + links.actors(ActorLink.speaker))
      && target.passes(links.actors(ActorLink.target))
  }
}

/// Quotes: `actor` and `speaker` both name the speaker.
struct QuoteMatcher: RowMatcher {
  private let speaker: ActorFilter
  private let alsoSpeaker: ActorFilter
  private let kinds: CodeMask
  private let minConfidence: Double

  init(_ filter: Filter, in tables: Tables) {
    speaker = ActorFilter(filter.speaker, in: tables)
    alsoSpeaker = ActorFilter(filter.actor, in: tables)
    kinds = CodeMask(filter.type, Quote.Kind.self)
    minConfidence = filter.minConfidence ?? -Double.infinity
  }

  var isTrivial: Bool {
    speaker.isTrivial && alsoSpeaker.isTrivial && kinds.isTrivial && minConfidence == -Double.infinity
  }
  var actorFilters: [ActorFilter] { [speaker, alsoSpeaker] }

  func forEachMatch(_ chunk: Chunk, _ place: Int, _ body: (Int) -> Void) {
    let range = chunk.quotes.range(place)
    chunk.quotes.rows.withUnsafeBufferPointer { rows in
      for index in range where passes(rows[index]) { body(index - range.lowerBound) }
    }
  }

  private func passes(_ row: QuoteRow) -> Bool {
    row.confidence >= minConfidence && kinds.passes(row.kind) && speaker.passes(row.speaker)
      && alsoSpeaker.passes(row.speaker)
  }
}

/// Positions: `actor` is holder, speaker or target.
struct PositionMatcher: RowMatcher {
  private let actor: ActorFilter
  private let speaker: ActorFilter
  private let target: ActorFilter
  private let acts: CodeMask
  private let polarities: CodeMask
  private let modes: CodeMask
  private let minConfidence: Double

  init(_ filter: Filter, in tables: Tables) {
    actor = ActorFilter(filter.actor, in: tables)
    speaker = ActorFilter(filter.speaker, in: tables)
    target = ActorFilter(filter.target, in: tables)
    acts = CodeMask(filter.act, Position.Act.self)
    polarities = CodeMask(filter.polarity, Position.Polarity.self)
    modes = CodeMask(filter.mode, Position.Mode.self)
    minConfidence = filter.minConfidence ?? -Double.infinity
  }

  var isTrivial: Bool {
    actorFilters.allSatisfy(\.isTrivial) && acts.isTrivial && polarities.isTrivial && modes.isTrivial
      && minConfidence == -Double.infinity
  }
  var actorFilters: [ActorFilter] { [actor, speaker, target] }

  func forEachMatch(_ chunk: Chunk, _ place: Int, _ body: (Int) -> Void) {
    let range = chunk.positions.range(place)
    let firstLink = chunk.links.range(place).lowerBound
    let asksActors = !(actor.isTrivial && speaker.isTrivial && target.isTrivial)
    chunk.positions.rows.withUnsafeBufferPointer { rows in
      for index in range {
        let row = rows[index]
        guard row.confidence >= minConfidence, acts.passes(row.act), polarities.passes(row.polarity),
          modes.passes(row.mode)
        else { continue }
        if asksActors {
          let start = index == range.lowerBound ? 0 : rows[index - 1].linksEnd
          let links = chunk.links.rows[firstLink + Int(start)..<firstLink + Int(row.linksEnd)]
          guard actor.passes(links, ActorLink.anyRole), speaker.passes(links, ActorLink.speaker),
            target.passes(links, ActorLink.target)
          else { continue }
        }
        body(index - range.lowerBound)
      }
    }
  }
}

extension ActorFilter {
  fileprivate func passes(_ links: ArraySlice<ActorLink>, _ roles: UInt32) -> Bool {
    isTrivial || passes(links.actors(roles))
  }
}

extension ArraySlice<ActorLink> {
  /// Numbers of the actors in one of `roles`.
  fileprivate func actors(_ roles: UInt32) -> [Int32] {
    compactMap { $0.roles & roles != 0 ? $0.actor : nil }
  }
}
