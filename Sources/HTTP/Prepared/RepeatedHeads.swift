/// Heads that were answered from prepared bytes before, byte for byte, with what reading them came to: clients repeat
/// themselves, and equal bytes ask for the same. One thread's own; a small table in which newer heads take the place of older ones.
struct RepeatedHeads: ~Copyable {
  /// Bytes of a head that is remembered.
  private static let bytesMax = 1024
  /// Bytes of the shortest; below, there is nothing to gain.
  private static let bytesMin = 32
  private static let slotsCount = 256

  struct Outcome {
    /// Where the answer lies in the table of answers, and which one it was.
    var slot: Int
    var id: UInt64
    var persists: Bool
    var option: ConnectionOption
    /// Of the request's own id; empty when it has none.
    var requestID: Range<Int>
  }

  private struct Place {
    var bytes: UnsafeMutableRawPointer?
    var capacity = 0
    var count = 0
    var outcome: Outcome
  }

  private let places: UnsafeMutablePointer<Place>
  /// The place used last: behind a request in one piece with it stands mostly the same once more.
  private var last = 0

  init() {
    places = .allocate(capacity: Self.slotsCount)
    let outcome = Outcome(slot: 0, id: 0, persists: false, option: .none, requestID: 0..<0)
    places.initialize(repeating: Place(bytes: nil, outcome: outcome), count: Self.slotsCount)
  }

  deinit {
    for index in 0..<Self.slotsCount { places[index].bytes?.deallocate() }
    places.deallocate()
  }

  /// Whether `received` begins with a head that is here; its bytes and what it came to.
  @inline(__always)
  mutating func find(_ received: UnsafeRawBufferPointer) -> (bytes: Int, outcome: Outcome)? {
    guard received.count >= Self.bytesMin, let base = received.baseAddress else { return nil }
    if !isPrefix(last, base, received.count) {
      let place = Self.place(base, received.count)
      guard isPrefix(place, base, received.count) else { return nil }
      last = place
    }
    // Safe: `last` is a place, and places never move.
    let place = places + last
    return (place.pointee.count, place.pointee.outcome)
  }

  /// Remembers a head of `count` bytes.
  mutating func keep(_ head: UnsafeRawPointer, _ count: Int, _ outcome: Outcome) {
    guard count >= Self.bytesMin, count <= Self.bytesMax else { return }
    let place = places + Self.place(head, count)
    if place.pointee.capacity < count {
      place.pointee.bytes?.deallocate()
      place.pointee.bytes = .allocate(byteCount: count, alignment: 8)
      place.pointee.capacity = count
    }
    place.pointee.bytes?.copyMemory(from: head, byteCount: count)
    place.pointee.count = count
    place.pointee.outcome = outcome
  }

  @inline(__always)
  private func isPrefix(_ place: Int, _ received: UnsafeRawPointer, _ available: Int) -> Bool {
    let count = places[place].count
    guard count > 0, count <= available, let bytes = places[place].bytes else { return false }
    return UnsafeRawPointer(bytes).isEqual(to: received, count)
  }

  /// Heads that differ in length, or where targets and ends mostly differ, have different places mostly.
  @inline(__always)
  private static func place(_ head: UnsafeRawPointer, _ count: Int) -> Int {
    func word(_ offset: Int) -> UInt64 { head.loadUnaligned(fromByteOffset: offset, as: UInt64.self) }
    let mixed = UInt64(truncatingIfNeeded: count) &* 0xD6E8_FEB8_6659_FD93
    let hash =
      (mixed ^ word(8) ^ (word(16) &<< 1) ^ (word(24) &<< 2) ^ (word(count &- 12) &<< 3))
      &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: hash &>> 56)
  }
}
