import Text

/// Writes what was trained as `network.bin`: the tables as bytes, the word pieces' vectors through the trained map, and the
/// first layer's sums of frequent forms, made by the model itself as it is read back.
enum NetworkFile {
  static func bytes(_ trainer: NetworkTrainer, _ vocabulary: Vocabulary) throws -> [UInt8] {
    let bare = try bytes(trainer, vocabulary, ready: 0)
    guard let model = NetworkModel(bare) else {
      throw TrainError(description: "the network's file is not readable")
    }
    let forms = trainer.words.frequentForms.map { Array($0.utf8) }
    guard let ready = ReadySums.bytes(forms, rows: forms.map(model.firstSums)) else {
      throw TrainError(description: "two frequent forms of one hash")
    }
    return try bytes(trainer, vocabulary, ready: forms.count) + ready
  }

  private static func bytes(_ trainer: NetworkTrainer, _ vocabulary: Vocabulary, ready: Int) throws -> [UInt8]
  {
    let weights = trainer.weights
    let shape = weights.shape
    let width = shape.input
    var bytes = NetworkModel.magic
    for number in [
      width, shape.hidden, shape.layers, shape.arc, shape.relation, shape.words, shape.pieces, ready,
    ] {
      append(UInt32(number), to: &bytes)
    }
    for index in 0..<shape.denseCount { append(weights.dense[index].bitPattern, to: &bytes) }
    let words = Array(UnsafeBufferPointer(start: weights.tables, count: (shape.words + 1) * width))
    let affixCount = WordInput.affixes * WordInput.affixRows * width
    let affixes = Array(UnsafeBufferPointer(start: weights.tables + words.count, count: affixCount))
    let shapes = Array(
      UnsafeBufferPointer(
        start: weights.tables + words.count + affixCount, count: WordInput.shapeRows * width))
    let tables = [words, affixes, shapes, mapped(vocabulary, weights)].map(Table.init)
    for table in tables { append(table.scale.bitPattern, to: &bytes) }
    for table in tables { bytes += table.values }
    while bytes.count % 4 != 0 { bytes.append(0) }
    guard let wordTable = KeyTable.bytes(trainer.words.wordHashes),
      let pieceTable = KeyTable.bytes(vocabulary.keys)
    else {
      throw TrainError(description: "two words of one hash")
    }
    return bytes + wordTable + pieceTable
  }

  private static func append(_ number: UInt32, to bytes: inout [UInt8]) {
    for shift in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: number >> (8 * shift))) }
  }

  private static func mapped(_ vocabulary: Vocabulary, _ weights: NetworkWeights) -> [Float] {
    let width = weights.shape.input
    var rows = [Float](repeating: 0, count: vocabulary.keys.count * width)
    var vectors = vocabulary.rows
    rows.withUnsafeMutableBufferPointer { rows in
      vectors.withUnsafeMutableBufferPointer { vectors in
        guard let y = rows.baseAddress, let x = vectors.baseAddress else { return }
        Kernels.multiply(
          x, vocabulary.keys.count, TrainingWords.vectorWidth, weights.dense + weights.vectorMap, width, y)
      }
    }
    return rows
  }

  /// Numbers as bytes of one scale: the largest is 127. The few that are far out are cut, so that the rest has finer steps.
  private struct Table {
    let scale: Float
    let values: [UInt8]

    init(_ numbers: [Float]) {
      var square: Double = 0
      var most: Float = 0
      for number in numbers {
        square += Double(number * number)
        most = max(most, abs(number))
      }
      let deviation = Float((square / Double(max(1, numbers.count))).squareRoot())
      let scale = max(1e-6, min(most, 8 * deviation)) / 127
      self.scale = scale
      values = numbers.map { UInt8(bitPattern: Int8(max(-127, min(127, ($0 / scale).rounded())))) }
    }
  }
}
