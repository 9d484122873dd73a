/// One article's text, read: flat arrays over the original bytes.
///
/// All indices of tokens are indices into `tokens`; all byte offsets are into `utf8`. Ranges are half open.
public struct Document: Sendable {
  /// The text as given.
  public let utf8: [UInt8]
  /// In text order; together they cover every byte that is not white space.
  public internal(set) var tokens: [Token]
  /// The distinct forms; `Token.word` is an index into it.
  public let words: Words
  /// The distinct dictionary forms; `Token.lemma` is an index into it.
  public internal(set) var lemmas: [String] = [""]
  /// Heads and relations; empty until the document is parsed.
  public internal(set) var parse = Parse.none
  /// What the network says of each token for the labels of names (`NameLabel`), as log-odds up to a constant; empty until it has run.
  var nameScores: [SIMD8<Float>] = []
  /// Token ranges, in order, covering all tokens; none empty.
  public let sentences: [Range<Int>]
  /// Token ranges, in order, covering all tokens; none empty. A line break ends a paragraph.
  public let paragraphs: [Range<Int>]
  /// In order of their opening mark.
  public let quotations: [Quotation]
  /// Base noun phrases, in order, not overlapping.
  public internal(set) var nounPhrases: [NounPhrase] = []
  /// Names as the words spell them, in order, not overlapping. Who is meant stands in `mentions`.
  public internal(set) var names: [Name] = []
  /// In text order, outermost first.
  public internal(set) var mentions: [Mention] = []
  /// Who is one and the same, in order of their first mention.
  public internal(set) var chains: [Chain] = []
  /// In order of their first mention.
  public internal(set) var entities: [Entity] = []

  private let sentenceOfToken: [Int32]
  private let paragraphOfToken: [Int32]
  private let quoted: [Bool]
  private var mentionOfToken: [Int32] = []

  /// `words` are those of `tokens`; the ranges cover all tokens in order, none empty.
  package init(
    utf8: [UInt8], tokens: [Token], words: Words, sentences: [Range<Int>], paragraphs: [Range<Int>],
    quotations: [Quotation]
  ) {
    self.utf8 = utf8
    self.tokens = tokens
    self.words = words
    self.sentences = sentences
    self.paragraphs = paragraphs
    self.quotations = quotations
    sentenceOfToken = Self.indexed(sentences, count: tokens.count)
    paragraphOfToken = Self.indexed(paragraphs, count: tokens.count)
    var quoted = [Bool](repeating: false, count: tokens.count)
    for quotation in quotations where quotation.depth == 0 {
      for token in quotation.tokens { quoted[token] = true }
    }
    self.quoted = quoted
  }

  /// The original characters from the first to the last of `tokens`, white space between them included.
  public func text(_ tokens: Range<Int>) -> String {
    guard !tokens.isEmpty else { return "" }
    let bytes = Int(self.tokens[tokens.lowerBound].start)..<Int(self.tokens[tokens.upperBound - 1].end)
    return String(decoding: utf8[bytes], as: UTF8.self)
  }

  /// The token as written.
  public func form(_ token: Int) -> String { words.form(Int(tokens[token].word)) }

  /// Index of the token's word type in `words`.
  public func word(of token: Int) -> Int { Int(tokens[token].word) }

  /// The token's word type.
  public func type(of token: Int) -> WordType { words.types[Int(tokens[token].word)] }

  /// The token in lower case, curly apostrophes made straight.
  public func lower(_ token: Int) -> String { words.lower(Int(tokens[token].word)) }

  /// Dictionary form, lower case except for proper nouns: `say` for `said`.
  public func lemma(_ token: Int) -> String { lemmas[Int(tokens[token].lemma)] }

  /// The lower-case forms by token.
  var lowers: LowerForms { LowerForms(tokens: tokens, words: words) }

  /// Index into `sentences`.
  public func sentence(of token: Int) -> Int { Int(sentenceOfToken[token]) }

  /// Index into `paragraphs`.
  public func paragraph(of token: Int) -> Int { Int(paragraphOfToken[token]) }

  /// Whether the token stands inside quotation marks (a nested mark does, an outermost one does not).
  public func isQuoted(_ token: Int) -> Bool { quoted[token] }

  /// Index of the innermost mention that covers the token.
  public func mention(at token: Int) -> Int? {
    mentionOfToken.isEmpty || mentionOfToken[token] < 0 ? nil : Int(mentionOfToken[token])
  }

  /// Stores the mentions, sorted, and their index by token.
  mutating func setMentions(_ found: [Mention]) {
    mentions = found.sorted {
      ($0.tokens.lowerBound, -$0.tokens.upperBound) < ($1.tokens.lowerBound, -$1.tokens.upperBound)
    }
    mentionOfToken = [Int32](repeating: -1, count: tokens.count)
    for (index, mention) in mentions.enumerated() {
      for token in mention.tokens { mentionOfToken[token] = Int32(index) }
    }
  }

  /// Numbers the chains that the mentions belong to in the order of their first mention.
  mutating func setChains(_ states: [ChainState]) {
    var numbers = [Int32](repeating: -1, count: states.count)
    chains = []
    for index in mentions.indices {
      guard let state = mentions[index].chain else { continue }
      if numbers[state] < 0 {
        numbers[state] = Int32(chains.count)
        let entity = states[state].entity
        let kind: EntityKind? =
          switch states[state].sort {
          case .person: .person
          case .organization: .organization
          case .place: .place
          case .other, .unknown: nil
          }
        chains.append(
          Chain(
            entity: entity, kind: entity.map { entities[$0].kind } ?? kind, first: index, last: index,
            count: 0))
      }
      let number = Int(numbers[state])
      mentions[index].chain = number
      chains[number].last = index
      chains[number].count += 1
    }
  }

  private static func indexed(_ ranges: [Range<Int>], count: Int) -> [Int32] {
    var indices = [Int32](repeating: 0, count: count)
    for (index, range) in ranges.enumerated() {
      for token in range { indices[token] = Int32(index) }
    }
    return indices
  }
}
