/// What the model sees of a place where a sentence may end.
enum BoundaryFeatures {
  static let count = 24

  /// Writes the keys of the features of `boundary`. O(1).
  static func write(
    _ boundary: SentenceSplitter.Boundary, of splitter: SentenceSplitter,
    to keys: UnsafeMutableBufferPointer<UInt32>
  ) {
    let next = boundary.next
    let (last, last2, last3) = (
      word(next - 1, boundary, splitter), word(next - 2, boundary, splitter),
      word(next - 3, boundary, splitter)
    )
    let (first, first2) = (word(next, boundary, splitter), word(next + 1, boundary, splitter))
    let begin = word(boundary.start, boundary, splitter)
    let rule: UInt32 = boundary.isRuled ? 1 : 0
    let length = bucket(next - boundary.start)
    let rest = bucket(boundary.paragraph.upperBound - next)
    let gaps: UInt32 = (last.spaced ? 1 : 0) | (first.spaced ? 2 : 0) | (first2.spaced ? 4 : 0)
    let capitals: UInt32 =
      (last2.isUpper ? 1 : 0) | (last.isUpper ? 2 : 0) | (first.isUpper ? 4 : 0) | (first2.isUpper ? 8 : 0)
    let brackets = UInt32(min(boundary.openBrackets, 2))
    keys[0] = mix(0, rule)
    keys[1] = mix(1, last.hash, rule)
    keys[2] = mix(2, first.hash, rule)
    keys[3] = mix(3, last.hash, first.shape)
    keys[4] = mix(4, last.shape, first.shape, rule)
    keys[5] = mix(5, last2.shape, last.shape, first.shape)
    keys[6] = mix(6, last.shape, first.hash)
    keys[7] = mix(7, first.shape, first2.shape, rule)
    keys[8] = mix(8, first.hash, first2.hash)
    keys[9] = mix(9, last2.hash, last.hash)
    keys[10] = mix(10, length, rule)
    keys[11] = mix(11, rest, rule)
    keys[12] = mix(12, last.shape, length, first.shape)
    keys[13] = mix(13, length, rest, rule)
    keys[14] = mix(14, brackets, rule)
    keys[15] = mix(15, last.hash, first.hash)
    keys[16] = mix(16, begin.shape, first.shape, last.shape)
    keys[17] = mix(17, gaps, last.shape, rule)
    keys[18] = mix(18, last3.shape, last2.shape, last.shape)
    keys[19] = mix(19, capitals, rule, last.isMark ? 1 : 0)
    keys[20] = mix(20, begin.hash, first.hash)
    keys[21] = mix(21, last.shape, first.shape, first2.shape)
    keys[22] = mix(22, first.hash, capitals)
    keys[23] = mix(23, last.hash, length)
  }

  private struct Word {
    var hash: UInt32
    var shape: UInt32
    var spaced: Bool
    var isUpper: Bool
    var isMark: Bool
  }

  @inline(__always)
  private static func word(_ token: Int, _ boundary: SentenceSplitter.Boundary, _ splitter: SentenceSplitter)
    -> Word
  {
    guard boundary.paragraph.contains(token) else {
      return Word(hash: 1, shape: 0, spaced: true, isUpper: false, isMark: false)
    }
    let type = splitter.words.types[Int(splitter.tokens[token].word)]
    let isNumber = type.flags.contains(.startsDigit) && !type.flags.contains(.hasLetter)
    return Word(
      hash: isNumber ? 7 : type.lowerHash, shape: type.flags.contains(.isMark) ? type.lowerHash : type.shape,
      spaced: splitter.tokens[token].spaceBefore, isUpper: type.flags.contains(.startsUpper),
      isMark: type.flags.contains(.isMark))
  }

  private static func bucket(_ count: Int) -> UInt32 {
    switch count {
    case ..<5: UInt32(count)
    case ..<8: 5
    case ..<12: 6
    case ..<20: 7
    case ..<40: 8
    default: 9
    }
  }

  @inline(__always)
  private static func mix(_ template: UInt32, _ first: UInt32, _ second: UInt32 = 0, _ third: UInt32 = 0)
    -> UInt32
  {
    FeatureHash.mix(200 + template, first, second, third) >> (32 - SentenceModel.bits)
  }
}
