/// Whole lines of the access log in one piece of memory, filled by a loop and written by the log's thread.
///
/// Sendable is safe: it is handed over whole, under the log's lock, and whoever handed it over forgets it.
final class LogBatch: @unchecked Sendable {
  static let bytesMax = 128 * 1024

  let memory: UnsafeMutableRawPointer
  let capacity: Int
  /// Bytes written.
  var count = 0
  var lines = 0

  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: memory, count: count) }

  init(capacity: Int = LogBatch.bytesMax) {
    self.capacity = capacity
    memory = .allocate(byteCount: max(1, capacity), alignment: 16)
  }

  deinit { memory.deallocate() }

  func removeAll() {
    count = 0
    lines = 0
  }
}
