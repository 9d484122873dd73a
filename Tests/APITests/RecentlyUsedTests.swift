import TestSupport
import Testing

@testable import API

@Suite struct RecentlyUsedTests {
  @Test func theOldestGoesFirst() {
    var kept = RecentlyUsed<String, Int>()
    for (number, key) in ["a", "b", "c"].enumerated() { kept.set(key, number) }
    #expect(kept.use("a") == 0)
    kept.set("b", 10)
    #expect(kept.removeOldest()?.key == "c")
    #expect(kept.removeOldest()?.key == "a")
    #expect(kept.use("a") == nil)
    kept.set("d", 4)
    #expect(kept.removeOldest().map { $0.value } == 10)
    #expect(kept.removeOldest()?.key == "d")
    #expect(kept.removeOldest() == nil && kept.count == 0)
  }

  /// Against a plain list in the order of use.
  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func asAListWould(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var kept = RecentlyUsed<Int, Int>()
    var list: [(key: Int, value: Int)] = []
    for step in 0..<5000 {
      let key = Int.random(in: 0..<20, using: &generator)
      let place = list.firstIndex { $0.key == key }
      switch Int.random(in: 0..<4, using: &generator) {
      case 0, 1:
        #expect(kept.use(key) == place.map { list[$0].value }, "seed \(seed), step \(step)")
        if let place { list.append(list.remove(at: place)) }
      case 2:
        let former = kept.set(key, step)
        #expect(former == place.map { list.remove(at: $0).value }, "seed \(seed), step \(step)")
        list.append((key, step))
      default:
        let removed = kept.removeOldest()
        let expected = list.isEmpty ? nil : list.removeFirst()
        #expect(
          removed?.key == expected?.key && removed?.value == expected?.value, "seed \(seed), step \(step)")
      }
      #expect(kept.count == list.count)
    }
  }
}
