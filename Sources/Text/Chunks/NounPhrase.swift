/// A base noun phrase: determiner, modifiers and head, without what follows the head (`the new trade deal`).
public struct NounPhrase: Sendable, Equatable {
  public let tokens: Range<Int>
  /// Its last noun, pronoun or number: `deal`.
  public let head: Int
}
