/// What a peer is to be sent, in order: bytes of the buffer's own, and among them stretches that lie elsewhere and are
/// sent from there instead of being copied. Memory is kept for the next use. One thread's own.
public struct Output: ~Copyable {
  /// Bytes from elsewhere, and before which own byte they stand.
  private struct Stretch {
    var place: Int
    var bytes: UnsafeRawBufferPointer
  }

  private var own: UnsafeMutableRawPointer?
  private var capacity = 0
  /// Own bytes from `start` to `end` are unsent.
  private var start = 0
  private var end = 0
  private var stretches: UnsafeMutablePointer<Stretch>?
  private var stretchCapacity = 0
  private var stretchCount = 0
  /// The first stretch that is not all sent.
  private var firstStretch = 0
  /// Bytes of the stretches not sent.
  private var stretchBytes = 0

  public init() {}

  deinit {
    own?.deallocate()
    stretches?.deallocate()
  }

  /// Bytes not sent.
  public var count: Int { end &- start &+ stretchBytes }
  public var isEmpty: Bool { count == 0 }
  /// Bytes of memory that it holds on to.
  public var footprint: Int { capacity }

  // MARK: Appending

  /// Makes room for `bytes` more, of which `write` fills in as many as it returns. Amortized O(bytes).
  @inline(__always)
  mutating func append(upTo bytes: Int, _ write: (UnsafeMutableRawPointer) -> Int) {
    if capacity &- end < bytes { grow(bytes) }
    guard let own else { preconditionFailure("there is room") }
    let written = write(own + end)
    assert(written <= bytes)
    end &+= written
  }

  /// Copies `bytes`.
  public mutating func append(_ bytes: UnsafeRawBufferPointer) {
    guard let base = bytes.baseAddress else { return }
    append(upTo: bytes.count) {
      $0.copyMemory(from: base, byteCount: bytes.count)
      return bytes.count
    }
  }

  public mutating func append(_ bytes: [UInt8]) { bytes.withUnsafeBytes { append($0) } }

  /// Sends `bytes` from where they lie. They must stay there, unchanged, until they are sent, or until `settle`.
  public mutating func borrow(_ bytes: UnsafeRawBufferPointer) {
    if bytes.isEmpty { return }
    if stretchCount == stretchCapacity { growStretches() }
    guard let stretches else { preconditionFailure("there is room") }
    (stretches + stretchCount).initialize(to: Stretch(place: end, bytes: bytes))
    stretchCount &+= 1
    stretchBytes &+= bytes.count
  }

  @inline(never)
  private mutating func growStretches() {
    let capacity = max(32, 2 * stretchCapacity)
    let memory = UnsafeMutablePointer<Stretch>.allocate(capacity: capacity)
    if let stretches {
      memory.moveInitialize(from: stretches, count: stretchCount)
      stretches.deallocate()
    }
    stretches = memory
    stretchCapacity = capacity
  }

  @inline(never)
  private mutating func grow(_ bytes: Int) {
    let unsent = end - start
    var wanted = max(4096, capacity)
    while wanted < unsent + bytes { wanted *= 2 }
    let memory = UnsafeMutableRawPointer.allocate(byteCount: wanted, alignment: 16)
    if let own {
      memory.copyMemory(from: own + start, byteCount: unsent)
      own.deallocate()
    }
    own = memory
    capacity = wanted
    if let stretches {
      for index in 0..<stretchCount { stretches[index].place -= start }
    }
    start = 0
    end = unsent
  }

  // MARK: Sending

  /// The unsent bytes, when they lie in one piece.
  @inline(__always)
  public var onePart: UnsafeRawBufferPointer? { stretchBytes == 0 ? ownBytes(start, end) : nil }

  /// Fills in the unsent bytes in order, as many as there is room for, and says how many parts they are.
  public func fill(_ parts: UnsafeMutableBufferPointer<UnsafeRawBufferPointer>) -> Int {
    if let stretches, stretchCount == 1, firstStretch == 0, stretches[0].place == end, start < end,
      parts.count > 1
    {
      // A head and its content.
      parts[0] = ownBytes(start, end)
      parts[1] = stretches[0].bytes
      return 2
    }
    var count = 0
    var position = start
    @inline(__always) func add(_ bytes: UnsafeRawBufferPointer) {
      if bytes.isEmpty || count == parts.count { return }
      parts[count] = bytes
      count &+= 1
    }
    if let stretches {
      for index in firstStretch..<stretchCount {
        add(ownBytes(position, stretches[index].place))
        add(stretches[index].bytes)
        position = stretches[index].place
      }
    }
    add(ownBytes(position, end))
    return count
  }

  private func ownBytes(_ from: Int, _ to: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: own.map { $0 + from }, count: to &- from)
  }

  /// The first `sent` bytes are sent.
  public mutating func consume(_ sent: Int) {
    let count = count
    precondition(sent <= count, "no more can be sent than there is")
    if sent == count { return removeAll() }
    if stretchBytes == 0 {
      start &+= sent
    } else {
      consumeParts(sent)
    }
  }

  private mutating func consumeParts(_ sent: Int) {
    guard let stretches else { preconditionFailure("there are stretches") }
    var rest = sent
    while firstStretch < stretchCount {
      let before = min(rest, stretches[firstStretch].place - start)
      start += before
      rest -= before
      if rest == 0 { return }
      let bytes = stretches[firstStretch].bytes
      let part = min(rest, bytes.count)
      stretchBytes -= part
      rest -= part
      stretches[firstStretch].bytes = UnsafeRawBufferPointer(rebasing: bytes[part...])
      if part < bytes.count { return }
      firstStretch += 1
    }
    start += rest
  }

  /// Copies what was borrowed, so that all of it is its own. O(count) when something was.
  public mutating func settle() {
    if stretchBytes == 0 {
      stretchCount = 0
      firstStretch = 0
      return
    }
    var whole = Output()
    forEachPart { whole.append($0) }
    self = whole
  }

  /// Drops everything, and keeps the memory.
  @inline(__always)
  public mutating func removeAll() {
    start = 0
    end = 0
    stretchBytes = 0
    stretchCount = 0
    firstStretch = 0
  }

  /// All unsent bytes.
  public func bytes() -> [UInt8] {
    var all: [UInt8] = []
    all.reserveCapacity(count)
    forEachPart { all.append(contentsOf: $0) }
    return all
  }

  private func forEachPart(_ body: (UnsafeRawBufferPointer) -> Void) {
    withUnsafeTemporaryAllocation(of: UnsafeRawBufferPointer.self, capacity: 2 * stretchCount + 1) { parts in
      for index in 0..<fill(parts) { body(parts[index]) }
    }
  }
}
