/// The network's weights as they lie in `network.bin`.
///
/// Format, little endian: `ORNN`; UInt32 input, hidden, layers, arc, relation, words, pieces, ready forms; the dense parts of
/// `NetworkShape` as Float32; Float32 scales of the tables of words, affixes, shapes and pieces; their rows, Int8 times the scale;
/// filled up to four bytes, the `KeyTable`s of words and of pieces; where there are ready forms, their `ReadySums`.
package struct NetworkModel: Sendable {
  package static let magic: [UInt8] = Array("ORNN".utf8)
  private static let headerBytes = 36

  package let shape: NetworkShape
  private let bytes: ModelBytes
  private let scales: (words: Float, affixes: Float, shapes: Float, pieces: Float)
  private let tables: (words: Int, affixes: Int, shapes: Int, pieces: Int)
  package let words: KeyTable
  package let pieces: WordPieces
  /// `nil` in a file without.
  let ready: ReadySums?

  // The dense parts that are multiplied with.
  let layerWeights: [IntegerMatrix]
  let scoreWeights, arcWeights, distanceWeights, relationWeights: IntegerMatrix
  /// What is multiplied is at most so wide.
  private static let widthMax = 128

  package init?(_ file: [UInt8]) {
    let bytes = ModelBytes(file)
    guard file.starts(with: Self.magic) else { return nil }
    let numbers = (0..<7).compactMap { bytes.uint32(4 + 4 * $0).map(Int.init) }
    // Bounds far above what is sensible keep the sums below small.
    guard numbers.count == 7, numbers.allSatisfy({ (1...1_000_000).contains($0) }),
      numbers[..<5].allSatisfy({ $0 <= 1024 }),
      numbers[2] <= 8, [0, 1, 3, 4].allSatisfy({ numbers[$0] % 8 == 0 }),
      [numbers[0], 2 * numbers[1], numbers[3], numbers[4]].allSatisfy({ $0 <= Self.widthMax })
    else { return nil }
    var shape = NetworkShape()
    (shape.input, shape.hidden, shape.layers) = (numbers[0], numbers[1], numbers[2])
    (shape.arc, shape.relation, shape.words, shape.pieces) = (numbers[3], numbers[4], numbers[5], numbers[6])
    let scalesStart = Self.headerBytes + shape.denseCount * 4
    let wordsStart = scalesStart + 16
    let affixesStart = wordsStart + (shape.words + 1) * shape.input
    let shapesStart = affixesStart + WordInput.affixes * WordInput.affixRows * shape.input
    let piecesStart = shapesStart + WordInput.shapeRows * shape.input
    var offset = (piecesStart + shape.pieces * shape.input + 3) / 4 * 4
    guard offset <= bytes.count, let words = KeyTable(bytes, &offset), let pieces = KeyTable(bytes, &offset)
    else { return nil }
    // The last number of the header.
    let readyCount = Int(bytes.loaded(Self.headerBytes - 4))
    guard readyCount <= 1_000_000 else { return nil }
    ready = readyCount == 0 ? nil : ReadySums(bytes, &offset, count: readyCount, width: shape.gates)
    guard readyCount == 0 || ready != nil else { return nil }
    func scale(_ index: Int) -> Float { Float(bitPattern: bytes.loaded(scalesStart + 4 * index)) }
    self.shape = shape
    self.bytes = bytes
    scales = (scale(0), scale(1), scale(2), scale(3))
    tables = (wordsStart, affixesStart, shapesStart, piecesStart)
    self.words = words
    self.pieces = WordPieces(pieces)
    func pointer(_ name: String) -> UnsafePointer<Float> { Self.pointer(name, shape, bytes) }
    layerWeights = (0..<shape.layers).map { layer in
      IntegerMatrix(
        pointer("layer\(layer).weights"), inner: shape.layerInput(layer), width: shape.gates,
        bias: pointer("layer\(layer).bias"))
    }
    scoreWeights = IntegerMatrix(
      pointer("scores.weights"), inner: shape.width, width: shape.scores, bias: pointer("scores.bias"))
    arcWeights = IntegerMatrix(
      pointer("arc.bilinear"), inner: shape.arc, width: shape.arc, bias: pointer("arc.headBias"))
    relationWeights = IntegerMatrix(
      pointer("relation.weights"), inner: shape.relation, width: NetworkShape.relationsWidth,
      bias: pointer("relation.bias"))
    var across = [Float](repeating: 0, count: shape.arc * ArcDistance.width)
    let distances = pointer("arc.distances")
    for bucket in 0..<ArcDistance.buckets {
      for unit in 0..<shape.arc {
        across[unit * ArcDistance.width + bucket] = distances[bucket * shape.arc + unit]
      }
    }
    distanceWeights = across.withUnsafeBufferPointer { across in
      // Safe: the array is not empty, as no width of the shape is 0.
      IntegerMatrix(across.baseAddress ?? distances, inner: shape.arc, width: ArcDistance.width, bias: nil)
    }
  }

  /// A dense part. Valid while the model lives.
  func part(_ name: String) -> UnsafePointer<Float> { Self.pointer(name, shape, bytes) }

  private static func pointer(_ name: String, _ shape: NetworkShape, _ bytes: ModelBytes) -> UnsafePointer<
    Float
  > {
    // Safe: the file's memory is aligned, and the part lies inside by the reckoning above.
    (bytes.pointer + headerBytes + shape.part(name).offset * 4).assumingMemoryBound(to: Float.self)
  }

  /// Writes the input vector of a word type, `shape.input` wide.
  func write(_ input: WordInput, lower: UnsafeBufferPointer<UInt8>, to vector: UnsafeMutablePointer<Float>) {
    vector.update(repeating: 0, count: shape.input)
    add(tables.words, input.word, scales.words, to: vector)
    let (a, b, c, d, e) = input.affix
    for (table, row) in [a, b, c, d, e].enumerated() {
      add(tables.affixes, table * WordInput.affixRows + row, scales.affixes, to: vector)
    }
    add(tables.shapes, input.shape, scales.shapes, to: vector)
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: WordPieces.piecesMax) { found in
      guard let base = found.baseAddress else { return }
      let count = pieces.split(lower, into: base)
      for index in 0..<count where Int(found[index]) < shape.pieces {
        add(tables.pieces, Int(found[index]), scales.pieces / Float(count), to: vector)
      }
    }
  }

  private func add(_ table: Int, _ row: Int, _ scale: Float, to vector: UnsafeMutablePointer<Float>) {
    // Safe: every row's number is below the table's rows.
    let values = (bytes.pointer + table + row * shape.input).assumingMemoryBound(to: Int8.self)
    for unit in 0..<shape.input { vector[unit] += scale * Float(values[unit]) }
  }
}
