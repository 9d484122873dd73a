/// What the labeller sees of a document. Training and labelling share this code, so they cannot drift apart.
///
/// An attribute is a 32-bit key. What depends on the spelling alone is read once a word type, and so is how the type is
/// used in the whole document: "in Coron" somewhere tells of every Coron.
package struct NameEvidence {
  let document: Document
  let clusters: WordClusters
  /// By word type.
  let keys: [UInt32]
  let lists: [ListFlags]
  let isCapital: [Bool]
  let hasLowerTwin: [Bool]
  /// By token: lists that a phrase beginning at the token stands in (low half), and one begun before it (high half).
  let phrases: [UInt32]
  /// The occurrences looked at of each type: the last of them, and by token the one before.
  private(set) var lastOccurrence: [Int32]
  private(set) var occurrenceBefore: [Int32]
  private(set) var standsInside: [Bool]
  /// By token: the row of capitals that it stands in.
  let rows: [(start: Int32, end: Int32)]
  /// By sentence.
  let isTitleCase: [Bool]

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
        if isCandidate(next) { end = next + 1 } else if endsRuns(next) { break }
        next += 1
      }
      runs.append(token..<end)
      token = end
    }
    return runs
  }

  /// Tokens without a capital inside a name (`of the`, `’s`), and one more.
  static let gapTokensMax = 4

  /// A comma, or an address (`a.berg@example.org`), which no name holds.
  private func endsRuns(_ token: Int) -> Bool {
    document.tokens[token].xpos == .comma
      || document.utf8[document.tokens[token].bytes].contains(UInt8(ascii: "@"))
  }

  private func isCandidate(_ token: Int) -> Bool {
    isCapital[document.word(of: token)] || document.tokens[token].xpos.isProperNoun
  }
}
