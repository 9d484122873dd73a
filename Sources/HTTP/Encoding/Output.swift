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
  private var stretches: [Stretch] = []
  /// The first stretch that is not all sent.
  private var firstStretch = 0
  /// Bytes of the stretches not sent.
  private var stretchBytes = 0

  public init() {}

  deinit { own?.deallocate() }

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
    stretches.append(Stretch(place: end, bytes: bytes))
    stretchBytes &+= bytes.count
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
    for index in stretches.indices { stretches[index].place -= start }
    start = 0
    end = unsent
  }

  // MARK: Sending

  /// Calls `body` with the unsent bytes in order, in at most `parts.count` parts. Those beyond come next time.
  public func withParts<Result>(
    _ parts: UnsafeMutableBufferPointer<UnsafeRawBufferPointer>,
    _ body: (UnsafeBufferPointer<UnsafeRawBufferPointer>) -> Result
  ) -> Result {
    var count = 0
    var position = start
    func add(_ bytes: UnsafeRawBufferPointer) {
      if bytes.isEmpty || count == parts.count { return }
      parts[count] = bytes
      count &+= 1
    }
    for index in firstStretch..<stretches.count {
      add(ownBytes(position, stretches[index].place))
      add(stretches[index].bytes)
      position = stretches[index].place
    }
    add(ownBytes(position, end))
    return body(UnsafeBufferPointer(rebasing: parts[..<count]))
  }

  private func ownBytes(_ from: Int, _ to: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: own.map { $0 + from }, count: to &- from)
  }

  /// The first `sent` bytes are sent.
  public mutating func consume(_ sent: Int) {
    precondition(sent <= count, "no more can be sent than there is")
    if stretchBytes == 0 {
      start &+= sent
    } else {
      consumeParts(sent)
    }
    if isEmpty { removeAll() }
  }

  private mutating func consumeParts(_ sent: Int) {
    var rest = sent
    while firstStretch < stretches.count {
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
      stretches.removeAll(keepingCapacity: true)
      firstStretch = 0
      return
    }
    var whole = Output()
    withUnsafeTemporaryAllocation(of: UnsafeRawBufferPointer.self, capacity: 2 * stretches.count + 1) { parts in
      withParts(parts) { for part in $0 { whole.append(part) } }
    }
    self = whole
  }

  /// Drops everything, and keeps the memory.
  public mutating func removeAll() {
    start = 0
    end = 0
    stretchBytes = 0
    if !stretches.isEmpty {
      stretches.removeAll(keepingCapacity: true)
      firstStretch = 0
    }
  }

  /// All unsent bytes.
  public func bytes() -> [UInt8] {
    var all: [UInt8] = []
    all.reserveCapacity(count)
    withUnsafeTemporaryAllocation(of: UnsafeRawBufferPointer.self, capacity: 2 * stretches.count + 1) { parts in
      withParts(parts) { for part in $0 { all.append(contentsOf: part) } }
    }
    return all
  }
}
