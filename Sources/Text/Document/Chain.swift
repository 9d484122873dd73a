/// The mentions of one someone or something, named or not: `a spokesman … he`, `Anna Berg … the minister … she`.
public struct Chain: Sendable, Equatable {
  /// Index into `Document.entities`; `nil` where the text never names them.
  public let entity: Int?
  /// What it is, where that is known.
  public let kind: EntityKind?
  /// Indices into `Document.mentions`, ascending: the first mention and the last.
  public let first: Int
  public let last: Int
  /// How many mentions it has. One of a single mention is kept only when it is named.
  public let count: Int
}
