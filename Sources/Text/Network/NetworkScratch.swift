/// The memory a document's sentences are computed in, one after the other. One thread's.
final class NetworkScratch {
  private typealias Matrix = UnsafeMutablePointer<Float>
  private let model: NetworkModel
  private let shape: NetworkShape
  /// First layer's sums by slot, and each type's slot; -1 for none.
  private let sums: Matrix
  private var slots: [Int32]
  private var usedSlots = 0
  private let slotsMax: Int

  // Of the sentence being read: rows of tokens, filled up to a multiple of four.
  private var count = 0
  private let input, gatesOfOne, gates, state, below, above, scores: Matrix
  private let dependents, compared, headsAcross, arcs, near, pairs, relations: Matrix
  private let heads: UnsafeMutablePointer<Int32>
  private let distancesAcross: Matrix
  private let arcStride: Int
  private var allocated: [Matrix] = []

  init(_ model: NetworkModel, types: Int) {
    self.model = model
    shape = model.shape
    let n = (Network.sentenceTokensMax + 3) / 4 * 4
    slotsMax = max(1, min(types, Network.typesMax))
    slots = [Int32](repeating: -1, count: types)
    var allocated: [Matrix] = []
    func matrix(_ count: Int) -> Matrix {
      let matrix = Matrix.allocate(capacity: count)
      matrix.initialize(repeating: 0, count: count)
      allocated.append(matrix)
      return matrix
    }
    arcStride = (n + 1 + 3) / 4 * 4
    sums = matrix(slotsMax * shape.gates)
    input = matrix(4 * shape.input)
    gatesOfOne = matrix(4 * shape.gates)
    gates = matrix(n * shape.gates)
    state = matrix(shape.hidden)
    below = matrix(n * shape.width)
    above = matrix(n * shape.width)
    scores = matrix(n * shape.scores)
    dependents = matrix(n * shape.arc)
    compared = matrix(n * shape.arc)
    headsAcross = matrix(shape.arc * arcStride)
    arcs = matrix(n * arcStride)
    near = matrix(n * ArcDistance.buckets)
    pairs = matrix(n * shape.relation)
    relations = matrix(n * NetworkShape.relationsWidth)
    distancesAcross = matrix(shape.arc * ArcDistance.buckets)
    let distances = model.part("arc.distances")
    for bucket in 0..<ArcDistance.buckets {
      for unit in 0..<shape.arc {
        distancesAcross[unit * ArcDistance.buckets + bucket] = distances[bucket * shape.arc + unit]
      }
    }
    heads = .allocate(capacity: n)
    heads.initialize(repeating: -1, count: n)
    self.allocated = allocated
  }

  deinit {
    for matrix in allocated { matrix.deallocate() }
    heads.deallocate()
  }

  /// Computes all scores of the tokens.
  func read(_ tokens: Range<Int>, _ document: Document) {
    count = tokens.count
    for token in 0..<count {
      let slot = slot(document.word(of: tokens.lowerBound + token), document)
      (gates + token &* shape.gates).update(from: sums + slot &* shape.gates, count: shape.gates)
    }
    let layer = RecurrentLayer(hidden: shape.hidden)
    above.update(repeating: 0, count: count &* shape.width)
    layer.run(count, gates, model.part("layer0.memory"), state, above)
    for index in 1..<max(1, shape.layers) {
      MatrixProduct.multiply(
        above, count, shape.width, model.part("layer\(index).weights"), shape.gates,
        model.part("layer\(index).bias"), gates)
      layer.run(count, gates, model.part("layer\(index).memory"), state, above)
    }
    MatrixProduct.multiply(
      above, count, shape.width, model.part("scores.weights"), shape.scores, model.part("scores.bias"), scores
    )
  }

  /// Where the first layer's sums of a word type stand.
  private func slot(_ word: Int, _ document: Document) -> Int {
    if slots[word] >= 0 { return Int(slots[word]) }
    if usedSlots == slotsMax {
      for index in slots.indices { slots[index] = -1 }
      usedSlots = 0
    }
    let slot = usedSlots
    usedSlots &+= 1
    slots[word] = Int32(slot)
    let type = document.words.types[word]
    document.words.lowerUTF8(word).withUnsafeBufferPointer { lower in
      model.write(
        WordInput(lower, shape: type.shape, flags: type.flags, words: model.words), lower: lower, to: input)
    }
    // One row alone: the product's other three are for nobody.
    MatrixProduct.multiply(
      input, 1, shape.input, model.part("layer0.weights"), shape.gates, model.part("layer0.bias"), gatesOfOne)
    (sums + slot &* shape.gates).update(from: gatesOfOne, count: shape.gates)
    return slot
  }

  /// Calls `assign` with each token's tags.
  func tag(_ assign: (_ token: Int, XPOS, UPOS) -> Void) {
    for token in 0..<count {
      let row = scores + token &* shape.scores
      let xpos = Self.best(row + shape.xposStart, XPOS.allCases.count)
      let upos = Self.best(row + shape.uposStart, UPOS.allCases.count)
      assign(token, XPOS(rawValue: UInt8(xpos)) ?? .nn, UPOS(rawValue: UInt8(upos)) ?? .x)
    }
  }

  @inline(__always)
  private static func best(_ row: UnsafeMutablePointer<Float>, _ count: Int) -> Int {
    var best = 0
    for index in 1..<count where row[index] > row[best] { best = index }
    return best
  }

  /// Calls `assign` with each token's head, -1 for the root, and relation.
  func parse(_ assign: (_ token: Int, _ head: Int, Deprel) -> Void) {
    scoreArcs()
    TreeDecoder.decode(count, arcs, arcStride, heads)
    let width = NetworkShape.relationsWidth
    let root = model.part("relation.root")
    for token in 0..<count {
      let own = scores + token &* shape.scores + shape.relationDependentStart
      let head = Int(heads[token])
      let other = head < 0 ? root : UnsafePointer(scores + head &* shape.scores + shape.relationHeadStart)
      let pair = pairs + token &* shape.relation
      for unit in 0..<shape.relation { pair[unit] = max(0, own[unit] + other[unit]) }
    }
    MatrixProduct.multiply(
      pairs, count, shape.relation, model.part("relation.weights"), width, model.part("relation.bias"),
      relations)
    for token in 0..<count {
      let head = Int(heads[token])
      let row = relations + token &* width
      // The root's relation is `root`, and no other's is.
      row[Int(Deprel.root.rawValue)] = -.infinity
      let best = Self.best(row, Deprel.allCases.count)
      assign(token, head, head < 0 ? .root : Deprel(rawValue: UInt8(best)) ?? .dep)
    }
  }

  private func scoreArcs() {
    let arc = shape.arc
    let across = (count + 1 + 3) / 4 * 4
    let root = model.part("arc.root")
    for unit in 0..<arc { headsAcross[unit &* across] = root[unit] }
    for token in 0..<count {
      let row = scores + token &* shape.scores + shape.arcDependentStart
      let own = dependents + token &* arc
      for unit in 0..<arc { own[unit] = max(0, row[unit]) }
      for unit in 0..<arc { headsAcross[unit &* across &+ token &+ 1] = max(0, row[arc &+ unit]) }
    }
    MatrixProduct.multiply(
      dependents, count, arc, model.part("arc.bilinear"), arc, model.part("arc.headBias"), compared)
    MatrixProduct.multiply(dependents, count, arc, distancesAcross, ArcDistance.buckets, nil, near)
    MatrixProduct.multiply(compared, count, arc, headsAcross, across, nil, arcs)
    // From rows of `across` to rows of `arcStride`, from behind so that nothing is overwritten unread.
    var token = count &- 1
    while token >= 0 {
      let from = arcs + token &* across
      let to = arcs + token &* arcStride
      var place = count
      while place >= 0 {
        let distance =
          place == 0
          ? ArcDistance.root : place &- 1 == token ? 0 : ArcDistance.bucket(from: token, to: place &- 1)
        to[place] =
          place &- 1 == token ? -.infinity : from[place] + near[token &* ArcDistance.buckets &+ distance]
        place &-= 1
      }
      token &-= 1
    }
  }
}
