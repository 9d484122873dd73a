/// The attributes of words and tokens, each a key.
extension NameEvidence {
  /// The form of a word type, for tokens at any place beside it.
  package func wide(ofForm word: Int) -> UInt32 { FeatureHash.mix(200, keys[word]) }

  /// Of a word type, for tokens at any place beside it: shape, lists, clusters.
  @inline(__always)
  package func forEachWide(ofWord word: Int, _ body: (UInt32) -> Void) {
    body(FeatureHash.mix(201, document.words.types[word].shape))
    forEachList(lists[word]) { body(FeatureHash.mix(202, $0)) }
    if let known = clusters.clusters(keys[word]) {
      body(FeatureHash.mix(203, known.coarse))
      body(FeatureHash.mix(204, known.middle))
      body(FeatureHash.mix(205, known.fine))
    }
  }

  /// Of the places before and behind a sentence.
  package static func wide(atEdge isEnd: Bool) -> UInt32 { FeatureHash.mix(206, isEnd ? 2 : 1) }

  package static func wide(ofTag tag: XPOS) -> UInt32 { FeatureHash.mix(207, UInt32(tag.rawValue)) }

  /// Of the lists that a phrase around a token stands in.
  @inline(__always)
  package func forEachWide(ofPhraseAt token: Int, _ body: (UInt32) -> Void) {
    var bits = phrases[token]
    while bits != 0 {
      body(FeatureHash.mix(208, UInt32(bits.trailingZeroBitCount)))
      bits &= bits - 1
    }
  }

  func hasPhrase(_ token: Int) -> Bool { phrases[token] != 0 }

  /// Of a word type: how it begins and ends.
  @inline(__always)
  package func forEachNarrow(ofEnds word: Int, _ body: (UInt32) -> Void) {
    let lower = document.words.types[word].lowerBytes
    let bytes = document.words.lowerBytes
    var hash = FeatureHash.seed
    for length in 1...min(4, lower.count) {
      hash = FeatureHash.step(hash, bytes[lower.lowerBound + length - 1])
      body(FeatureHash.mix(220 + UInt32(length), hash))
    }
    hash = FeatureHash.seed
    for length in 1...min(4, lower.count) {
      hash = FeatureHash.step(hash, bytes[lower.upperBound - length])
      body(FeatureHash.mix(225 + UInt32(length), hash))
    }
  }

  /// Of a word type in this document: how it is used.
  @inline(__always)
  package func forEachNarrow(ofUses word: Int, _ body: (UInt32) -> Void) {
    guard isCapital[word] else { return }
    body(FeatureHash.mix(230, hasLowerTwin[word] ? 1 : 2))
    body(FeatureHash.mix(231, standsInside[word] ? 1 : 2))
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: Self.usesMax) { seen in
      var count = 0
      func use(_ key: UInt32) {
        guard count < Self.usesMax, !seen[..<count].contains(key) else { return }
        seen[count] = key
        count += 1
        body(key)
      }
      var token = Int(lastOccurrence[word])
      while token >= 0 {
        let sentence = document.sentences[document.sentence(of: token)]
        if token > sentence.lowerBound {
          let before = document.word(of: token - 1)
          use(FeatureHash.mix(232, keys[before]))
          forEachList(lists[before]) { use(FeatureHash.mix(233, $0)) }
        }
        if token + 1 < sentence.upperBound {
          let behind = document.word(of: token + 1)
          use(FeatureHash.mix(234, keys[behind]))
          use(FeatureHash.mix(235, UInt32(document.tokens[token + 1].xpos.rawValue)))
          forEachList(lists[behind]) { use(FeatureHash.mix(236, $0)) }
        }
        token = Int(occurrenceBefore[token])
      }
    }
  }

  /// Of a token in its sentence: pairs of tags, and of tags and words.
  @inline(__always)
  package func forEachNarrow(ofTags token: Int, in sentence: Range<Int>, _ body: (UInt32) -> Void) {
    let own = tag(token, sentence)
    let next = tag(token + 1, sentence)
    body(FeatureHash.mix(240, tag(token - 1, sentence), own))
    body(FeatureHash.mix(241, own, next))
    body(FeatureHash.mix(242, next, tag(token + 2, sentence)))
    body(FeatureHash.mix(246, key(token - 1, sentence), own))
    body(FeatureHash.mix(247, own, key(token + 1, sentence)))
  }

  /// Of a token in its sentence: pairs of shapes, and of shapes and words.
  @inline(__always)
  package func forEachNarrow(
    ofShapes token: Int, in sentence: Range<Int>, number: Int, _ body: (UInt32) -> Void
  ) {
    let own = shape(token, sentence)
    let next = shape(token + 1, sentence)
    body(FeatureHash.mix(243, shape(token - 1, sentence), own))
    body(FeatureHash.mix(244, own, next))
    body(FeatureHash.mix(245, next, shape(token + 2, sentence)))
    body(FeatureHash.mix(248, key(token - 1, sentence), own))
    body(FeatureHash.mix(249, isTitleCase[number] ? 1 : 2, own, token == sentence.lowerBound ? 1 : 0))
  }

  /// Of the row of capitals that a token stands in: how it begins and ends, and where in it the token stands. The last
  /// word tells what a name names (`San Francisco Bulletin`).
  @inline(__always)
  package func forEachNarrow(ofRow token: Int, _ body: (UInt32) -> Void) {
    let row = rows[token]
    guard row.end > row.start else { return }
    let first = document.word(of: Int(row.start))
    let last = document.word(of: Int(row.end) - 1)
    let place: UInt32 = (token == Int(row.start) ? 1 : 0) | (token == Int(row.end) - 1 ? 2 : 0)
    body(FeatureHash.mix(250, keys[last], place & 2))
    body(FeatureHash.mix(251, keys[first], place & 1))
    body(FeatureHash.mix(252, UInt32(min(5, row.end - row.start)), place))
    forEachList(lists[last]) { body(FeatureHash.mix(253, $0, place & 2)) }
    forEachList(lists[first]) { body(FeatureHash.mix(254, $0, place & 1)) }
    if let known = clusters.clusters(keys[last]) {
      body(FeatureHash.mix(255, known.middle, place & 2))
      body(FeatureHash.mix(256, known.coarse, place & 2))
    }
  }

  /// Of a token and its neighbours: the lists they stand in, taken together.
  @inline(__always)
  package func forEachNarrow(ofLists token: Int, in sentence: Range<Int>, _ body: (UInt32) -> Void) {
    let own = lists[document.word(of: token)].rawValue & 0x7FFF_FFFF
    let before = token > sentence.lowerBound ? lists[document.word(of: token - 1)].rawValue & 0x7FFF_FFFF : 0
    let behind =
      token + 1 < sentence.upperBound ? lists[document.word(of: token + 1)].rawValue & 0x7FFF_FFFF : 0
    body(FeatureHash.mix(257, own))
    body(FeatureHash.mix(258, before, own))
    body(FeatureHash.mix(259, own, behind))
  }

  private func key(_ token: Int, _ sentence: Range<Int>) -> UInt32 {
    if token < sentence.lowerBound { return 1 }
    return token < sentence.upperBound ? keys[document.word(of: token)] : 3
  }

  private func tag(_ token: Int, _ sentence: Range<Int>) -> UInt32 {
    if token < sentence.lowerBound { return 254 }
    return token < sentence.upperBound ? UInt32(document.tokens[token].xpos.rawValue) : 255
  }

  private func shape(_ token: Int, _ sentence: Range<Int>) -> UInt32 {
    if token < sentence.lowerBound { return .max }
    return token < sentence.upperBound ? document.words.types[document.word(of: token)].shape : .max - 1
  }

  @inline(__always)
  private func forEachList(_ lists: ListFlags, _ body: (UInt32) -> Void) {
    var bits = lists.rawValue & 0x7FFF_FFFF
    while bits != 0 {
      body(UInt32(bits.trailingZeroBitCount))
      bits &= bits - 1
    }
  }
}
