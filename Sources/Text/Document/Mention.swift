/// What sort of words a mention is.
public enum MentionKind: String, Sendable, CaseIterable {
  /// `Kamikawa`, `Tokyo`, `the State Department`, `Japanese`
  case name
  /// `she`
  case pronoun
  /// `Japan’s top diplomat`, `the minister`
  case description
}

/// Words that name an actor or a place.
public struct Mention: Sendable, Equatable {
  /// The words themselves: `Yoko Kamikawa`, `Japan’s top diplomat`, without titles before a person's name.
  public let tokens: Range<Int>
  /// The token that heads it: a person's last name, the noun of a description.
  public let head: Int
  public let kind: MentionKind
  /// Index into `Document.entities`; `nil` where the text does not say who it is.
  public internal(set) var entity: Int?
  /// Index into `Document.chains`; `nil` for a description or pronoun that stands alone.
  public internal(set) var chain: Int?
  /// `tokens` with the titles before: `Japanese Foreign Minister Yoko Kamikawa`.
  public let phrase: Range<Int>
  /// Whether it only modifies another noun: `Japanese` in `Japanese seafood`, `China` in `China policy`.
  public let isModifier: Bool
}
