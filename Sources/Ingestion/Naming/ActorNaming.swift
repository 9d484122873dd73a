import Extraction
import NewsModel
import Store

/// Settles who is who among the actors of one article and the store, and writes one reference for each into every
/// quote and position.
///
/// Two references with one id are one actor when nothing tells them apart: the same kind, no two countries, no two
/// Wikidata items. Otherwise there is a clash, and the later one gets `-2`, `-3`, ….
struct ActorNaming {
  /// One actor of the article and the references that mean it.
  private struct Group {
    var reference: ActorReference
    var members: Set<ActorReference>
    var aliases: [String] = []
    var roles: [ActorRole] = []
  }

  /// In order of appearance.
  private var groups: [Group] = []
  private var indices: [ActorReference: Int] = [:]

  /// `previous` is the article's present record: an actor that it had keeps its id. `store` is `nil` when nothing
  /// will be stored. O(actors · log store).
  init(_ analysis: Analysis, article: String, previous: ArticleRecord?, store: Snapshot?) {
    for actor in analysis.actors {
      let group = enter(actor.reference)
      for alias in actor.aliases where !groups[group].aliases.contains(alias) {
        groups[group].aliases.append(alias)
      }
      for role in actor.roles where !groups[group].roles.contains(role) { groups[group].roles.append(role) }
    }
    for quote in analysis.quotes { quote.forEachActor { _ = enter($0) } }
    for position in analysis.positions { position.forEachActor { _ = enter($0) } }

    var taken: Set<String> = []
    for index in groups.indices {
      let id = Self.id(
        for: groups[index].reference, taken, article: article, previous: previous, store: store)
      taken.insert(id)
      groups[index].reference.id = id
    }
  }

  private mutating func enter(_ reference: ActorReference) -> Int {
    if let known = indices[reference] { return known }
    let group = groups.firstIndex { group in
      group.reference.id == reference.id && group.reference.mayBe(reference)
    }
    if let group {
      groups[group].members.insert(reference)
      groups[group].reference.country = groups[group].reference.country ?? reference.country
      groups[group].reference.qid = groups[group].reference.qid ?? reference.qid
    } else {
      groups.append(Group(reference: reference, members: [reference]))
    }
    indices[reference] = group ?? groups.count - 1
    return group ?? groups.count - 1
  }

  private static func id(
    for reference: ActorReference, _ taken: Set<String>, article: String, previous: ArticleRecord?,
    store: Snapshot?
  ) -> String {
    func isFree(_ id: String) -> Bool {
      if taken.contains(id) { return false }
      return store?.actorReference(id, besides: article).map { $0.mayBe(reference) } ?? true
    }
    let before = previous?.actors.map(\.reference).first { old in
      old.isNumbered(reference.id) && old.mayBe(reference) && isFree(old.id)
    }
    if let before { return before.id }
    // Ends: each number that is not free belongs to another identity, and those are finite.
    var n = 1
    while true {
      let id = n == 1 ? reference.id : "\(reference.id)-\(n)"
      if isFree(id) { return id }
      n += 1
    }
  }

  // MARK: Writing the outcome

  /// The settled form of a reference that the analysis used.
  private func settled(_ reference: ActorReference) -> ActorReference {
    indices[reference].map { groups[$0].reference } ?? reference
  }

  func settle(_ quotes: [Quote]) -> [Quote] {
    quotes.map { quote in
      var quote = quote
      quote.speaker = quote.speaker.map(settled)
      return quote
    }
  }

  func settle(_ positions: [Position]) -> [Position] {
    positions.map { position in
      var position = position
      for index in position.holders.indices {
        position.holders[index].actor = settled(position.holders[index].actor)
        position.holders[index].represents = position.holders[index].represents.map(settled)
      }
      for index in position.targets.indices {
        position.targets[index].actor = settled(position.targets[index].actor)
      }
      position.speaker = position.speaker.map(settled)
      position.chain = position.chain.map(settled)
      return position
    }
  }

  /// Every actor that the items point to, once; actors that no item points to are left out.
  func actors(of quotes: [Quote], _ positions: [Position]) -> [ArticleActor] {
    var used: Set<String> = []
    for quote in quotes { quote.forEachActor { used.insert($0.id) } }
    for position in positions { position.forEachActor { used.insert($0.id) } }
    return groups.filter { used.contains($0.reference.id) }.map {
      ArticleActor(reference: $0.reference, aliases: $0.aliases, roles: $0.roles)
    }
  }
}

extension ActorReference {
  /// Whether nothing that is known speaks against both being the same actor.
  func mayBe(_ other: ActorReference) -> Bool {
    func agree(_ a: String?, _ b: String?) -> Bool { a == nil || b == nil || a == b }
    return kind == other.kind && agree(country, other.country) && agree(qid, other.qid)
  }

  /// Whether the id is `base`, or `base` with a clash number.
  func isNumbered(_ base: String) -> Bool {
    if id == base { return true }
    guard id.hasPrefix(base + "-") else { return false }
    let digits = id.utf8.dropFirst(base.utf8.count + 1)
    return !digits.isEmpty && digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }
}

extension Quote {
  func forEachActor(_ body: (ActorReference) -> Void) {
    if let speaker { body(speaker) }
  }
}

extension Position {
  func forEachActor(_ body: (ActorReference) -> Void) {
    for holder in holders {
      body(holder.actor)
      if let represents = holder.represents { body(represents) }
    }
    if let speaker { body(speaker) }
    for source in chain { body(source) }
    for target in targets { body(target.actor) }
  }
}
