import Sockets
import TestSupport
import Testing

@Suite struct ByteBufferTests {
  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func behavesLikeAnArray(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var buffer = ByteBuffer(capacity: Int.random(in: 0...64, using: &generator))
    var model: [UInt8] = []
    for _ in 0..<3_000 {
      switch Int.random(in: 0..<10, using: &generator) {
      case 0..<4:
        let count = Int.random(in: 0...3_000, using: &generator)
        let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
        bytes.withUnsafeBytes { buffer.append($0) }
        model += bytes
      case 4:
        let count = Int.random(in: 0...300, using: &generator)
        buffer.append(atMost: 300) {
          for index in 0..<count { $0[index] = UInt8(truncatingIfNeeded: index) }
          return count
        }
        model += (0..<count).map { UInt8(truncatingIfNeeded: $0) }
      case 5..<9:
        let count = Int.random(in: 0...model.count, using: &generator)
        buffer.removeFirst(count)
        model.removeFirst(count)
      default:
        buffer.removeAll(keepingCapacityAtMost: Int.random(in: 0...10_000, using: &generator))
        model = []
      }
      let (array, count, capacity, isEmpty) = (buffer.array, buffer.count, buffer.capacity, buffer.isEmpty)
      #expect(array == model, "seed \(seed)")
      #expect(count == model.count && capacity >= count && isEmpty == model.isEmpty, "seed \(seed)")
    }
  }

  @Test func memoryIsKeptUpToABound() {
    var buffer = ByteBuffer()
    let none = buffer.capacity
    #expect(none == 0)
    [UInt8](repeating: 1, count: 5_000).withUnsafeBytes { buffer.append($0) }
    let grown = buffer.capacity
    buffer.removeAll(keepingCapacityAtMost: grown)
    let kept = buffer.capacity
    #expect(kept == grown)
    buffer.removeAll(keepingCapacityAtMost: grown - 1)
    let dropped = buffer.capacity
    #expect(dropped == 0)
  }

  @Test func aSteadyStreamDoesNotGrowTheBuffer() {
    var buffer = ByteBuffer(capacity: 4_096)
    let bytes = [UInt8](repeating: 7, count: 1_000)
    for _ in 0..<1_000 {
      bytes.withUnsafeBytes { buffer.append($0) }
      if buffer.count > 1_500 { buffer.removeFirst(1_000) }
    }
    let capacity = buffer.capacity
    #expect(capacity == 4_096)
  }
}
