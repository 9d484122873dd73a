/// The mentions of one someone or something, named or not: `a spokesman … he`, `Anna Berg … the minister … she`.
public struct Chain: Sendable, Equatable {
  /// Index into `Document.entities`; `nil` where the text never names them.
  public let entity: Int?
  /// What it is, where that is known.
  public let kind: EntityKind?
  /// Index into `Document.mentions`.
  public let first: Int
  /// Index into `Document.mentions`; the first and the last mention of a chain of one are the same.
  public internal(set) var last: Int
  /// How many mentions it has. One of a single mention is kept only when it is named.
  public internal(set) var count: Int
}
