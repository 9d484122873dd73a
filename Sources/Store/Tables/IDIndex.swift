/// Finds things by their id without keeping the id: a set of (hash of the id, place), 16 bytes an entry.
///
/// The caller checks the id of the thing at each place it is offered, so equal hashes cost time, never an answer.
/// Hashes are seeded anew in each process, so nobody can choose ids that collide.
struct IDIndex: Sendable {
  struct Key: Comparable, Sendable {
    var hash: UInt64
    var place: UInt64

    static func < (a: Key, b: Key) -> Bool { (a.hash, a.place) < (b.hash, b.place) }
  }

  private(set) var keys = OrderedMap<Key, Nothing>()

  private func hash(_ id: String) -> UInt64 { UInt64(bitPattern: Int64(id.hashValue)) }

  mutating func insert(_ id: String, _ place: UInt64) {
    keys.insert(Key(hash: hash(id), place: place), Nothing())
  }

  mutating func remove(_ id: String, _ place: UInt64) { keys.remove(Key(hash: hash(id), place: place)) }

  func contains(_ id: String, _ place: UInt64) -> Bool { keys[Key(hash: hash(id), place: place)] != nil }

  /// The first thing that `thing` finds at a place kept under `id`'s hash. O(log count).
  func first<Thing>(_ id: String, _ thing: (UInt64) -> Thing?) -> Thing? {
    let hash = hash(id)
    var found: Thing?
    keys.forEach(from: Key(hash: hash, place: 0)) { key, _ in
      guard key.hash == hash else { return false }
      found = thing(key.place)
      return found == nil
    }
    return found
  }
}

/// Where an article, or one of its items, stands: the article's slot and the item's index.
struct Place: Sendable {
  var slot: Int32
  var index: Int

  init(slot: Int32, index: Int) {
    self.slot = slot
    self.index = index
  }

  init(_ packed: UInt64) {
    slot = Int32(packed >> 32)
    index = Int(packed & 0xFFFF_FFFF)
  }

  var packed: UInt64 { UInt64(UInt32(slot)) << 32 | UInt64(UInt32(index)) }
}
