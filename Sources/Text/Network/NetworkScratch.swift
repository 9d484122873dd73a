/// The memory a document's sentences are computed in, one after the other. One thread's.
final class NetworkScratch {
  private typealias Matrix = UnsafeMutablePointer<Float>
  private let model: NetworkModel
  private let arithmetic: NetworkArithmetic
  private let shape: NetworkShape
  // The model's dense parts, asked for by name once; `model` keeps them alive.
  private let memories: [UnsafePointer<Float>]
  private let arcRoot, relationRoot: UnsafePointer<Float>
  /// First layer's sums by slot, and each type's slot; -1 for none.
  private let sums: Matrix
  private var slots: [Int32]
  private var usedSlots = 0
  /// Words whose inputs stand in `input`, waiting for their sums; and the first type not asked for yet.
  private var pending = 0
  private var next = 0
  private let slotsMax: Int

  // Of the sentence being read: rows of tokens, filled up to a multiple of four.
  private var count = 0
  private let input, gates, state, above, scores: Matrix
  private let dependents, compared, headsAcross, arcs, near, pairs, relations: Matrix
  private let heads: UnsafeMutablePointer<Int32>
  /// What is multiplied next.
  private let rows: IntegerRows
  private let arcStride: Int
  private var allocated: [Matrix] = []

  init(_ model: NetworkModel, types: Int, _ arithmetic: NetworkArithmetic) {
    self.model = model
    self.arithmetic = arithmetic
    shape = model.shape
    memories = (0..<shape.layers).map { model.part("layer\($0).memory") }
    (arcRoot, relationRoot) = (model.part("arc.root"), model.part("relation.root"))
    let n = (Network.sentenceTokensMax + 3) / 4 * 4
    slotsMax = min(types, Network.typesMax) + Network.sentenceTokensMax + 8
    slots = [Int32](repeating: -1, count: types)
    var allocated: [Matrix] = []
    func matrix(_ count: Int) -> Matrix {
      let matrix = Matrix.allocate(capacity: count)
      matrix.initialize(repeating: 0, count: count)
      allocated.append(matrix)
      return matrix
    }
    arcStride = (n + 1 + 7) / 8 * 8
    sums = matrix((slotsMax + 4) * shape.gates)
    input = matrix(4 * shape.input)
    gates = matrix(n * shape.gates)
    state = matrix(shape.hidden)
    above = matrix(n * shape.width)
    scores = matrix(n * shape.scores)
    dependents = matrix(n * shape.arc)
    compared = matrix(n * shape.arc)
    headsAcross = matrix(shape.arc * arcStride)
    arcs = matrix(n * arcStride)
    near = matrix(n * ArcDistance.width)
    pairs = matrix(n * shape.relation)
    relations = matrix(n * NetworkShape.relationsWidth)
    rows = IntegerRows(rowsMax: n, innerMax: max(shape.input, shape.width, shape.arc, shape.relation))
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
    prepareSums(tokens, document)
    for token in 0..<count {
      let slot = Int(slots[document.word(of: tokens.lowerBound + token)])
      (gates + token &* shape.gates).update(from: sums + slot &* shape.gates, count: shape.gates)
    }
    above.update(repeating: 0, count: count &* shape.width)
    arithmetic.recurrence(shape.hidden, count, gates, memories[0], state, above)
    for number in 1..<shape.layers {
      rows.take(above, count, shape.width)
      model.layerWeights[number].multiply(rows, arithmetic.product, gates)
      arithmetic.recurrence(shape.hidden, count, gates, memories[number], state, above)
    }
    rows.take(above, count, shape.width)
    model.scoreWeights.multiply(rows, arithmetic.product, scores)
  }

  /// Computes the first layer's sums of the words that have none yet, four at a time, because a product of one costs as much.
  private func prepareSums(_ tokens: Range<Int>, _ document: Document) {
    // All words of a part must fit at once.
    if usedSlots + tokens.count + 4 > slotsMax {
      for index in slots.indices { slots[index] = -1 }
      usedSlots = 0
    }
    if model.ready != nil {
      for token in tokens {
        let word = document.word(of: token)
        if slots[word] < 0 { takeReady(word, document) }
      }
    }
    for token in tokens {
      let word = document.word(of: token)
      if slots[word] < 0 { prepare(word, document) }
    }
    // The rest of the four are words that come soon: types are in the order of the text.
    while pending > 0, next < slots.count {
      if slots[next] < 0, readyRow(next, document) == nil { prepare(next, document) }
      next &+= 1
    }
    if pending > 0 { computeSums() }
  }

  /// Takes the sums of a frequent form from the model, while nothing is pending.
  private func takeReady(_ word: Int, _ document: Document) {
    guard let ready = model.ready, let row = readyRow(word, document) else { return }
    ready.write(row, to: sums + usedSlots &* shape.gates)
    slots[word] = Int32(usedSlots)
    usedSlots &+= 1
  }

  private func readyRow(_ word: Int, _ document: Document) -> Int? {
    let type = document.words.types[word]
    return document.utf8.withUnsafeBufferPointer { utf8 in
      model.ready?.row(UnsafeBufferPointer(rebasing: utf8[Int(type.start)..<Int(type.end)]))
    }
  }

  private func prepare(_ word: Int, _ document: Document) {
    slots[word] = Int32(usedSlots &+ pending)
    next = max(next, word)
    let type = document.words.types[word]
    document.words.lowerUTF8(word).withUnsafeBufferPointer { lower in
      model.write(
        WordInput(lower, shape: type.shape, flags: type.flags, words: model.words), lower: lower,
        to: input + pending &* shape.input)
    }
    pending &+= 1
    if pending == 4 { computeSums() }
  }

  private func computeSums() {
    rows.take(input, 4, shape.input)
    model.layerWeights[0].multiply(rows, arithmetic.product, sums + usedSlots &* shape.gates)
    usedSlots &+= pending
    pending = 0
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

  /// Calls `take` with each token's scores of the labels of names, in order.
  func scoreNames(_ take: (SIMD8<Float>) -> Void) {
    for token in 0..<count {
      let row = UnsafeRawPointer(scores + token &* shape.scores + shape.namesStart)
      take(row.loadUnaligned(as: SIMD8<Float>.self))
    }
  }

  /// Calls `assign` with each token's head, -1 for the root, and relation.
  func parse(_ assign: (_ token: Int, _ head: Int, Deprel) -> Void) {
    scoreArcs()
    TreeDecoder.decode(count, arcs, arcStride, heads)
    let width = NetworkShape.relationsWidth
    let root = relationRoot
    for token in 0..<count {
      let own = scores + token &* shape.scores + shape.relationDependentStart
      let head = Int(heads[token])
      let other = head < 0 ? root : UnsafePointer(scores + head &* shape.scores + shape.relationHeadStart)
      let pair = pairs + token &* shape.relation
      for unit in 0..<shape.relation { pair[unit] = max(0, own[unit] + other[unit]) }
    }
    rows.take(pairs, count, shape.relation)
    model.relationWeights.multiply(rows, arithmetic.product, relations)
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
    let across = (count + 1 + 7) / 8 * 8
    for unit in 0..<arc { headsAcross[unit &* across] = arcRoot[unit] }
    for token in 0..<count {
      let row = scores + token &* shape.scores + shape.arcDependentStart
      let own = dependents + token &* arc
      for unit in 0..<arc { own[unit] = max(0, row[unit]) }
      for unit in 0..<arc { headsAcross[unit &* across &+ token &+ 1] = max(0, row[arc &+ unit]) }
    }
    rows.take(dependents, count, arc)
    model.arcWeights.multiply(rows, arithmetic.product, compared)
    model.distanceWeights.multiply(rows, arithmetic.product, near)
    FloatProduct.multiply(compared, count, arc, headsAcross, across, arcs)
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
          place &- 1 == token ? -.infinity : from[place] + near[token &* ArcDistance.width &+ distance]
        place &-= 1
      }
      token &-= 1
    }
  }
}
