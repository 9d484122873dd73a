/// Weights of the linear ranker of antecedents (`coreference.bin`).
///
/// Format, little endian: `COR1`; Float32 scale; `AntecedentFeatures.slots` Int16 weights, to be multiplied by the scale.
package struct AntecedentModel: Sendable {
  package static let magic: [UInt8] = Array("COR1".utf8)

  package var weights: [Float]

  /// All zero: what training begins with.
  package init() { weights = [Float](repeating: 0, count: AntecedentFeatures.slots) }

  package init?(_ bytes: [UInt8]) {
    guard bytes.count == 8 + 2 * AntecedentFeatures.slots, Array(bytes[..<4]) == Self.magic else {
      return nil
    }
    weights = bytes.withUnsafeBytes { bytes in
      let scale = Float(
        bitPattern: UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 4, as: UInt32.self)))
      return (0..<AntecedentFeatures.slots).map { slot in
        scale * Float(Int16(littleEndian: bytes.loadUnaligned(fromByteOffset: 8 + 2 * slot, as: Int16.self)))
      }
    }
  }

  /// In the format of the file.
  package var bytes: [UInt8] {
    let scale = max(weights.map(abs).max() ?? 0, 1e-6) / 32767
    var bytes = Self.magic
    for shift in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: scale.bitPattern >> (8 * UInt32(shift)))) }
    for weight in weights {
      let short = UInt16(bitPattern: Int16(max(-32767, min(32767, (weight / scale).rounded()))))
      bytes += [UInt8(truncatingIfNeeded: short), UInt8(short >> 8)]
    }
    return bytes
  }
}

/// One question put to the ranker: which of the candidates, if any, does a reference mean?
package struct AntecedentChoice {
  /// Index of the reference.
  package var anaphor = 0
  /// The last mention of each candidate's chain, an index of references; the first entry, -1, means none of them.
  package var candidates: [Int] = []
  /// Feature slots of all candidates, one behind the other.
  package var features: [UInt16] = []
  /// Where each candidate's features end.
  package var ends: [Int] = []

  package func features(of candidate: Int) -> ArraySlice<UInt16> {
    features[(candidate == 0 ? 0 : ends[candidate - 1])..<ends[candidate]]
  }

  mutating func clear(_ anaphor: Int) {
    self.anaphor = anaphor
    candidates.removeAll(keepingCapacity: true)
    features.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }
}

/// Answers `AntecedentChoice`s; a trainer answers while it learns.
package protocol AntecedentRanker {
  /// The index of the candidate meant; 0 for none.
  mutating func choose(_ choice: AntecedentChoice, _ references: [Reference]) -> Int
}

/// The ranker of the product.
struct LinearRanker: AntecedentRanker {
  let model: AntecedentModel

  /// What a candidate must be ahead of "none of them": a wrong name is worse than no name.
  /// By `AntecedentFeatures.group`: he, she, they, it, and descriptions of persons, bodies, places (singular, plural). Chosen
  /// on GUM's development part.
  static let margins: [Float] = [-1, -1, -0.3, 0, -0.5, -0.5, -0.5, -0.5, -0.5, -0.5]

  func choose(_ choice: AntecedentChoice, _ references: [Reference]) -> Int {
    let margin = Self.margins[AntecedentFeatures.group(references[choice.anaphor])]
    return model.weights.withUnsafeBufferPointer { weights in
      choice.features.withUnsafeBufferPointer { features in
        var best = 0
        var bestScore = -Float.infinity
        var start = 0
        for (candidate, end) in choice.ends.enumerated() {
          var score: Float = candidate == 0 ? margin : 0
          // Safe: slots are below `AntecedentFeatures.slots` by construction.
          for index in start..<end { score += weights[Int(features[index])] }
          if score > bestScore { (best, bestScore) = (candidate, score) }
          start = end
        }
        return best
      }
    }
  }
}
