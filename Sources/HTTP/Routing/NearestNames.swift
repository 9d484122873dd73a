/// Names near to a misspelt one, for `Did you mean …?`.
public enum NearestNames {
  /// Scalars of a name that are compared; longer ones have no neighbours, so that a long query costs nothing.
  public static let scalarsMax = 128

  /// The candidates within a third of `name`'s length (at least one, at most four edits), nearest first, equals in
  /// the candidates' order; at most `limit`.
  public static func nearest(to name: String, among candidates: some Sequence<String>, limit: Int = 3)
    -> [String]
  {
    let scalars = Array(name.lowercased().unicodeScalars)
    guard scalars.count <= scalarsMax else { return [] }
    let allowed = min(4, max(1, scalars.count / 3))
    return candidates.enumerated()
      .map { (distance(scalars, Array($1.lowercased().unicodeScalars)), $0, $1) }
      .filter { $0.0 <= allowed }
      .sorted { ($0.0, $0.1) < ($1.0, $1.1) }
      .prefix(limit).map(\.2)
  }

  /// Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours cost one each.
  /// O(a·b) time, O(b) memory.
  static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var beforePrevious: [Int] = []
    var previous = Array(0...b.count)
    for i in 1...a.count {
      var row = [i]
      row.reserveCapacity(b.count + 1)
      for j in 1...b.count {
        var best = min(
          previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          best = min(best, beforePrevious[j - 2] + 1)
        }
        row.append(best)
      }
      beforePrevious = previous
      previous = row
    }
    return previous[b.count]
  }
}
