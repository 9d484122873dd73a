/// Comparing by the word: keys and heads are compared at every request.
extension UnsafeRawPointer {
  /// Whether the `count` bytes here are those at `other`. Both must have them. O(count).
  @inline(__always)
  func isEqual(to other: UnsafeRawPointer, _ count: Int) -> Bool {
    // Safe: no offset below reaches beyond `count`.
    var index = 0
    if count >= 8 {
      while index &+ 8 < count {
        if !hasEqualWord(other, index) { return false }
        index &+= 8
      }
      // The last eight bytes, some of which were seen.
      return hasEqualWord(other, count &- 8)
    }
    while index < count {
      if load(fromByteOffset: index, as: UInt8.self) != other.load(fromByteOffset: index, as: UInt8.self) {
        return false
      }
      index &+= 1
    }
    return true
  }

  @inline(__always)
  private func hasEqualWord(_ other: UnsafeRawPointer, _ offset: Int) -> Bool {
    loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      == other.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
  }
}
