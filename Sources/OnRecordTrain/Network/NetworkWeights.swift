import Text

/// All that is trained: the dense parts of `NetworkShape`, the map from word-piece vectors to the input, and the
/// embedding tables, which change by the row.
final class NetworkWeights {
  let shape: NetworkShape
  let dense: UnsafeMutablePointer<Float>
  let denseCount: Int
  /// Where the map of vectors lies in `dense`, behind the parts of the shape.
  let vectorMap: Int
  /// All tables one behind the other, rows of `shape.input`: words, the affix tables, shapes.
  let tables: UnsafeMutablePointer<Float>
  let rowCount: Int

  init(_ shape: NetworkShape, seed: UInt64) {
    self.shape = shape
    vectorMap = shape.denseCount
    denseCount = vectorMap + TrainingWords.vectorWidth * shape.input
    rowCount = Self.rows(shape)
    dense = .allocate(capacity: denseCount)
    dense.initialize(repeating: 0, count: denseCount)
    tables = .allocate(capacity: rowCount * shape.input)
    var random = SplitMix(state: seed)
    func uniform(_ bound: Float) -> Float { Float.random(in: -bound...bound, using: &random) }
    for part in shape.parts {
      let bound: Float =
        switch part.name {
        case let name where name.hasSuffix("ias"): 0
        case let name where name.hasSuffix("memory"): 0.5
        case "arc.root", "relation.root", "arc.distances": 0.3
        case "arc.bilinear": 0.3
        default: (6 / Float(part.rows + min(part.columns, 2 * part.rows))).squareRoot()
        }
      for index in 0..<part.count { dense[part.offset + index] = uniform(bound) }
    }
    for index in 0..<(TrainingWords.vectorWidth * shape.input) { dense[vectorMap + index] = uniform(0.05) }
    for index in 0..<(rowCount * shape.input) { (tables + index).initialize(to: uniform(0.15)) }
  }

  deinit {
    dense.deallocate()
    tables.deallocate()
  }

  static func rows(_ shape: NetworkShape) -> Int {
    shape.words + 1 + WordInput.affixes * WordInput.affixRows + WordInput.shapeRows
  }

  /// The rows of an input. `knowsWord`: else its word is taken for an unknown one.
  func rows(_ input: WordInput, knowsWord: Bool) -> [Int] {
    let affixes = shape.words + 1
    let shapes = affixes + WordInput.affixes * WordInput.affixRows
    let (a, b, c, d, e) = input.affix
    return [knowsWord ? input.word : 0]
      + [a, b, c, d, e].enumerated().map { affixes + $0.offset * WordInput.affixRows + $0.element }
      + [shapes + input.shape]
  }

  func part(_ name: String) -> UnsafeMutablePointer<Float> { dense + shape.part(name).offset }
}

/// What one worker adds to the gradient in one batch.
final class NetworkGradient {
  let dense: UnsafeMutablePointer<Float>
  /// Rows of the tables that were touched, in the order of the first touch, and their gradients.
  private(set) var rows: [Int] = []
  private var places: [Int: Int] = [:]
  private(set) var rowGradients: [Float] = []
  private let weights: NetworkWeights

  init(_ weights: NetworkWeights) {
    self.weights = weights
    dense = .allocate(capacity: weights.denseCount)
    dense.initialize(repeating: 0, count: weights.denseCount)
  }

  deinit { dense.deallocate() }

  func add(_ gradient: UnsafeMutablePointer<Float>, toRow row: Int) {
    let width = weights.shape.input
    let place: Int
    if let known = places[row] {
      place = known
    } else {
      place = rows.count
      places[row] = place
      rows.append(row)
      rowGradients.append(contentsOf: repeatElement(0, count: width))
    }
    rowGradients.withUnsafeMutableBufferPointer { all in
      for index in 0..<width { all[place * width + index] += gradient[index] }
    }
  }

  /// Adds another worker's.
  func add(_ other: NetworkGradient) {
    for index in 0..<weights.denseCount { dense[index] += other.dense[index] }
    let width = weights.shape.input
    var theirs = other.rowGradients
    theirs.withUnsafeMutableBufferPointerIfAny { all in
      for (place, row) in other.rows.enumerated() { add(all + place * width, toRow: row) }
    }
  }

  func clear() {
    dense.update(repeating: 0, count: weights.denseCount)
    rows.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
    rowGradients.removeAll(keepingCapacity: true)
  }

  func part(_ name: String) -> UnsafeMutablePointer<Float> { dense + weights.shape.part(name).offset }
}

extension Array where Element == Float {
  /// `body` gets the memory, unless there is none.
  fileprivate mutating func withUnsafeMutableBufferPointerIfAny(_ body: (UnsafeMutablePointer<Float>) -> Void)
  {
    withUnsafeMutableBufferPointer { if let base = $0.baseAddress { body(base) } }
  }
}
