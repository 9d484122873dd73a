/// Comparing by the word: keys and heads are compared at every request.
extension UnsafeRawPointer {
  /// Whether the `count` bytes here are those at `other`. Both must have them. O(count).
  @inline(__always)
  func isEqual(to other: UnsafeRawPointer, _ count: Int) -> Bool {
    // Safe: no offset below reaches beyond `count`.
    var index = 0
    while index &+ 32 < count {
      let difference =
        differentBits(other, index) | differentBits(other, index &+ 8)
        | differentBits(other, index &+ 16) | differentBits(other, index &+ 24)
      if difference != 0 { return false }
      index &+= 32
    }
    if count >= 8 {
      while index &+ 8 < count {
        if differentBits(other, index) != 0 { return false }
        index &+= 8
      }
      // The last eight bytes, some of which were seen.
      return differentBits(other, count &- 8) == 0
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
  private func differentBits(_ other: UnsafeRawPointer, _ offset: Int) -> UInt64 {
    loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      ^ other.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
  }
}
