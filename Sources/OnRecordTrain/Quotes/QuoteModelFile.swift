import Extraction
import Glibc

/// Writes `quotes.bin` in the format of `QuoteModel`.
enum QuoteModelFile {
  /// Rows that are 0 in all lanes, or nearly so, are left out.
  static func table(_ rows: FeatureRows, _ weights: [SIMD8<Float>], lanes: Int) -> [UInt8] {
    let keys = rows.sortedKeys
    var all: [Float] = []
    for row in keys.indices {
      for lane in 0..<8 where weights[row][lane] != 0 { all.append(abs(weights[row][lane])) }
    }
    all.sort()
    let top = all.isEmpty ? 1 : all[min(all.count - 1, all.count * 9998 / 10000)]
    let unit = top / 127
    let kept = keys.indices.compactMap { row -> (UInt32, SIMD8<Int8>)? in
      let scaled = (weights[row] / unit).rounded(.toNearestOrEven).clamped(
        lowerBound: SIMD8(repeating: -127), upperBound: SIMD8(repeating: 127))
      let bytes = SIMD8<Int8>(scaled)
      let isSmall = (0..<8).allSatisfy { abs(Int(bytes[$0])) < smallest }
      return isSmall ? nil : (keys[row], bytes)
    }
    var file =
      HashTable.little(UInt32(kept.count), 4) + HashTable.little(UInt32(lanes), 4)
      + HashTable.little(unit.bitPattern, 4)
    for (key, _) in kept { file += HashTable.little(key, 4) }
    for (_, row) in kept { for lane in 0..<lanes { file.append(UInt8(bitPattern: row[lane])) } }
    print("  \(kept.count) of \(keys.count) rows kept, \(file.count) bytes, unit \(unit)")
    fflush(nil)
    return file
  }

  private static let smallest = 4

  static let empty: [UInt8] =
    HashTable.little(0, 4) + HashTable.little(1, 4) + HashTable.little(Float(1).bitPattern, 4)

  static func bytes(
    cues: [UInt8], spans: [UInt8], verdicts: [UInt8], moves: [SIMD8<Float>],
    calibration: [(score: Float, probability: Float)], ruleShares: [Double], confidenceMin: [Double],
    lemmas: Set<UInt32>
  ) -> [UInt8] {
    var file = QuoteModel.magic + cues + spans + verdicts
    for row in moves { for lane in 0..<8 { file += HashTable.little(row[lane].bitPattern, 4) } }
    file += HashTable.little(UInt32(calibration.count), 4)
    for step in calibration {
      file += HashTable.little(step.score.bitPattern, 4) + HashTable.little(step.probability.bitPattern, 4)
    }
    file += HashTable.little(UInt32(ruleShares.count), 4)
    for share in ruleShares { file += HashTable.little(Float(share).bitPattern, 4) }
    for least in confidenceMin { file += HashTable.little(Float(least).bitPattern, 4) }
    file += HashTable.little(UInt32(lemmas.count), 4)
    for lemma in lemmas.sorted() { file += HashTable.little(lemma, 4) }
    return file
  }
}
