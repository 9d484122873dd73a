import TestSupport
import Testing

@testable import HTTP

/// `Output` against a plain array that does the same.
@Suite struct OutputBufferTests {
  @Test(arguments: 0..<30 as Range<UInt64>) func doesWhatAnArrayDoes(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let lent = UnsafeMutableRawBufferPointer.allocate(byteCount: 1_500, alignment: 1)
    defer { lent.deallocate() }
    for index in lent.indices { lent[index] = UInt8.random(in: 0...255, using: &random) }
    var output = Output()
    var model: [UInt8] = []
    for step in 0..<200 {
      switch Int.random(in: 0..<10, using: &random) {
      case 0...2:
        let bytes = (0..<Int.random(in: 0...600, using: &random)).map {
          UInt8(truncatingIfNeeded: $0 &* 7 &+ step)
        }
        output.append(bytes)
        model += bytes
      case 3...5:
        let start = Int.random(in: 0...900, using: &random)
        let stretch = UnsafeRawBufferPointer(
          rebasing: lent[start..<start + Int.random(in: 0...600, using: &random)])
        output.borrow(stretch)
        model += stretch
      case 6...7:
        let count = Int.random(in: 0...min(model.count, 1_500), using: &random)
        output.consume(count)
        model.removeFirst(count)
      case 8 where step % 5 == 0:
        output.settle()
        // What was lent is its owner's again.
        for index in lent.indices { lent[index] = ~lent[index] }
        #expect(output.onePart.map { Array($0) } == model, "seed \(seed), step \(step)")
      case 9 where step % 11 == 0:
        output.consume(model.count)
        model = []
      default: break
      }
      guard output.bytes() == model, output.count == model.count, output.isEmpty == model.isEmpty else {
        Issue.record("seed \(seed), step \(step): other bytes")
        return
      }
      if let part = output.onePart { #expect(Array(part) == model, "seed \(seed), step \(step)") }
      let parts = filled(output, room: Int.random(in: 1...5, using: &random))
      let bytes = parts.flatMap { $0 }
      #expect(Array(model.prefix(bytes.count)) == bytes, "seed \(seed), step \(step)")
      #expect(parts.allSatisfy { !$0.isEmpty }, "seed \(seed), step \(step)")
      #expect(model.isEmpty == parts.isEmpty)
    }
  }

  private func filled(_ output: borrowing Output, room: Int) -> [[UInt8]] {
    withUnsafeTemporaryAllocation(of: UnsafeRawBufferPointer.self, capacity: room) { parts in
      let count = output.fill(parts)
      return (0..<count).map { Array(parts[$0]) }
    }
  }

  @Test func memoryIsKeptWhenAllIsSent() {
    var output = Output()
    output.append([UInt8](repeating: 1, count: 10_000))
    let footprint = output.footprint
    #expect(footprint >= 10_000)
    for _ in 0..<100 {
      output.removeAll()
      output.append([UInt8](repeating: 2, count: 10_000))
    }
    #expect(output.footprint == footprint)
  }
}
