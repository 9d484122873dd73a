/// Growable raw memory with one owner: bytes are put on at its end and taken off at its front. Made to be kept and used
/// again, so that a turn of a loop allocates nothing once the buffer has grown to what its turns need.
public struct ByteBuffer: ~Copyable {
  private static let capacityMin = 1024

  // Bytes start..<end of `memory` are initialized; `memory` is this buffer's alone.
  private var memory: UnsafeMutableRawBufferPointer
  private var start = 0
  private var end = 0

  /// `capacity`: bytes that fit before it grows for the first time; 0 allocates nothing.
  public init(capacity: Int = 0) {
    precondition(capacity >= 0, "a capacity is not negative: \(capacity)")
    memory = capacity == 0 ? UnsafeMutableRawBufferPointer(start: nil, count: 0) : Self.allocate(capacity)
  }

  deinit { memory.deallocate() }

  private static func allocate(_ bytes: Int) -> UnsafeMutableRawBufferPointer {
    .allocate(byteCount: bytes, alignment: MemoryLayout<UInt64>.alignment)
  }

  public var count: Int { end &- start }
  public var isEmpty: Bool { end == start }
  /// Bytes of memory held.
  public var capacity: Int { memory.count }

  /// The bytes, in place. They must not be used after `body`.
  public borrowing func withUnsafeBytes<Result: ~Copyable, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeRawBufferPointer(rebasing: memory[start..<end]))
  }

  /// A copy, for tests and slow paths.
  public var array: [UInt8] { withUnsafeBytes { Array($0) } }

  /// Puts `bytes` on at the end, which must not lie in this buffer. Amortised linear in their count.
  public mutating func append(_ bytes: UnsafeRawBufferPointer) {
    guard let source = bytes.baseAddress, bytes.count > 0 else { return }
    append(atMost: bytes.count) {
      // Safe: `append(atMost:)` hands out at least the room that was asked for.
      $0.baseAddress?.copyMemory(from: source, byteCount: bytes.count)
      return bytes.count
    }
  }

  /// Lets `fill` write at most `count` bytes at the end; it returns how many it wrote.
  public mutating func append(atMost count: Int, _ fill: (UnsafeMutableRawBufferPointer) -> Int) {
    if memory.count &- end < count { makeRoom(count) }
    let written = fill(UnsafeMutableRawBufferPointer(rebasing: memory[end..<end + count]))
    precondition(written >= 0 && written <= count, "written within the room: \(written) of \(count)")
    end &+= written
  }

  /// Moves the bytes to the front if that gives the room, else to a memory at least twice as large.
  private mutating func makeRoom(_ room: Int) {
    precondition(room >= 0)
    let count = count
    if count + room <= memory.count && start >= count {
      memory.copyMemory(from: UnsafeRawBufferPointer(rebasing: memory[start..<end]))
    } else {
      let larger = Self.allocate(max(count + room, memory.count * 2, Self.capacityMin))
      larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: memory[start..<end]))
      memory.deallocate()
      memory = larger
    }
    start = 0
    end = count
  }

  /// Takes the first `count` bytes off. O(1).
  public mutating func removeFirst(_ count: Int) {
    precondition(count >= 0 && count <= self.count, "\(count) of \(self.count) bytes")
    start &+= count
    if start == end {
      start = 0
      end = 0
    }
  }

  /// Takes all bytes off; memory beyond `capacityMax` bytes is given back. O(1).
  public mutating func removeAll(keepingCapacityAtMost capacityMax: Int = .max) {
    start = 0
    end = 0
    guard memory.count > capacityMax else { return }
    memory.deallocate()
    memory = UnsafeMutableRawBufferPointer(start: nil, count: 0)
  }
}
