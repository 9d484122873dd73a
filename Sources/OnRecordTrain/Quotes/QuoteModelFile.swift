import Extraction

/// Writes `quotes.bin` in the format of `QuoteModel`.
enum QuoteModelFile {
  static func table(_ rows: FeatureRows, _ weights: [SIMD8<Float>]) -> [UInt8] {
    let keys = rows.sortedKeys
    var all: [Float] = []
    for row in keys.indices { for lane in 0..<8 where weights[row][lane] != 0 { all.append(abs(weights[row][lane])) } }
    all.sort()
    let top = all.isEmpty ? 1 : all[min(all.count - 1, all.count * 9998 / 10000)]
    let unit = top / 127
    let kept = keys.indices.compactMap { row -> (UInt32, SIMD8<Int8>)? in
      let scaled = (weights[row] / unit).rounded(.toNearestOrEven).clamped(
        lowerBound: SIMD8(repeating: -127), upperBound: SIMD8(repeating: 127))
      let bytes = SIMD8<Int8>(scaled)
      return bytes == .zero ? nil : (keys[row], bytes)
    }
    let table = HashTable(kept.map(\.0))
    var file = HashTable.little(UInt32(table.keys.count), 4) + HashTable.little(unit.bitPattern, 4)
    file += table.keyBytes
    for entry in table.entries {
      for lane in 0..<8 { file.append(entry < 0 ? 0 : UInt8(bitPattern: kept[entry].1[lane])) }
    }
    print("  \(kept.count) of \(keys.count) rows kept, \(file.count) bytes")
    return file
  }

  static let empty: [UInt8] =
    HashTable.little(16, 4) + HashTable.little(Float(1).bitPattern, 4) + Array(repeating: 0, count: 16 * 12)

  static func bytes(
    cues: [UInt8], spans: [UInt8], verdicts: [UInt8], moves: [SIMD8<Float>],
    calibration: [(score: Float, probability: Float)]
  ) -> [UInt8] {
    var file = QuoteModel.magic + cues + spans + verdicts
    for row in moves { for lane in 0..<8 { file += HashTable.little(row[lane].bitPattern, 4) } }
    file += HashTable.little(UInt32(calibration.count), 4)
    for step in calibration {
      file += HashTable.little(step.score.bitPattern, 4) + HashTable.little(step.probability.bitPattern, 4)
    }
    return file
  }
}
