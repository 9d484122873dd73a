/// A base noun phrase: determiner, modifiers and head, without what follows the head (`the new trade deal`).
public struct NounPhrase: Sendable, Equatable {
  public let tokens: Range<Int>
  /// Its last noun, pronoun or number: `deal`.
  public let head: Int
}

/// A verb with the auxiliaries, negation and adverbs before it: `will not have been told`.
public struct VerbGroup: Sendable, Equatable {
  public enum Form: Sendable { case finite, infinitive, gerund, participle }
  /// From the first auxiliary (or `to`) to the main verb; adverbs and an inverted subject between them included.
  public let tokens: Range<Int>
  /// The main verb; the auxiliary itself where it stands alone (`he is a doctor`, `she did`).
  public let main: Int
  /// `will`, `must`, `ca` … (tag MD), when there is one.
  public let modal: Int?
  /// `not`, `n't` or `never`.
  public let negation: Int?
  /// `was told`, `being built`, `got hit`; also a bare past participle that no `have` governs.
  public let isPassive: Bool
  /// `has told`
  public let isPerfect: Bool
  /// `is telling`
  public let isProgressive: Bool
  /// Of the group's first verb; `to` makes it an infinitive.
  public let form: Form
}
