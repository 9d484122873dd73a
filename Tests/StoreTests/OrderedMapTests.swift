import Testing
import TestSupport

@testable import Store

@Suite struct OrderedMapTests {
  @Test(arguments: [1, 2, 3] as [UInt64])
  func followsADictionaryAndLeavesCopiesAlone(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var map = OrderedMap<Int, Int>()
    var model: [Int: Int] = [:]
    var copies: [(map: OrderedMap<Int, Int>, model: [Int: Int])] = []
    for step in 0..<6_000 {
      // Phases of growth and of shrinking, so that nodes split and merge on every level.
      let growing = step / 1_500 % 2 == 0
      let key = Int.random(in: 0..<2_000, using: &random)
      if Int.random(in: 0..<10, using: &random) < (growing ? 8 : 2) {
        #expect(map.insert(key, step) == model.updateValue(step, forKey: key), "seed \(seed), step \(step)")
      } else {
        #expect(map.remove(key) == model.removeValue(forKey: key), "seed \(seed), step \(step)")
      }
      if step % 200 == 0 {
        copies.append((map, model))
        for copy in copies.suffix(5) { expectEqual(copy.map, copy.model, "seed \(seed), step \(step)") }
      }
      let probe = Int.random(in: -1..<2_001, using: &random)
      #expect(map[probe] == model[probe])
    }
  }

  @Test(arguments: [true, false])
  func growsAndShrinksInOrder(upwards: Bool) {
    var map = OrderedMap<Int, Int>()
    let keys = upwards ? Array(0..<10_000) : Array((0..<10_000).reversed())
    for key in keys { map.insert(key, key) }
    map.checkInvariants()
    for key in keys.dropLast(10) { map.remove(key) }
    expectEqual(map, Dictionary(uniqueKeysWithValues: keys.suffix(10).map { ($0, $0) }), "upwards \(upwards)")
    for key in keys { map.remove(key) }
    #expect(map.isEmpty && map.first == nil && map.last(below: 5) == nil)
  }

  private func expectEqual(_ map: OrderedMap<Int, Int>, _ model: [Int: Int], _ note: Comment) {
    map.checkInvariants()
    let keys = model.keys.sorted()
    var found: [Int] = []
    var inStep = true
    map.forEach {
      found.append($0)
      inStep = inStep && model[$0] == $1
      return true
    }
    #expect(found == keys && inStep, note)
    #expect(map.first?.key == keys.first)
    for bound in [0, 700, 1_999, 10_000] {
      var from: Int?
      map.forEach(from: bound) { key, _ in
        from = key
        return false
      }
      #expect(from == keys.first { $0 >= bound }, note)
      #expect(map.last(below: bound)?.key == keys.last { $0 < bound }, note)
    }
  }
}
