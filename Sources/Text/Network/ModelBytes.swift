/// Bytes of a model file, read in place: 16-byte aligned memory that lives as long as any view of it.
package struct ModelBytes: Sendable {
  /// Safe to share: written only before the first view is made.
  private final class Memory: @unchecked Sendable {
    let bytes: UnsafeMutableRawBufferPointer
    init(_ source: [UInt8]) {
      bytes = .allocate(byteCount: max(1, source.count), alignment: 16)
      bytes.copyBytes(from: source)
    }
    deinit { bytes.deallocate() }
  }

  private let memory: Memory
  private let start: Int
  package let count: Int

  package init(_ bytes: [UInt8]) {
    memory = Memory(bytes)
    start = 0
    count = bytes.count
  }

  private init(_ memory: Memory, _ start: Int, _ count: Int) {
    self.memory = memory
    self.start = start
    self.count = count
  }

  /// The `count` bytes from `offset` on, if they are there.
  package func slice(_ offset: Int, count: Int) -> ModelBytes? {
    guard offset >= 0, count >= 0, offset <= self.count - count else { return nil }
    return ModelBytes(memory, start + offset, count)
  }

  /// The number at `offset`, if it is there.
  package func uint32(_ offset: Int) -> UInt32? {
    slice(offset, count: 4).map { $0.loaded(0) }
  }

  /// The number at `offset`, which must be inside.
  @inline(__always)
  func loaded(_ offset: Int) -> UInt32 {
    UInt32(littleEndian: pointer.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }

  /// Valid as long as this value or another view of the same memory lives.
  @inline(__always)
  var pointer: UnsafeRawPointer { UnsafeRawPointer(memory.bytes.baseAddress.unsafelyUnwrapped) + start }
}
