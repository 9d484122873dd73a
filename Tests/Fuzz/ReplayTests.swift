import TestSupport
import Testing

/// Every input kept, through the entry points of the fuzzers: corpora, and what was found once and mended.
@Suite struct ReplayTests {
  @Test(arguments: FuzzTarget.allCases) func inputsKept(_ target: FuzzTarget) throws {
    let inputs = try SourceTree.files(below: "Tests/Fuzz/\(target.rawValue)").filter {
      !$0.hasSuffix(".swift")
    }
    #expect(inputs.count >= 5, "\(target) has a corpus")
    for path in inputs {
      let input = try Samples.file(path)
      do throws(Finding) {
        try target.run(input)
      } catch {
        Issue.record("\(path): \(error.description)")
      }
    }
  }

  /// Damage of the inputs kept, from a seed: what `scripts/fuzz` does better, but everywhere.
  @Test(arguments: FuzzTarget.allCases) func inputsDamaged(_ target: FuzzTarget) throws {
    let seed: UInt64 = 2
    var random = SeededGenerator(seed: seed)
    let inputs = try SourceTree.files(below: "Tests/Fuzz/\(target.rawValue)").filter {
      !$0.hasSuffix(".swift")
    }
    .map { try Samples.file($0) }.filter { !$0.isEmpty }
    for number in 0..<2_000 {
      guard var input = inputs.randomElement(using: &random) else { return }
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let index = Int.random(in: 0...input.count, using: &random)
        let end = min(input.count, index + Int.random(in: 1...8, using: &random))
        switch Int.random(in: 0..<4, using: &random) {
        case 0: input.removeSubrange(index..<end)
        case 1: input.insert(contentsOf: input[index..<end], at: index)
        case 2 where index < input.count: input[index] = UInt8.random(in: 0...255, using: &random)
        default: input.insert(UInt8.random(in: 0...255, using: &random), at: index)
        }
      }
      do throws(Finding) {
        try target.run(input)
      } catch {
        Issue.record("seed \(seed), input \(number), \(input): \(error.description)")
        return
      }
    }
  }

  /// A finding is one: a target that can find nothing tests nothing.
  @Test func findingsAreThrown() {
    var found: Finding?
    do throws(Finding) { try hold(false, "found") } catch { found = error }
    #expect(found?.description == "found")
  }

  @Test func piecesAreTheInput() {
    for count in 0..<200 {
      let input = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) }
      let pieces = pieces(of: input)
      #expect(pieces.flatMap { $0 } == input && pieces.allSatisfy { (1...16).contains($0.count) })
    }
  }
}
