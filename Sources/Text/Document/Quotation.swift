/// A region in quotation marks.
public struct Quotation: Sendable, Equatable {
  /// Token of the opening mark.
  public let open: Int
  /// Token of the closing mark; `nil` when none follows in the paragraph.
  public let close: Int?
  /// Tokens between the marks (marks excluded); without a closing mark, to the paragraph's end. May be empty.
  public let tokens: Range<Int>
  /// Whether the marks are single ones (‘…’, '…', ‹…›).
  public let isSingle: Bool
  /// 0 for an outermost region, 1 for one inside it, and so on.
  public let depth: Int
  /// Whether it goes on with the quotation that the paragraph before left open (its opening mark repeats that one's).
  public let continues: Bool
}
