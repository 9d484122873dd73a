import Sockets

/// A place in the table and which of its tenants is meant, so that news for one that is gone reach nobody.
struct PeerID: Equatable, Sendable {
  let index: Int32
  let generation: UInt32

  /// As the poller carries it. Generations start at 1, so small tokens are free for other things.
  var token: UInt64 { UInt64(generation) << 32 | UInt64(UInt32(bitPattern: index)) }

  init(index: Int32, generation: UInt32) {
    self.index = index
    self.generation = generation
  }

  init(token: UInt64) {
    index = Int32(bitPattern: UInt32(truncatingIfNeeded: token))
    generation = UInt32(truncatingIfNeeded: token >> 32)
  }
}

/// A loop's peers: memory in blocks that never move, so that pointers to peers stay good until they are removed.
/// All operations are O(1). Blocks are kept for the next peers.
struct PeerTable: ~Copyable {
  private static let blockCount = 256

  private struct Place {
    var generation: UInt32 = 1
    var isTaken = false
  }

  private var blocks: [UnsafeMutablePointer<Peer>] = []
  private var places: [Place] = []
  private var free: [Int32] = []

  private(set) var count = 0

  init() {}

  deinit {
    for index in places.indices where places[index].isTaken {
      address(Int32(index)).deinitialize(count: 1)
    }
    for block in blocks { block.deallocate() }
  }

  mutating func insert(_ peer: consuming Peer) -> PeerID {
    if free.isEmpty { grow() }
    let index = free.removeLast()
    places[Int(index)].isTaken = true
    count += 1
    address(index).initialize(to: peer)
    return PeerID(index: index, generation: places[Int(index)].generation)
  }

  /// Where the peer lies; `nil` when it is gone.
  ///
  /// The pointer is good until `remove(id)`, by the thread that owns the table.
  func find(_ id: PeerID) -> UnsafeMutablePointer<Peer>? {
    guard id.index >= 0, id.index < places.count else { return nil }
    let place = places[Int(id.index)]
    return place.isTaken && place.generation == id.generation ? address(id.index) : nil
  }

  /// Of a peer known to be there.
  func current(_ index: Int) -> PeerID {
    PeerID(index: Int32(index), generation: places[index].generation)
  }

  /// Ends a peer, which closes its socket.
  mutating func remove(_ id: PeerID) {
    precondition(find(id) != nil, "a peer is removed once")
    address(id.index).deinitialize(count: 1)
    places[Int(id.index)].isTaken = false
    // Never 0: tokens below 2^32 are not peers'.
    let next = places[Int(id.index)].generation &+ 1
    places[Int(id.index)].generation = next == 0 ? 1 : next
    free.append(id.index)
    count -= 1
  }

  /// Everyone there now, for work that may remove some.
  var all: [PeerID] {
    places.indices.filter { places[$0].isTaken }.map { current($0) }
  }

  private func address(_ index: Int32) -> UnsafeMutablePointer<Peer> {
    // Safe: an index comes from `free` or was checked against `places`, which has an entry for each peer of each block.
    blocks[Int(index) / Self.blockCount] + Int(index) % Self.blockCount
  }

  private mutating func grow() {
    let first = places.count
    blocks.append(.allocate(capacity: Self.blockCount))
    places += repeatElement(Place(), count: Self.blockCount)
    free += (first..<places.count).reversed().map(Int32.init)
  }
}
