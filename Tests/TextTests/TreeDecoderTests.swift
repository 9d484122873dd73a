import Testing
import TestSupport

@testable import Text

@Suite struct TreeDecoderTests {
  private static func decode(_ rows: [[Float]]) -> [Int] {
    let n = rows.count
    let stride = n + 1
    let flat = rows.flatMap { $0 }
    var heads = [Int32](repeating: -5, count: n)
    flat.withUnsafeBufferPointer { scores in
      heads.withUnsafeMutableBufferPointer { heads in
        guard let scores = scores.baseAddress, let heads = heads.baseAddress else { return }
        TreeDecoder.decode(n, scores, stride, heads)
      }
    }
    return heads.map(Int.init)
  }

  private static func total(_ heads: [Int], _ rows: [[Float]]) -> Float {
    heads.indices.reduce(0) { $0 + rows[$1][heads[$1] + 1] }
  }

  /// Whether there is one root and all heads lead to it.
  private static func isTree(_ heads: [Int]) -> Bool {
    guard heads.count(where: { $0 < 0 }) == 1 else { return false }
    return heads.indices.allSatisfy { start in
      var token = start
      for _ in 0...heads.count {
        if heads[token] < 0 { return true }
        token = heads[token]
      }
      return false
    }
  }

  /// Every tree of n tokens with this root.
  private static func trees(_ n: Int) -> [[Int]] {
    var found: [[Int]] = []
    var heads = [Int](repeating: -1, count: n)
    func fill(_ token: Int) {
      if token == n {
        if isTree(heads) { found.append(heads) }
        return
      }
      for head in -1..<n where head != token {
        heads[token] = head
        fill(token + 1)
      }
    }
    fill(0)
    return found
  }

  @Test func aSingleTokenIsTheRoot() { #expect(Self.decode([[0, -.infinity]]) == [-1]) }

  @Test func twoRootsBecomeOne() {
    let heads = Self.decode([[5, -.infinity, 1], [4, 3, -.infinity]])
    #expect(heads == [-1, 0])
  }

  @Test func aCycleIsBroken() {
    // Both would have the other as head, and nobody the root.
    let heads = Self.decode([[0, -.infinity, 9], [1, 9, -.infinity]])
    #expect(heads == [1, -1])
  }

  @Test(arguments: [UInt64](1...40)) func theBestTreeWithTheChosenRoot(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let n = Int.random(in: 2...5, using: &random)
    let rows = (0..<n).map { token in
      (0...n).map { $0 == token + 1 ? -Float.infinity : Float.random(in: -5...5, using: &random) }
    }
    let heads = Self.decode(rows)
    #expect(Self.isTree(heads), "seed \(seed): \(heads)")
    let root = heads.firstIndex(of: -1)
    let best = Self.trees(n).filter { $0.firstIndex(of: -1) == root }.map { Self.total($0, rows) }.max() ?? 0
    #expect(abs(Self.total(heads, rows) - best) < 0.001, "seed \(seed): \(heads)")
  }

  @Test(arguments: [UInt64](1...10)) func longSentencesAreTrees(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let n = 60
    let rows = (0..<n).map { token in
      (0...n).map { $0 == token + 1 ? -Float.infinity : Float.random(in: -5...5, using: &random) }
    }
    #expect(Self.isTree(Self.decode(rows)), "seed \(seed)")
  }
}
