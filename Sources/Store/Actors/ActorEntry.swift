import NewsModel

/// An actor over all articles, as kept; boxed, so that tables share it.
final class ActorEntry: Sendable {
  let tally: ActorTally

  init(_ tally: ActorTally) { self.tally = tally }
}

/// An article in the list of those in which an actor occurs.
struct Posting: Comparable, Sendable {
  var seconds: Int64
  var slot: Int32

  static func < (a: Posting, b: Posting) -> Bool { (a.seconds, a.slot) < (b.seconds, b.slot) }
}

/// Sums over an actor's appearances that can be taken back one by one.
struct ActorTally: Sendable {
  let number: Int32
  /// The ways articles refer to it, with the number of articles; few.
  private(set) var references: [(reference: ActorReference, articles: Int)] = []
  /// The most frequent name and kind, and the most frequent country and item among those given.
  private(set) var reference: ActorReference
  private(set) var aliases = OrderedMap<String, Int>()
  private(set) var roles = OrderedMap<RoleKey, Int>()
  private(set) var quotes = 0
  private(set) var positions = 0
  /// In order of date.
  private(set) var postings = OrderedMap<Posting, Nothing>()

  init(number: Int32, _ first: ActorReference) {
    self.number = number
    reference = first
  }

  /// Changes whenever a name comes or goes, so that the alias index is touched only then.
  private(set) var namesVersion = 0

  /// Takes back what an article added and adds what it adds now; either may be nothing.
  mutating func replace(_ old: Appearance?, _ new: Appearance?) {
    if let old { postings.remove(old.posting) }
    if let new { postings.insert(new.posting, Nothing()) }
    quotes += (new?.quotes ?? 0) - (old?.quotes ?? 0)
    positions += (new?.positions ?? 0) - (old?.positions ?? 0)
    // Adding first: a name that stays is not counted down to nothing in between.
    if let new { count(new.actor, by: 1) }
    if let old { count(old.actor, by: -1) }
    settle()
  }

  private mutating func count(_ actor: ArticleActor, by step: Int) {
    let aliasCount = aliases.count
    for alias in Set(actor.aliases) { aliases.count(alias, by: step) }
    if aliases.count != aliasCount { namesVersion += 1 }
    for role in Set(actor.roles) { roles.count(RoleKey(role), by: step) }
    if let known = references.firstIndex(where: { $0.reference == actor.reference }) {
      references[known].articles += step
      if references[known].articles == 0 {
        references.remove(at: known)
        namesVersion += 1
      }
    } else {
      references.append((actor.reference, step))
      namesVersion += 1
    }
  }

  private mutating func settle() {
    if references.count == 1 { reference = references[0].reference }
    guard references.count > 1 else { return }
    reference.name = mostFrequent(\.name) ?? reference.name
    reference.kind = mostFrequent(\.kind.rawValue).flatMap(ActorKind.init) ?? reference.kind
    reference.country = mostFrequent(\.country)
    reference.qid = mostFrequent(\.qid)
  }

  /// Ties go to the smallest, so that the order of writes does not show.
  private func mostFrequent(_ value: (ActorReference) -> String?) -> String? {
    var counts: [String: Int] = [:]
    for (reference, articles) in references {
      if let value = value(reference) { counts[value, default: 0] += articles }
    }
    return counts.min { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }?.key
  }

  /// The keys under which `actors(alias:)` finds it.
  func aliasKeys() -> Set<String> {
    var keys = Set(references.map { LatinFolding.key($0.reference.name) })
    aliases.forEach { alias, _ in
      keys.insert(LatinFolding.key(alias))
      return true
    }
    return keys
  }

  /// O(aliases · log aliases).
  var summary: ActorSummary {
    let firstSeen = postings.first?.key.seconds
    let lastSeen = postings.last(below: Posting(seconds: ArticleKey.undated, slot: 0))?.key.seconds
    return ActorSummary(
      reference: reference, aliases: aliases.byFrequency, roles: roles.byFrequency.map(\.role),
      quotes: quotes, positions: positions, articles: postings.count,
      firstSeen: firstSeen == ArticleKey.undated ? nil : firstSeen.map(Timestamp.init(seconds:)),
      lastSeen: lastSeen.map(Timestamp.init(seconds:)))
  }
}

/// An office in alphabetical order.
struct RoleKey: Comparable, Sendable {
  var role: ActorRole

  init(_ role: ActorRole) { self.role = role }

  static func < (a: RoleKey, b: RoleKey) -> Bool {
    if a.role.title != b.role.title { return a.role.title < b.role.title }
    return switch (a.role.organization, b.role.organization) {
    case (let left?, let right?): left < right
    case (nil, .some): true
    default: false
    }
  }
}

extension OrderedMap where Value == Int {
  /// Adds `step` to the count of `key`; what is counted down to 0 goes.
  mutating func count(_ key: Key, by step: Int) {
    let count = (self[key] ?? 0) + step
    if count == 0 { remove(key) } else { insert(key, count) }
  }

  /// Keys, the most frequent first, ties in key order.
  var byFrequency: [Key] {
    var counted: [(key: Key, count: Int)] = []
    forEach {
      counted.append(($0, $1))
      return true
    }
    return counted.sorted { $0.count != $1.count ? $0.count > $1.count : $0.key < $1.key }.map(\.key)
  }
}
