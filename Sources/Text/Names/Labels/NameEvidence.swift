/// What the labeller sees of a document. Training and labelling share this code, so they cannot drift apart.
///
/// An attribute is a 32-bit key. What depends on the spelling alone is read once a word type, and so is how the type is
/// used in the whole document: "in Coron" somewhere tells of every Coron.
package struct NameEvidence {
  let document: Document
  private let clusters: WordClusters
  /// By word type.
  let keys: [UInt32]
  private let lists: [ListFlags]
  private let isCapital: [Bool]
  private let hasLowerTwin: [Bool]
  /// By token: lists that a phrase beginning at the token stands in (low half), and one begun before it (high half).
  private let phrases: [UInt32]
  /// The occurrences looked at of each type: the last of them, and by token the one before.
  private var lastOccurrence: [Int32]
  private var occurrenceBefore: [Int32]
  private var standsInside: [Bool]
  /// By token: the row of capitals that it stands in.
  private let rows: [(start: Int32, end: Int32)]
  /// By sentence.
  private let isTitleCase: [Bool]

  /// Occurrences of a type looked at; later ones tell nothing new, and time stays linear.
  static let occurrencesMax = 12
  /// Attributes of how a type is used; more are not looked at.
  static let usesMax = 64

  package init(_ document: Document, _ gazetteer: Gazetteer, _ clusters: WordClusters) {
    self.document = document
    self.clusters = clusters
    let words = document.words
    var keys = [UInt32](repeating: 0, count: words.count)
    var lists = [ListFlags](repeating: [], count: words.count)
    var isCapital = [Bool](repeating: false, count: words.count)
    var lowerKeys: Set<UInt32> = []
    for word in 0..<words.count {
      keys[word] = Gazetteer.key(words.lowerUTF8(word))
      isCapital[word] = words.types[word].flags.contains(.startsUpper)
      let known = gazetteer.flags(keys[word])
      lists[word] = isCapital[word] ? known : known.intersection(.anyCase)
      if !isCapital[word] { lowerKeys.insert(keys[word]) }
    }
    self.keys = keys
    self.lists = lists
    self.isCapital = isCapital
    hasLowerTwin = keys.indices.map { isCapital[$0] && lowerKeys.contains(keys[$0]) }
    phrases = Self.phrases(document, keys, lists, isCapital, gazetteer)
    lastOccurrence = Array(repeating: -1, count: words.count)
    occurrenceBefore = Array(repeating: -1, count: document.tokens.count)
    standsInside = Array(repeating: false, count: words.count)
    isTitleCase = document.sentences.map { Self.isTitleCase($0, document, isCapital) }
    rows = Self.rows(document, isCapital)
    noteOccurrences()
  }

  private static func rows(_ document: Document, _ isCapital: [Bool]) -> [(start: Int32, end: Int32)] {
    var rows = [(start: Int32, end: Int32)](repeating: (0, 0), count: document.tokens.count)
    for sentence in document.sentences {
      var start = sentence.lowerBound
      while start < sentence.upperBound {
        var end = start
        while end < sentence.upperBound, isCapital[document.word(of: end)] { end += 1 }
        for token in start..<end { rows[token] = (Int32(start), Int32(end)) }
        start = max(end, start + 1)
      }
    }
    return rows
  }

  private mutating func noteOccurrences() {
    var counts = [UInt8](repeating: 0, count: isCapital.count)
    for sentence in document.sentences {
      for token in sentence {
        let word = document.word(of: token)
        guard isCapital[word] else { continue }
        if token > sentence.lowerBound { standsInside[word] = true }
        guard counts[word] < Self.occurrencesMax else { continue }
        counts[word] += 1
        occurrenceBefore[token] = lastOccurrence[word]
        lastOccurrence[word] = Int32(token)
      }
    }
  }

  /// Capitals that stand for nothing: four words in five have one.
  private static func isTitleCase(_ sentence: Range<Int>, _ document: Document, _ isCapital: [Bool]) -> Bool {
    var words = 0
    var capitals = 0
    for token in sentence where document.tokens[token].bytes.count > 3 {
      words += 1
      if isCapital[document.word(of: token)] { capitals += 1 }
    }
    return words >= 4 && capitals * 10 >= words * 8
  }

  /// Phrases of two words and more that the lists know, longest first at each token.
  private static func phrases(
    _ document: Document, _ keys: [UInt32], _ lists: [ListFlags], _ isCapital: [Bool], _ gazetteer: Gazetteer
  ) -> [UInt32] {
    var found = [UInt32](repeating: 0, count: document.tokens.count)
    for sentence in document.sentences {
      for token in sentence {
        let first = document.word(of: token)
        guard isCapital[first], lists[first].contains(.beginsPhrase) else { continue }
        var key = keys[first]
        var best: (end: Int, flags: UInt32)?
        var next = token + 1
        while next < min(sentence.upperBound, token + Gazetteer.phraseWordsMax) {
          key = Gazetteer.key(key, then: keys[document.word(of: next)])
          let flags = gazetteer.flags(key)
          if flags.isEmpty { break }
          let classes = flags.rawValue & 0x7FFF
          if classes != 0, isCapital[document.word(of: next)] { best = (next + 1, classes) }
          next += 1
        }
        guard let best else { continue }
        found[token] |= best.flags
        for inside in (token + 1)..<best.end { found[inside] |= best.flags << 16 }
      }
    }
    return found
  }

  // MARK: Where names may be

  /// Capitalised words and proper nouns with what may stand between the words of a name. Only these tokens are labelled.
  package func runs(in sentence: Range<Int>) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var token = sentence.lowerBound
    while token < sentence.upperBound {
      guard isCandidate(token) else {
        token += 1
        continue
      }
      var end = token + 1
      var next = end
      while next < sentence.upperBound, next < end + Self.gapTokensMax {
        if isCandidate(next) { end = next + 1 } else if document.tokens[next].xpos == .comma { break }
        next += 1
      }
      runs.append(token..<end)
      token = end
    }
    return runs
  }

  /// Tokens without a capital inside a name (`of the`, `’s`), and one more.
  static let gapTokensMax = 4

  private func isCandidate(_ token: Int) -> Bool {
    isCapital[document.word(of: token)] || document.tokens[token].xpos.isProperNoun
  }

  // MARK: Attributes

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
    let behind = token + 1 < sentence.upperBound ? lists[document.word(of: token + 1)].rawValue & 0x7FFF_FFFF : 0
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
