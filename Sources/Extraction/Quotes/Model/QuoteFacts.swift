import Text

/// What the quote model knows of each token, as flat columns: made once a document, in linear time.
package struct QuoteFacts: Sendable {
  /// Values by token; `edge` before the first and behind the last.
  struct Column: Sendable {
    private var values: [UInt32]
    static let padding = 4

    init(count: Int, edge: UInt32) { values = Array(repeating: edge, count: count + 2 * Self.padding) }

    /// Any token from `-padding` to `count + padding - 1`.
    subscript(token: Int) -> UInt32 {
      @inline(__always) get { values[token + Self.padding] }
      @inline(__always) set { values[token + Self.padding] = newValue }
    }
  }

  /// Where a token stands to the outermost quotation around it.
  enum Mark { static let outside: UInt32 = 0, opening: UInt32 = 1, inside: UInt32 = 2, closing: UInt32 = 3 }

  /// A token's part in an attribution of the rules.
  enum Role { static let none: UInt32 = 0, source: UInt32 = 1, content: UInt32 = 2, cue: UInt32 = 3 }

  package let document: Document
  package let count: Int
  /// Hashes of lower-case forms and of dictionary forms.
  private(set) var lower: Column
  private(set) var lemma: Column
  private(set) var upos: Column
  private(set) var xpos: Column
  private(set) var relation: Column
  private(set) var cluster: Column
  /// Kind of the innermost mention, and what it names.
  private(set) var mention: Column
  private(set) var mark: Column
  /// Index of the outermost quotation, -1 outside.
  let quotation: [Int32]
  /// -1 for a root.
  let head: [Int32]
  private(set) var firstChild: [Int32]
  private(set) var nextChild: [Int32]
  /// What the rules found.
  let rules: [Attribution]
  private(set) var role: Column
  /// Turns of a transcript among them.
  let turns: Int
  /// Index into `rules` of the attribution that a token is a content or cue of; -1 for none.
  private(set) var ruleOfToken: [Int32]
  private(set) var ruleOfSource: [Int32]
  /// How well the lexicon knows a token as a cue: 0 not at all, else 1…11.
  private(set) var known: Column
  /// Probability that a token is the head of a cue, in twentieths; set when the first stage has run.
  private(set) var cueChance: Column

  init(
    _ document: Document, rules: [Attribution], quotations: [Int32], lexicon: CueLexicon,
    clusters: WordClusters
  ) {
    self.document = document
    self.rules = rules
    turns = rules.reduce(0) { $0 + ($1.rule == .turn ? 1 : 0) }
    count = document.tokens.count
    let empty = Column(count: count, edge: 0)
    (lower, lemma) = (Column(count: count, edge: 1), Column(count: count, edge: 1))
    (upos, xpos, relation) = (
      Column(count: count, edge: 99), Column(count: count, edge: 99), Column(count: count, edge: 99)
    )
    (cluster, mention, mark, role, known, cueChance) = (empty, empty, empty, empty, empty, empty)
    quotation = quotations
    head = document.parse.heads
    firstChild = Array(repeating: -1, count: count)
    nextChild = firstChild
    ruleOfToken = firstChild
    ruleOfSource = firstChild
    fillWords(lexicon, clusters)
    fillTree()
    fillMentions()
    fillMarks()
    fillRoles()
  }

  /// Remembers how likely tokens are as heads of cues.
  package mutating func setCueChances(_ chances: [Float]) {
    for (token, chance) in chances.enumerated() { cueChance[token] = UInt32(chance * 20) }
  }

  private mutating func fillWords(_ lexicon: CueLexicon, _ clusters: WordClusters) {
    let lemmaHashes = document.lemmas.map { lemma in
      lemma.utf8.reduce(2_166_136_261 as UInt32) { ($0 ^ UInt32($1)) &* 16_777_619 }
    }
    let types = document.words.types
    let clusterOfType = types.map { clusters.clusters($0.lowerHash | 1)?.middle ?? 0 }
    func reliability(_ entry: CueLexicon.Entry?) -> UInt32 {
      guard let entry, let best = entry.senses.values.map(\.reliability).max() else { return 0 }
      return 1 + UInt32(best * 10)
    }
    let verbs = document.lemmas.map { reliability(lexicon.verb($0)) }
    let nouns = document.lemmas.map { reliability(lexicon.noun($0)) }
    for token in 0..<count {
      let word = document.tokens[token]
      lower[token] = types[Int(word.word)].lowerHash
      cluster[token] = clusterOfType[Int(word.word)]
      lemma[token] = lemmaHashes[Int(word.lemma)]
      upos[token] = UInt32(word.upos.rawValue)
      xpos[token] = UInt32(word.xpos.rawValue)
      known[token] = word.upos == .noun ? nouns[Int(word.lemma)] : verbs[Int(word.lemma)]
    }
  }

  private mutating func fillTree() {
    for token in stride(from: count - 1, through: 0, by: -1) {
      relation[token] = UInt32(document.parse.deprels[token].rawValue)
      let head = Int(head[token])
      guard head >= 0 else { continue }
      nextChild[token] = firstChild[head]
      firstChild[head] = Int32(token)
    }
  }

  private mutating func fillMentions() {
    for mention in document.mentions {
      let kind: UInt32 =
        switch mention.kind {
        case .name: 1
        case .pronoun: 2
        case .description: 3
        }
      let named: UInt32 =
        switch mention.chain.flatMap({ document.chains[$0].kind }) {
        case nil: 0
        case .person: 1
        case .place: 2
        case .country, .government: 3
        case .organization, .party, .group: 4
        }
      for token in mention.tokens { self.mention[token] = kind * 8 + named }
    }
  }

  private mutating func fillMarks() {
    for token in 0..<count where quotation[token] >= 0 {
      let around = document.quotations[Int(quotation[token])]
      mark[token] = token == around.open ? Mark.opening : token == around.close ? Mark.closing : Mark.inside
    }
  }

  private mutating func fillRoles() {
    for (index, rule) in rules.enumerated() {
      for token in rule.source ?? 0..<0 {
        ruleOfSource[token] = Int32(index)
        if role[token] == Role.none { role[token] = Role.source }
      }
      for token in rule.parts.joined() {
        ruleOfToken[token] = Int32(index)
        role[token] = Role.content
      }
    }
    for (index, rule) in rules.enumerated() {
      for token in rule.cue ?? 0..<0 {
        ruleOfToken[token] = Int32(index)
        role[token] = Role.cue
      }
    }
  }
}
