import Glibc
import Text

/// Trains the name labeller: a conditional random field over runs of capitals, by FTRL-Proximal, which needs no rate to
/// be tuned and leaves most weights at zero.
struct NameTrainer {
  /// A run with the rows that score each of its tokens.
  struct Example {
    var tokens: [Token]
    var gold: [Int]
  }

  struct Token {
    /// Rows of the token's own spelling.
    var spelling: [Int32] = []
    var tags: [Int32] = []
    var others: [Int32] = []
    /// Whether the spelling may be hidden in training: of names, not of the words between.
    var mayHide: Bool

    init(mayHide: Bool) { self.mayHide = mayHide }

    mutating func add(_ row: Int32, _ part: LabelledToken.Part) {
      switch part {
      case .spelling: spelling.append(row)
      case .tag: tags.append(row)
      case .other: others.append(row)
      }
    }
  }

  /// How often the spelling of a capitalised word is hidden in training, so that lists and contexts learn to do without,
  /// and how often its tags are: a tagger is right on what it was trained on more often than on the news.
  private static let hiddenSpellings: Float = 0.8
  private static let hiddenTags: Float = 0.5

  private static let rate: Float = 0.15
  private static let labels = NameLabel.count

  // Rows of eight lanes: gradient sums and squares of them.
  private var sums: [SIMD8<Float>] = []
  private var squares: [SIMD8<Float>] = []
  private var wideRows: [UInt32: Int32] = [:]
  private var narrowRows: [UInt32: Int32] = [:]
  /// Attributes seen less often are not learned.
  private let countMin: Int
  private let sparsity: Float
  private let shrinkage: Float
  private static let transitionRows = 9

  init(countMin: Int, sparsity: Float, shrinkage: Float, epochs: Int) {
    self.countMin = countMin
    self.sparsity = sparsity * Float(epochs)
    self.shrinkage = shrinkage * Float(epochs)
    sums = Array(repeating: .zero, count: Self.transitionRows)
    squares = sums
  }

  // MARK: Examples

  /// Chooses the rows for the attributes of `documents`, which must be all that are trained on.
  mutating func chooseRows(_ documents: [LabelledDocument]) {
    var wide: [UInt32: Int] = [:]
    var narrow: [UInt32: Int] = [:]
    for document in documents {
      document.forEachToken { token in
        token.forEachAttribute(
          wide: { key, _, _ in wide[key, default: 0] += 1 },
          narrow: { key, _ in narrow[key, default: 0] += 1 })
      }
    }
    for key in wide.filter({ $0.value >= countMin * 2 }).keys.sorted() {
      wideRows[key] = Int32(sums.count)
      sums.append(contentsOf: repeatElement(.zero, count: NameModel.places))
    }
    for key in narrow.filter({ $0.value >= countMin }).keys.sorted() {
      narrowRows[key] = Int32(sums.count)
      sums.append(.zero)
    }
    squares = Array(repeating: .zero, count: sums.count)
    print("\(wideRows.count) wide and \(narrowRows.count) narrow attributes")
  }

  func examples(_ document: LabelledDocument) -> [Example] {
    document.runs.map { run in
      Example(
        tokens: run.tokens.map { token in
          var rows = Token(mayHide: token.document.type(of: token.token).flags.contains(.startsUpper))
          token.forEachAttribute(
            wide: { key, place, part in
              guard let row = wideRows[key] else { return }
              rows.add(row + Int32(place), part)
            },
            narrow: { key, part in if let row = narrowRows[key] { rows.add(row, part) } })
          return rows
        }, gold: run.gold)
    }
  }

  // MARK: Learning

  mutating func train(_ examples: [Example], epochs: Int, seed: UInt64) {
    var random = SplitMix(state: seed)
    var order = Array(examples.indices)
    for epoch in 1...epochs {
      order.shuffle(using: &random)
      var loss = 0.0
      for index in order { loss += learn(hiding(examples[index], &random)) }
      if epoch % 5 == 0 || epoch == epochs { print("epoch \(epoch): loss \(Int(loss))") }
    }
  }

  /// The rows of each token, some spellings left out.
  private func hiding(_ example: Example, _ random: inout SplitMix) -> (tokens: [[Int32]], gold: [Int]) {
    let tokens = example.tokens.map { token in
      var rows = token.others
      if !token.mayHide || Float.random(in: 0..<1, using: &random) >= Self.hiddenSpellings {
        rows += token.spelling
      }
      if !token.mayHide || Float.random(in: 0..<1, using: &random) >= Self.hiddenTags { rows += token.tags }
      return rows
    }
    return (tokens, example.gold)
  }

  private func weights(_ row: Int) -> SIMD8<Float> {
    let sum = sums[row]
    let magnitude = sum.replacing(with: -sum, where: sum .< 0)
    let over = magnitude - sparsity
    let step = (squares[row].squareRoot() + 1) / Self.rate + shrinkage
    let weight = over / step
    let signed = weight.replacing(with: -weight, where: sum .> 0)
    return signed.replacing(with: 0, where: over .<= 0)
  }

  private mutating func update(_ row: Int, _ gradient: SIMD8<Float>, _ weight: SIMD8<Float>) {
    let grown = squares[row] + gradient * gradient
    sums[row] += gradient - (grown.squareRoot() - squares[row].squareRoot()) / Self.rate * weight
    squares[row] = grown
  }

  private static let impossible: Float = -1e4

  /// One step on one run; returns its loss.
  private mutating func learn(_ example: (tokens: [[Int32]], gold: [Int])) -> Double {
    let count = example.tokens.count
    let labels = Self.labels
    var scores = [SIMD8<Float>](repeating: .zero, count: count)
    for (index, rows) in example.tokens.enumerated() {
      for row in rows { scores[index] += weights(Int(row)) }
    }
    let moves = transitions()
    // Forward and backward, in logarithms.
    var forward = scores
    forward[0] += moves[8]
    for index in 1..<max(1, count) {
      var reached = SIMD8<Float>(repeating: Self.impossible)
      for to in 0..<labels {
        var terms = SIMD8<Float>(repeating: Self.impossible)
        for from in 0..<labels { terms[from] = forward[index - 1][from] + moves[from][to] }
        reached[to] = Self.logSum(terms)
      }
      forward[index] = reached + scores[index]
    }
    var backward = [SIMD8<Float>](repeating: .zero, count: count)
    for index in stride(from: count - 2, through: 0, by: -1) {
      let behind = backward[index + 1] + scores[index + 1]
      var reached = SIMD8<Float>.zero
      for from in 0..<labels {
        var terms = moves[from] + behind
        terms[7] = Self.impossible
        reached[from] = Self.logSum(terms)
      }
      backward[index] = reached
    }
    var last = forward[count - 1]
    last[7] = Self.impossible
    let total = Self.logSum(last)
    // Expected minus seen.
    var moveGradients = [SIMD8<Float>](repeating: .zero, count: Self.transitionRows)
    var goldScore: Float = 0
    for index in 0..<count {
      var gradient = SIMD8<Float>.zero
      for label in 0..<labels {
        gradient[label] = exp(forward[index][label] + backward[index][label] - total)
      }
      let gold = example.gold[index]
      if index == 0 {
        moveGradients[8] += gradient
        moveGradients[8][gold] -= 1
        goldScore += moves[8][gold]
      } else {
        let before = example.gold[index - 1]
        let behind = backward[index] + scores[index]
        for from in 0..<labels {
          for to in 0..<labels where NameLabel.allows(from, to) {
            moveGradients[from][to] += exp(forward[index - 1][from] + moves[from][to] + behind[to] - total)
          }
        }
        moveGradients[before][gold] -= 1
        goldScore += moves[before][gold]
      }
      goldScore += scores[index][gold]
      gradient[gold] -= 1
      for row in example.tokens[index] { update(Int(row), gradient, weights(Int(row))) }
    }
    for row in 0..<Self.transitionRows { update(row, moveGradients[row], weights(row)) }
    return Double(total - goldScore)
  }

  private func transitions() -> [SIMD8<Float>] {
    (0..<Self.transitionRows).map { from in
      var row = weights(from)
      row[7] = Self.impossible
      for to in 0..<Self.labels where from == 8 ? NameLabel.isInside(to) : !NameLabel.allows(from, to) {
        row[to] = Self.impossible
      }
      return row
    }
  }

  private static func logSum(_ terms: SIMD8<Float>) -> Float {
    let top = terms.max()
    var sum: Float = 0
    for lane in 0..<8 { sum += exp(terms[lane] - top) }
    return top + log(sum)
  }

  // MARK: The file

  /// The weights, the mean of those of several runs on the same rows, in the format of `NameModel`.
  static func model(_ runs: [NameTrainer]) -> [UInt8] {
    let (sums, wideRows, narrowRows) = (runs[0].sums, runs[0].wideRows, runs[0].narrowRows)
    func weights(_ row: Int) -> SIMD8<Float> {
      runs.reduce(SIMD8<Float>.zero) { $0 + $1.weights(row) } / Float(runs.count)
    }
    var all: [Float] = []
    for row in sums.indices {
      let weight = weights(row)
      for lane in 0..<labels where weight[lane] != 0 { all.append(abs(weight[lane])) }
    }
    all.sort()
    let top = all.isEmpty ? 1 : all[min(all.count - 1, all.count * 9998 / 10000)]
    let scale = 127 / top
    func bytes(_ row: Int) -> [UInt8] {
      let weight = weights(row)
      return (0..<8).map {
        $0 < labels ? UInt8(bitPattern: Int8(max(-127, min(127, (weight[$0] * scale).rounded())))) : 0
      }
    }
    let wide = wideRows.keys.sorted().map { key in
      (key, (0..<NameModel.places).flatMap { bytes(Int(wideRows[key] ?? 0) + $0) })
    }.filter { $0.1.contains { $0 != 0 } }
    let narrow = narrowRows.keys.sorted().map { ($0, bytes(Int(narrowRows[$0] ?? 0))) }
      .filter { $0.1.contains { $0 != 0 } }
    let wideTable = HashTable(wide.map(\.0))
    let narrowTable = HashTable(narrow.map(\.0))
    var file = NameModel.magic
    file +=
      HashTable.little(UInt32(wideTable.keys.count), 4) + HashTable.little(UInt32(narrowTable.keys.count), 4)
    for row in 0..<transitionRows { file += bytes(row) }
    file += wideTable.keyBytes + narrowTable.keyBytes
    for entry in wideTable.entries { file += entry < 0 ? Array(repeating: 0, count: 40) : wide[entry].1 }
    for entry in narrowTable.entries { file += entry < 0 ? Array(repeating: 0, count: 8) : narrow[entry].1 }
    print("\(wide.count) wide and \(narrow.count) narrow rows kept, \(file.count) bytes, scale \(scale)")
    return file
  }
}
