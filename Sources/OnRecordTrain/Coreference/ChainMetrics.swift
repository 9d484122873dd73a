/// MUC, B-cubed and CEAF-e of one partition of mentions against another (Pradhan et al., ACL 2014), summed over documents.
///
/// A mention is an `Int` that means the same mention on both sides; each is in one chain of a side at most.
struct ChainMetrics {
  private var muc = Ratio()
  private var bCubed = Ratio()
  private var ceaf = Ratio()

  private struct Ratio {
    var foundPart = 0.0
    var foundWhole = 0.0
    var goldPart = 0.0
    var goldWhole = 0.0

    var precision: Double { foundWhole == 0 ? 0 : foundPart / foundWhole }
    var recall: Double { goldWhole == 0 ? 0 : goldPart / goldWhole }
    var f1: Double { precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall) }
  }

  var mucF1: Double { muc.f1 }
  var bCubedF1: Double { bCubed.f1 }
  var ceafF1: Double { ceaf.f1 }
  /// The mean of the three F1, known as CoNLL F1.
  var conllF1: Double { (muc.f1 + bCubed.f1 + ceaf.f1) / 3 }

  /// Adds one document. Chains of one mention are left out by the caller.
  mutating func add(found: [[Int]], gold: [[Int]]) {
    let inGold = Self.index(gold)
    let inFound = Self.index(found)
    muc.foundPart += Self.links(found, inGold)
    muc.foundWhole += Double(found.reduce(0) { $0 + $1.count - 1 })
    muc.goldPart += Self.links(gold, inFound)
    muc.goldWhole += Double(gold.reduce(0) { $0 + $1.count - 1 })
    bCubed.foundPart += Self.shares(found, inGold)
    bCubed.foundWhole += Double(found.reduce(0) { $0 + $1.count })
    bCubed.goldPart += Self.shares(gold, inFound)
    bCubed.goldWhole += Double(gold.reduce(0) { $0 + $1.count })
    let similarity = Self.alignment(found, gold)
    ceaf.foundPart += similarity
    ceaf.foundWhole += Double(found.count)
    ceaf.goldPart += similarity
    ceaf.goldWhole += Double(gold.count)
  }

  private static func index(_ chains: [[Int]]) -> [Int: Int] {
    var index: [Int: Int] = [:]
    for (chain, mentions) in chains.enumerated() {
      for mention in mentions { index[mention] = chain }
    }
    return index
  }

  /// MUC: the links of each chain less those missing to hold the other side's parts together.
  private static func links(_ chains: [[Int]], _ other: [Int: Int]) -> Double {
    chains.reduce(0) { sum, chain in
      let parts = Set(chain.compactMap { other[$0] }).count
      let alone = chain.count { other[$0] == nil }
      return sum + Double(chain.count - parts - alone)
    }
  }

  /// B-cubed: for each mention the share of its chain that the other side holds together with it.
  private static func shares(_ chains: [[Int]], _ other: [Int: Int]) -> Double {
    chains.reduce(0) { sum, chain in
      var counts: [Int: Int] = [:]
      for mention in chain { if let part = other[mention] { counts[part, default: 0] += 1 } }
      return sum + counts.values.reduce(0) { $0 + Double($1 * $1) } / Double(chain.count)
    }
  }

  /// CEAF-e: the best one-to-one alignment of chains by 2·|A∩B| / (|A| + |B|).
  private static func alignment(_ found: [[Int]], _ gold: [[Int]]) -> Double {
    guard !found.isEmpty, !gold.isEmpty else { return 0 }
    let inGold = index(gold)
    var similarity = [[Double]](repeating: [Double](repeating: 0, count: gold.count), count: found.count)
    for (row, chain) in found.enumerated() {
      for mention in chain { if let column = inGold[mention] { similarity[row][column] += 2 } }
      for column in gold.indices { similarity[row][column] /= Double(chain.count + gold[column].count) }
    }
    return Assignment.best(similarity)
  }
}

/// The Hungarian method (Kuhn 1955; with potentials, O(n³)).
enum Assignment {
  /// The greatest sum of one cell a row and column.
  static func best(_ gains: [[Double]]) -> Double {
    let size = max(gains.count, gains.first?.count ?? 0)
    func cost(_ row: Int, _ column: Int) -> Double {
      row < gains.count && column < gains[row].count ? -gains[row][column] : 0
    }
    var rowPotential = [Double](repeating: 0, count: size + 1)
    var columnPotential = [Double](repeating: 0, count: size + 1)
    var rowOfColumn = [Int](repeating: 0, count: size + 1)
    for row in 1...size {
      var way = [Int](repeating: 0, count: size + 1)
      var slack = [Double](repeating: .infinity, count: size + 1)
      var used = [Bool](repeating: false, count: size + 1)
      var column = 0
      rowOfColumn[0] = row
      repeat {
        used[column] = true
        let current = rowOfColumn[column]
        var (delta, next) = (Double.infinity, 0)
        for other in 1...size where !used[other] {
          let reduced = cost(current - 1, other - 1) - rowPotential[current] - columnPotential[other]
          if reduced < slack[other] { (slack[other], way[other]) = (reduced, column) }
          if slack[other] < delta { (delta, next) = (slack[other], other) }
        }
        for other in 0...size {
          if used[other] {
            rowPotential[rowOfColumn[other]] += delta
            columnPotential[other] -= delta
          } else {
            slack[other] -= delta
          }
        }
        column = next
      } while rowOfColumn[column] != 0
      repeat {
        rowOfColumn[column] = rowOfColumn[way[column]]
        column = way[column]
      } while column != 0
    }
    return (1...size).reduce(0) { sum, column in
      rowOfColumn[column] == 0 ? sum : sum - cost(rowOfColumn[column] - 1, column - 1)
    }
  }
}
