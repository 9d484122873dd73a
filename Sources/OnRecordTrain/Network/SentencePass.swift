import Glibc
import Text

/// A sentence as the network is trained on it.
struct TrainingSentence {
  var types: [Int] = []
  var xpos: [Int] = []
  var upos: [Int] = []
  /// Index of the head in the sentence; -1 for the root.
  var heads: [Int] = []
  var relations: [Int] = []
  /// Outside, or beginning or inside of one of the kinds of names; `nil` where the treebank has no names.
  var names: [Int]?
  var count: Int { types.count }
}

/// How much of what is dropped in training.
struct Dropout {
  var input: Float = 0.1
  var word: Float = 0.2
  var layer: Float = 0.1
  var scores: Float = 0.1
}

/// One sentence through the network and back: the loss, and its gradient. Memory for the longest sentence is kept.
final class SentencePass {
  typealias Matrix = Kernels.Matrix
  private let weights: NetworkWeights
  private let words: TrainingWords
  let gradient: NetworkGradient
  private let shape: NetworkShape
  private let recurrence: Recurrence
  var random = SplitMix(state: 0)
  private let dropout: Dropout?
  /// Sums of the batch: losses of tags, arcs, relations and names.
  var loss: (tags: Float, arcs: Float, relations: Float, names: Float) = (0, 0, 0, 0)

  static let tokensMax = 160

  private let vectors, input, inputGradient: Matrix
  private var gates: [Matrix] = []
  private var states: [Matrix] = []
  /// Of each layer, as dropped; behind the last layer, what the scores are made of.
  private var values: [Matrix] = []
  private var raw: [Matrix] = []
  private var masks: [Matrix] = []
  private let scores, scoresGradient, upper, lower: Matrix
  private let arcMasks: Matrix

  /// Without `dropout` nothing is dropped, for checks of the gradient.
  init(_ weights: NetworkWeights, _ words: TrainingWords, dropout: Dropout?) {
    self.weights = weights
    self.words = words
    self.dropout = dropout
    gradient = NetworkGradient(weights)
    shape = weights.shape
    recurrence = Recurrence(hidden: shape.hidden)
    let n = Self.tokensMax
    func matrix(_ width: Int) -> Matrix {
      let matrix = Matrix.allocate(capacity: n * width)
      matrix.initialize(repeating: 0, count: n * width)
      return matrix
    }
    vectors = matrix(TrainingWords.vectorWidth)
    input = matrix(shape.input)
    inputGradient = matrix(max(shape.input, shape.width))
    for layer in 0..<shape.layers {
      gates.append(matrix(shape.gates))
      states.append(matrix(shape.width))
      values.append(matrix(shape.layerInput(layer)))
      raw.append(matrix(shape.width))
      masks.append(matrix(shape.layerInput(layer)))
    }
    values.append(matrix(shape.width))
    masks.append(matrix(shape.width))
    scores = matrix(shape.scores)
    scoresGradient = matrix(shape.scores)
    arcMasks = matrix(shape.scores)
    upper = matrix(shape.width)
    lower = matrix(shape.width)
  }

  func add(_ sentence: TrainingSentence) {
    let n = sentence.count
    let rows = embed(sentence)
    drop(dropout?.input ?? 0, n, shape.input, input, masks[0], values[0])
    for layer in 0..<shape.layers {
      let width = shape.layerInput(layer)
      Kernels.begin(gates[layer], n, shape.gates, weights.part("layer\(layer).bias"))
      Kernels.multiply(
        values[layer], n, width, weights.part("layer\(layer).weights"), shape.gates, gates[layer])
      // From the second layer on, what comes in goes on beside the recurrence.
      if layer == 0 {
        raw[0].update(repeating: 0, count: n * shape.width)
      } else {
        raw[layer].update(from: raw[layer - 1], count: n * shape.width)
      }
      recurrence.forward(n, gates[layer], weights.part("layer\(layer).memory"), states[layer], raw[layer])
      drop(
        (layer + 1 == shape.layers ? dropout?.scores : dropout?.layer) ?? 0, n, shape.width, raw[layer],
        masks[layer + 1],
        values[layer + 1])
    }
    let last = values[shape.layers]
    Kernels.begin(scores, n, shape.scores, weights.part("scores.bias"))
    Kernels.multiply(last, n, shape.width, weights.part("scores.weights"), shape.scores, scores)
    scoresGradient.update(repeating: 0, count: n * shape.scores)
    addTags(sentence)
    addArcs(sentence)
    backward(n, rows)
  }

  // MARK: Input

  private func embed(_ sentence: TrainingSentence) -> [[Int]] {
    let width = shape.input
    input.update(repeating: 0, count: sentence.count * width)
    var rows: [[Int]] = []
    for (token, type) in sentence.types.enumerated() {
      let knows = (dropout?.word ?? 0) == 0 || Float.random(in: 0..<1, using: &random) >= dropout?.word ?? 0
      rows.append(weights.rows(words.inputs[type], knowsWord: knows))
      for row in rows[token] { Kernels.add(weights.tables + row * width, width, to: input + token * width) }
      (vectors + token * TrainingWords.vectorWidth).update(
        from: words.vectors + type * TrainingWords.vectorWidth, count: TrainingWords.vectorWidth)
    }
    Kernels.multiply(
      vectors, sentence.count, TrainingWords.vectorWidth, weights.dense + weights.vectorMap, width, input)
    return rows
  }

  /// The same units of all tokens are dropped (Gal and Ghahramani 2016).
  private func drop(_ share: Float, _ n: Int, _ width: Int, _ from: Matrix, _ mask: Matrix, _ to: Matrix) {
    for unit in 0..<width {
      mask[unit] = share == 0 ? 1 : Float.random(in: 0..<1, using: &random) < share ? 0 : 1 / (1 - share)
    }
    for token in 0..<n {
      for unit in 0..<width { to[token * width + unit] = from[token * width + unit] * mask[unit] }
    }
  }

  // MARK: Losses

  private func addTags(_ sentence: TrainingSentence) {
    for token in 0..<sentence.count {
      let (score, slope) = (scores + token * shape.scores, scoresGradient + token * shape.scores)
      loss.tags += softmax(
        score + shape.xposStart, XPOS.allCases.count, sentence.xpos[token], slope + shape.xposStart)
      loss.tags += softmax(
        score + shape.uposStart, UPOS.allCases.count, sentence.upos[token], slope + shape.uposStart)
      if let names = sentence.names {
        loss.names += softmax(score + shape.namesStart, 7, names[token], slope + shape.namesStart)
      }
    }
  }

  /// Adds the gradient to `slope` and returns the loss.
  private func softmax(_ score: Matrix, _ count: Int, _ gold: Int, _ slope: Matrix) -> Float {
    var most = -Float.infinity
    for index in 0..<count { most = max(most, score[index]) }
    var sum: Float = 0
    for index in 0..<count { sum += expf(score[index] - most) }
    for index in 0..<count { slope[index] += expf(score[index] - most) / sum }
    slope[gold] -= 1
    return -(score[gold] - most - logf(sum))
  }

  private func addArcs(_ sentence: TrainingSentence) {
    let n = sentence.count
    let (arc, relation) = (shape.arc, shape.relation)
    let start = shape.arcDependentStart
    // Rectified, and dropped; the mask tells where both let through.
    let ends = shape.scores - start
    for token in 0..<n {
      let score = scores + token * shape.scores + start
      let mask = arcMasks + token * ends
      for unit in 0..<(2 * arc) {
        mask[unit] = score[unit] > 0 ? 1 : 0
        score[unit] = max(0, score[unit])
      }
    }
    func dependent(_ token: Int) -> Matrix { scores + token * shape.scores + start }
    func head(_ token: Int) -> Matrix { token < 0 ? weights.part("arc.root") : dependent(token) + arc }
    func dependentGradient(_ token: Int) -> Matrix { scoresGradient + token * shape.scores + start }
    let rootGradient = gradient.part("arc.root")
    func headGradient(_ token: Int) -> Matrix { token < 0 ? rootGradient : dependentGradient(token) + arc }
    let bilinear = weights.part("arc.bilinear")
    let bias = weights.part("arc.headBias")
    let distances = weights.part("arc.distances")
    let distancesGradient = gradient.part("arc.distances")

    let compared = Matrix.allocate(capacity: n * arc)
    let comparedGradient = Matrix.allocate(capacity: n * arc)
    let dependents = Matrix.allocate(capacity: n * arc)
    let row = Matrix.allocate(capacity: n + 1)
    let rowGradient = Matrix.allocate(capacity: n + 1)
    defer {
      for matrix in [compared, comparedGradient, dependents, row, rowGradient] { matrix.deallocate() }
    }
    comparedGradient.initialize(repeating: 0, count: n * arc)
    for token in 0..<n { (dependents + token * arc).initialize(from: dependent(token), count: arc) }
    for token in 0..<n { (compared + token * arc).initialize(from: bias, count: arc) }
    Kernels.multiply(dependents, n, arc, bilinear, arc, compared)
    for token in 0..<n {
      let own = compared + token * arc
      // Place 0 is the root, place j + 1 token j; the token itself is no candidate.
      for place in 0...n {
        let distance =
          place == 0
          ? ArcDistance.root : place - 1 == token ? 0 : ArcDistance.bucket(from: token, to: place - 1)
        row[place] =
          place - 1 == token
          ? -1e9
          : Kernels.dot(own, head(place - 1), arc)
            + Kernels.dot(dependents + token * arc, distances + distance * arc, arc)
      }
      rowGradient.update(repeating: 0, count: n + 1)
      loss.arcs += softmax(row, n + 1, sentence.heads[token] + 1, rowGradient)
      for place in 0...n where place - 1 != token {
        let slope = rowGradient[place]
        if abs(slope) < 1e-6 { continue }
        let distance = place == 0 ? ArcDistance.root : ArcDistance.bucket(from: token, to: place - 1)
        let (other, otherGradient) = (head(place - 1), headGradient(place - 1))
        let ownGradient = comparedGradient + token * arc
        let (direct, directGradient) = (dependents + token * arc, dependentGradient(token))
        for unit in 0..<arc {
          ownGradient[unit] += slope * other[unit]
          otherGradient[unit] += slope * own[unit]
          directGradient[unit] += slope * distances[distance * arc + unit]
          distancesGradient[distance * arc + unit] += slope * direct[unit]
        }
      }
    }
    Kernels.addRows(comparedGradient, n, arc, to: gradient.part("arc.headBias"))
    Kernels.accumulate(dependents, n, arc, comparedGradient, arc, gradient.part("arc.bilinear"))
    let back = Matrix.allocate(capacity: n * arc)
    defer { back.deallocate() }
    back.initialize(repeating: 0, count: n * arc)
    Kernels.multiplyTransposed(comparedGradient, n, arc, bilinear, arc, back)
    for token in 0..<n { Kernels.add(back + token * arc, arc, to: dependentGradient(token)) }
    for token in 0..<n {
      let (mask, slope) = (arcMasks + token * ends, dependentGradient(token))
      for unit in 0..<(2 * arc) { slope[unit] *= mask[unit] }
    }
    addRelations(sentence, relation)
  }

  private func addRelations(_ sentence: TrainingSentence, _ relation: Int) {
    let n = sentence.count
    let width = NetworkShape.relationsWidth
    let pair = Matrix.allocate(capacity: n * relation)
    let pairGradient = Matrix.allocate(capacity: n * relation)
    let logits = Matrix.allocate(capacity: n * width)
    let logitsGradient = Matrix.allocate(capacity: n * width)
    defer { for matrix in [pair, pairGradient, logits, logitsGradient] { matrix.deallocate() } }
    let root = weights.part("relation.root")
    for token in 0..<n {
      let own = scores + token * shape.scores + shape.relationDependentStart
      let head = sentence.heads[token]
      let other = head < 0 ? root : scores + head * shape.scores + shape.relationHeadStart
      for unit in 0..<relation {
        (pair + token * relation + unit).initialize(to: max(0, own[unit] + other[unit]))
      }
    }
    pairGradient.initialize(repeating: 0, count: n * relation)
    logits.initialize(repeating: 0, count: n * width)
    logitsGradient.initialize(repeating: 0, count: n * width)
    Kernels.begin(logits, n, width, weights.part("relation.bias"))
    Kernels.multiply(pair, n, relation, weights.part("relation.weights"), width, logits)
    for token in 0..<n {
      loss.relations += softmax(
        logits + token * width, Deprel.allCases.count, sentence.relations[token],
        logitsGradient + token * width)
    }
    Kernels.addRows(logitsGradient, n, width, to: gradient.part("relation.bias"))
    Kernels.accumulate(pair, n, relation, logitsGradient, width, gradient.part("relation.weights"))
    Kernels.multiplyTransposed(
      logitsGradient, n, width, weights.part("relation.weights"), relation, pairGradient)
    let rootGradient = gradient.part("relation.root")
    for token in 0..<n {
      let own = scoresGradient + token * shape.scores + shape.relationDependentStart
      let head = sentence.heads[token]
      let other = head < 0 ? rootGradient : scoresGradient + head * shape.scores + shape.relationHeadStart
      for unit in 0..<relation where pair[token * relation + unit] > 0 {
        own[unit] += pairGradient[token * relation + unit]
        other[unit] += pairGradient[token * relation + unit]
      }
    }
  }

  // MARK: Back

  private func backward(_ n: Int, _ rows: [[Int]]) {
    let width = shape.width
    Kernels.addRows(scoresGradient, n, shape.scores, to: gradient.part("scores.bias"))
    Kernels.accumulate(
      values[shape.layers], n, width, scoresGradient, shape.scores, gradient.part("scores.weights"))
    upper.update(repeating: 0, count: n * width)
    Kernels.multiplyTransposed(scoresGradient, n, shape.scores, weights.part("scores.weights"), width, upper)
    undrop(n, width, upper, masks[shape.layers])
    var layer = shape.layers - 1
    while layer >= 0 {
      let inner = shape.layerInput(layer)
      recurrence.backward(
        n, gates[layer], weights.part("layer\(layer).memory"), states[layer], upper,
        gradient.part("layer\(layer).memory"))
      Kernels.addRows(gates[layer], n, shape.gates, to: gradient.part("layer\(layer).bias"))
      Kernels.accumulate(
        values[layer], n, inner, gates[layer], shape.gates, gradient.part("layer\(layer).weights"))
      inputGradient.update(repeating: 0, count: n * inner)
      Kernels.multiplyTransposed(
        gates[layer], n, shape.gates, weights.part("layer\(layer).weights"), inner, inputGradient)
      undrop(n, inner, inputGradient, masks[layer])
      if layer > 0 { Kernels.add(inputGradient, n * width, to: upper) }
      layer -= 1
    }
    Kernels.accumulate(
      vectors, n, TrainingWords.vectorWidth, inputGradient, shape.input, gradient.dense + weights.vectorMap)
    for token in 0..<n {
      for row in rows[token] { gradient.add(inputGradient + token * shape.input, toRow: row) }
    }
  }

  private func undrop(_ n: Int, _ width: Int, _ slope: Matrix, _ mask: Matrix) {
    for token in 0..<n {
      for unit in 0..<width { slope[token * width + unit] *= mask[unit] }
    }
  }
}
