import CLinux

/// The C library's heap.
public enum Heap {
  /// Blocks of this many bytes have pages of their own, and go back to the system when freed.
  private static let mappedBytesMin: Int32 = 128 * 1024
  /// Free bytes at the heap's end that are kept.
  private static let freeBytesMax: Int32 = 1024 * 1024

  /// Holds the two thresholds where they are at the start of a process. By itself glibc raises them with the largest
  /// block freed (mallopt(3)), and then keeps tens of megabytes of buffers after a crowd of slow readers has gone.
  public static func keepLittle() {
    mallopt(M_MMAP_THRESHOLD, mappedBytesMin)
    mallopt(M_TRIM_THRESHOLD, freeBytesMax)
  }

  /// Gives free pages back to the system, also those between blocks in use (malloc_trim(3)). Milliseconds for tens of
  /// megabytes, during which other threads may wait for memory: for quiet moments.
  public static func giveBack() { malloc_trim(0) }
}
