/// What the reader sees in a text before anything is extracted from it: tokens and their tree, names, and who is who.
///
/// All lists are in text order; indices count from 0 within their list, token ranges are half open.
public struct TextReading: Sendable, Equatable {
  public struct Token: Sendable, Equatable {
    public var span: TextSpan
    public var lemma: String
    /// Universal part of speech: `PROPN`.
    public var upos: String
    /// Penn Treebank tag: `NNP`.
    public var xpos: String
    /// Index of the head; `nil` for a root, and without a tree.
    public var head: Int?
    /// Universal Dependencies relation to the head: `nsubj`; `nil` without a tree.
    public var relation: String?
    public var quoted: Bool

    public init(
      span: TextSpan, lemma: String, upos: String, xpos: String, head: Int?, relation: String?, quoted: Bool
    ) {
      self.span = span
      self.lemma = lemma
      self.upos = upos
      self.xpos = xpos
      self.head = head
      self.relation = relation
      self.quoted = quoted
    }
  }

  public struct Name: Sendable, Equatable {
    public var span: TextSpan
    public var tokens: Range<Int>
    /// `person`, `organization`, `place`
    public var kind: String

    public init(
      span: TextSpan, tokens: Range<Int>, kind: String
    ) {
      self.span = span
      self.tokens = tokens
      self.kind = kind
    }
  }

  public struct Entity: Sendable, Equatable {
    public var name: String
    /// `person`, `country`, `government`, `organization`, `party`, `group`, `place`
    public var kind: String
    public var country: String?
    /// `female`, `male`
    public var gender: String?
    public var aliases: [String]
    public var roles: [ActorRole]

    public init(
      name: String, kind: String, country: String?, gender: String?, aliases: [String], roles: [ActorRole]
    ) {
      self.name = name
      self.kind = kind
      self.country = country
      self.gender = gender
      self.aliases = aliases
      self.roles = roles
    }
  }

  public struct Mention: Sendable, Equatable {
    public var span: TextSpan
    public var tokens: Range<Int>
    /// `name`, `description`, `pronoun`
    public var kind: String
    /// Index into `entities`; `nil` where the text does not name who it is.
    public var entity: Int?
    /// Index into `chains`; `nil` for what stands alone.
    public var chain: Int?

    public init(
      span: TextSpan, tokens: Range<Int>, kind: String, entity: Int?, chain: Int?
    ) {
      self.span = span
      self.tokens = tokens
      self.kind = kind
      self.entity = entity
      self.chain = chain
    }
  }

  public struct Chain: Sendable, Equatable {
    /// Index into `entities`; `nil` where the text never names them.
    public var entity: Int?
    /// As of entities; `nil` when unknown.
    public var kind: String?
    /// Indices into `mentions`.
    public var mentions: [Int]

    public init(
      entity: Int?, kind: String?, mentions: [Int]
    ) {
      self.entity = entity
      self.kind = kind
      self.mentions = mentions
    }
  }

  /// What was taken for a quote, listed in the end or not.
  public struct QuoteCandidate: Sendable, Equatable {
    public var cue: TextSpan?
    public var source: TextSpan?
    /// In text order, never empty.
    public var parts: [TextSpan]
    /// Name of the rule or model that proposed it.
    public var rule: String
    /// 0…1: that the cue is one, that the content's words are right, and that all is; `nil` for the proposals of rules.
    public var cueChance: Double?
    public var contentCertainty: Double?
    public var confidence: Double
    /// `listed`; `doubtful`: its confidence is too low; `overlaps`: a better one has some of its words; `scare`: words in quotation
    /// marks that nobody is said to have said.
    public var outcome: String
    /// Index of the better one, with `overlaps`.
    public var better: Int?

    public init(
      cue: TextSpan?, source: TextSpan?, parts: [TextSpan], rule: String, cueChance: Double?,
      contentCertainty: Double?, confidence: Double, outcome: String, better: Int?
    ) {
      self.cue = cue
      self.source = source
      self.parts = parts
      self.rule = rule
      self.cueChance = cueChance
      self.contentCertainty = contentCertainty
      self.confidence = confidence
      self.outcome = outcome
      self.better = better
    }
  }

  /// A stance that the rules proposed.
  public struct PositionCandidate: Sendable, Equatable {
    /// Cue and proposal.
    public var span: TextSpan
    /// The cue's entry in the lexicon, or its word.
    public var cue: String
    public var act: String
    /// As `Position.rule`.
    public var rule: String
    /// The rule of the guidelines that removed it ("X4 background"); `nil` for a position.
    public var exclusion: String?

    public init(span: TextSpan, cue: String, act: String, rule: String, exclusion: String?) {
      self.span = span
      self.cue = cue
      self.act = act
      self.rule = rule
      self.exclusion = exclusion
    }
  }

  public var tokens: [Token] = []
  /// Token ranges.
  public var sentences: [Range<Int>] = []
  /// Token ranges.
  public var paragraphs: [Range<Int>] = []
  public var names: [Name] = []
  public var entities: [Entity] = []
  public var mentions: [Mention] = []
  public var chains: [Chain] = []
  /// The model's in the order of their cues, then those of rules, then quotation marks around what nobody said.
  public var quoteCandidates: [QuoteCandidate] = []
  /// In the order of their spans.
  public var positionCandidates: [PositionCandidate] = []

  public init() {}
}
