/// Values under keys, in the order of their last use. Everything is O(1); for one thread at a time.
struct RecentlyUsed<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private struct Slot {
    var key: Key
    var value: Value
    /// Neighbours in the order of use; -1 where there is none.
    var newer = -1
    var older = -1
  }

  private var slots: [Slot?] = []
  private var places: [Key: Int] = [:]
  private var free: [Int] = []
  private var newest = -1
  private var oldest = -1

  var count: Int { places.count }

  /// The value under `key`, which is now the one used last.
  mutating func use(_ key: Key) -> Value? {
    guard let place = places[key] else { return nil }
    if place != newest {
      unlink(place)
      link(place)
    }
    return slots[place]?.value
  }

  /// Puts `value` under `key`, as the one used last, and returns what was there.
  @discardableResult
  mutating func set(_ key: Key, _ value: Value) -> Value? {
    if let place = places[key] {
      let former = slots[place]?.value
      slots[place]?.value = value
      unlink(place)
      link(place)
      return former
    }
    let place = free.popLast() ?? slots.count
    if place == slots.count { slots.append(nil) }
    slots[place] = Slot(key: key, value: value)
    places[key] = place
    link(place)
    return nil
  }

  /// Takes out what has not been used for the longest time.
  mutating func removeOldest() -> (key: Key, value: Value)? {
    guard oldest >= 0, let slot = slots[oldest] else { return nil }
    let place = oldest
    unlink(place)
    slots[place] = nil
    free.append(place)
    places[slot.key] = nil
    return (slot.key, slot.value)
  }

  private mutating func link(_ place: Int) {
    slots[place]?.newer = -1
    slots[place]?.older = newest
    if newest >= 0 { slots[newest]?.newer = place }
    newest = place
    if oldest < 0 { oldest = place }
  }

  private mutating func unlink(_ place: Int) {
    guard let slot = slots[place] else { return }
    if slot.newer >= 0 { slots[slot.newer]?.older = slot.older } else { newest = slot.older }
    if slot.older >= 0 { slots[slot.older]?.newer = slot.newer } else { oldest = slot.newer }
  }
}
