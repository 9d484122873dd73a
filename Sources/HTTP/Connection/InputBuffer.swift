/// Bytes received and not yet consumed. Gives its memory back when it is empty, because most connections are idle
/// most of the time.
struct InputBuffer {
  private(set) var bytes: [UInt8] = []
  /// The first unconsumed byte.
  private(set) var start = 0

  var count: Int { bytes.count - start }
  var isEmpty: Bool { start == bytes.count }

  /// Amortized linear: the unconsumed bytes move down only when the consumed ones are at least as many.
  mutating func append(_ more: UnsafeRawBufferPointer) {
    if start >= count, start > 0 {
      bytes.removeSubrange(..<start)
      start = 0
    }
    bytes.append(contentsOf: more)
  }

  mutating func consume(_ count: Int) {
    precondition(count >= 0 && count <= self.count, "no more can be consumed than was received")
    start += count
    if isEmpty { removeAll() }
  }

  mutating func removeAll() {
    bytes = []
    start = 0
  }
}

extension [UInt8] {
  mutating func append(contentsOf bytes: Span<UInt8>) {
    // The pointer is used within the closure only, while `bytes` is borrowed.
    bytes.withUnsafeBufferPointer { append(contentsOf: $0) }
  }
}
