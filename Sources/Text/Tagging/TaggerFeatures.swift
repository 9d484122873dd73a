/// The features of one word in its sentence. Training and tagging share this code, so they cannot drift apart.
package enum TaggerFeatures {
  package static let count = 36

  /// Writes the keys of the features of word `index` to `keys`. `words` holds two edges before the sentence and two
  /// behind it, so the word itself is `words[index + 2]`; `before` and `before2` are the labels of the words before.
  package static func write(
    _ words: UnsafeBufferPointer<WordShape>, _ index: Int, before: UInt8, before2: UInt8,
    to keys: UnsafeMutableBufferPointer<UInt32>
  ) {
    let word = words[index + 2]
    let left = words[index + 1]
    let left2 = words[index]
    let right = words[index + 3]
    let right2 = words[index + 4]
    let tag = UInt32(before) + 1
    let tags = tag << 8 | UInt32(before2) + 1
    let place: UInt32 = index == 0 ? 1 : 0
    let mix = FeatureHash.mix
    keys[0] = mix(0, 0, 0, 0)
    keys[1] = mix(1, word.form, 0, 0)
    keys[2] = mix(2, word.form, word.shape, place)
    keys[3] = mix(3, word.shape, place, 0)
    for length in 0..<5 { keys[4 + length] = mix(4 + UInt32(length), word.suffixes[length], 0, 0) }
    for length in 0..<4 { keys[9 + length] = mix(9 + UInt32(length), word.prefixes[length], 0, 0) }
    keys[13] = mix(13, left.form, 0, 0)
    keys[14] = mix(14, left2.form, 0, 0)
    keys[15] = mix(15, right.form, 0, 0)
    keys[16] = mix(16, right2.form, 0, 0)
    keys[17] = mix(17, left.form, word.form, 0)
    keys[18] = mix(18, word.form, right.form, 0)
    keys[19] = mix(19, left.suffixes[2], 0, 0)
    keys[20] = mix(20, right.suffixes[2], 0, 0)
    keys[21] = mix(21, right.suffixes[1], word.suffixes[2], 0)
    keys[22] = mix(22, left.shape, word.shape, 0)
    keys[23] = mix(23, right.shape, word.shape, place)
    keys[24] = mix(24, tag, 0, 0)
    keys[25] = mix(25, tags, 0, 0)
    keys[26] = mix(26, tag, word.form, 0)
    keys[27] = mix(27, tags, word.form, 0)
    keys[28] = mix(28, tag, word.suffixes[2], word.shape)
    keys[29] = mix(29, tag, right.form, 0)
    keys[30] = mix(30, tags, word.suffixes[1], 0)
    keys[31] = mix(31, right.form, right2.form, 0)
    keys[32] = mix(32, word.suffixes[2], word.shape, place)
    keys[33] = mix(33, tag, word.suffixes[1], right.suffixes[1])
    keys[34] = mix(34, left.form, right.form, 0)
    keys[35] = mix(
      35, word.form, word.spaceBefore ? 1 : 0, word.isPunctuation ? (right.spaceBefore ? 2 : 1) : 0)
  }
}
