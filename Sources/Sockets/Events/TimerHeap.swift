/// Deadlines of small-numbered things (table indices), at most one each: a binary heap that knows where each stands.
/// Setting and removing are O(log n), the earliest is O(1). Memory: 20 bytes a deadline set, 4 an index used.
public struct TimerHeap: Sendable {
  private struct Entry {
    var deadline: Int64
    var index: Int
  }

  private var entries: [Entry] = []
  /// Where an index stands in `entries`; -1: nowhere.
  private var places: [Int32] = []

  public init() {}

  public var count: Int { entries.count }

  /// The earliest deadline; `nil` when none is set.
  public var earliest: Int64? { entries.first?.deadline }

  /// The deadline of `index`; `nil` when it has none.
  public func deadline(of index: Int) -> Int64? {
    guard index < places.count, places[index] >= 0 else { return nil }
    return entries[Int(places[index])].deadline
  }

  /// Sets or moves the deadline of `index`.
  public mutating func set(_ index: Int, _ deadline: Int64) {
    if index >= places.count { places += repeatElement(-1, count: index + 1 - places.count) }
    var place = Int(places[index])
    if place < 0 {
      place = entries.count
      entries.append(Entry(deadline: deadline, index: index))
      places[index] = Int32(place)
    } else {
      entries[place].deadline = deadline
    }
    sift(place)
  }

  public mutating func remove(_ index: Int) {
    guard index < places.count, places[index] >= 0 else { return }
    let place = Int(places[index])
    places[index] = -1
    let last = entries.removeLast()
    guard place < entries.count else { return }
    entries[place] = last
    places[last.index] = Int32(place)
    sift(place)
  }

  /// Removes and returns an index whose deadline is `now` or earlier; `nil` when there is none.
  public mutating func popDue(_ now: Int64) -> Int? {
    guard let first = entries.first, first.deadline <= now else { return nil }
    remove(first.index)
    return first.index
  }

  /// Moves the entry at `place` up or down to where it belongs.
  private mutating func sift(_ place: Int) {
    var place = place
    let entry = entries[place]
    while place > 0 {
      let parent = (place - 1) / 2
      if entries[parent].deadline <= entry.deadline { break }
      put(entries[parent], place)
      place = parent
    }
    while true {
      var child = 2 * place + 1
      if child >= entries.count { break }
      if child + 1 < entries.count, entries[child + 1].deadline < entries[child].deadline { child += 1 }
      if entries[child].deadline >= entry.deadline { break }
      put(entries[child], place)
      place = child
    }
    put(entry, place)
  }

  private mutating func put(_ entry: Entry, _ place: Int) {
    entries[place] = entry
    places[entry.index] = Int32(place)
  }
}
