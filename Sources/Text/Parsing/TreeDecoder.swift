/// From scores of arcs to a tree with one root.
///
/// Mostly every token's best head makes one already. Where it does not, one root is chosen, and cycles are broken by the
/// maximum spanning tree of Chu and Liu (1965) and Edmonds (1967).
struct TreeDecoder {
  /// `score(dependent, head)`, with head -1 for the root; heads are written to `heads`.
  static func decode(
    _ n: Int, _ scores: UnsafePointer<Float>, _ stride: Int, _ heads: UnsafeMutablePointer<Int32>
  ) {
    // Column 0 is the root, column j + 1 token j.
    var roots = 0
    for token in 0..<n {
      let row = scores + token &* stride
      var best = 0
      for place in 1..<(n &+ 1) where row[place] > row[best] { best = place }
      heads[token] = Int32(best &- 1)
      if best == 0 { roots &+= 1 }
    }
    if roots != 1 { chooseRoot(n, scores, stride, heads) }
    if hasCycle(n, heads) { span(n, scores, stride, heads) }
  }

  /// The token that gains most, or loses least, by being the root is it; the others take their best head.
  private static func chooseRoot(
    _ n: Int, _ scores: UnsafePointer<Float>, _ stride: Int, _ heads: UnsafeMutablePointer<Int32>
  ) {
    var root = 0
    var most = -Float.infinity
    for token in 0..<n {
      let row = scores + token &* stride
      var best = -1
      for place in 1..<(n &+ 1) where place != token &+ 1 {
        if best < 0 || row[place] > row[best] { best = place }
      }
      heads[token] = Int32(best &- 1)
      let gain = best < 0 ? 0 : row[0] - row[best]
      if gain > most { (most, root) = (gain, token) }
    }
    heads[root] = -1
  }

  /// Whether following heads from some token never ends. O(n).
  private static func hasCycle(_ n: Int, _ heads: UnsafeMutablePointer<Int32>) -> Bool {
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: n) { seen in
      seen.initialize(repeating: -1)
      for start in 0..<n {
        var token = start
        while token >= 0, seen[token] < 0 {
          seen[token] = Int32(start)
          token = Int(heads[token])
        }
        if token >= 0, seen[token] == Int32(start) { return true }
      }
      return false
    }
  }

  /// The best tree with the root that `heads` has. O(n³) at worst, for the few sentences that need it.
  private static func span(
    _ n: Int, _ scores: UnsafePointer<Float>, _ stride: Int, _ heads: UnsafeMutablePointer<Int32>
  ) {
    guard let root = (0..<n).first(where: { heads[$0] < 0 }) else { return }
    var weights = [[Float]](repeating: [Float](repeating: -.infinity, count: n), count: n)
    for token in 0..<n where token != root {
      for head in 0..<n where head != token { weights[token][head] = scores[token &* stride &+ head &+ 1] }
    }
    for (token, head) in tree(weights, root).enumerated() { heads[token] = token == root ? -1 : Int32(head) }
  }

  /// Heads by token; the root's is itself. `weights[dependent][head]`.
  private static func tree(_ weights: [[Float]], _ root: Int) -> [Int] {
    let n = weights.count
    var heads = (0..<n).map { token in
      token == root ? root : (0..<n).max { weights[token][$0] < weights[token][$1] } ?? root
    }
    guard let cycle = cycle(heads, root) else { return heads }
    // The cycle becomes one token, the last of a smaller graph.
    let inside = Set(cycle)
    let outside = (0..<n).filter { !inside.contains($0) }
    let merged = outside.count
    var smaller = [[Float]](repeating: [Float](repeating: -.infinity, count: merged + 1), count: merged + 1)
    var entering = [Int](repeating: root, count: merged)
    var leaving = entering
    for (place, token) in outside.enumerated() {
      for (other, head) in outside.enumerated() { smaller[place][other] = weights[token][head] }
      let last = cycle.max { weights[token][$0] < weights[token][$1] } ?? root
      leaving[place] = last
      smaller[place][merged] = weights[token][last]
      func gain(_ member: Int) -> Float { weights[member][token] - weights[member][heads[member]] }
      let first = cycle.max { gain($0) < gain($1) } ?? root
      entering[place] = first
      smaller[merged][place] = gain(first)
    }
    let found = tree(smaller, outside.firstIndex(of: root) ?? 0)
    for (place, token) in outside.enumerated() where token != root {
      heads[token] = found[place] == merged ? leaving[place] : outside[found[place]]
    }
    let entrance = found[merged]
    heads[entering[entrance]] = outside[entrance]
    return heads
  }

  private static func cycle(_ heads: [Int], _ root: Int) -> [Int]? {
    var seen = [Int](repeating: -1, count: heads.count)
    for start in heads.indices {
      var token = start
      while token != root, seen[token] < 0 {
        seen[token] = start
        token = heads[token]
      }
      guard token != root, seen[token] == start else { continue }
      var members = [token]
      var next = heads[token]
      while next != token {
        members.append(next)
        next = heads[next]
      }
      return members
    }
    return nil
  }
}
