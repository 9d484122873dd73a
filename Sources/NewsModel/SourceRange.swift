/// A half-open range of **Unicode scalar values** in an article's `text`, counted from 0.
///
/// Scalars, because the W3C Web Annotation model counts text positions in code points; bytes and UTF-16
/// units are made from them at the edge by `OffsetTable`.
public struct SourceRange: Sendable, Hashable, Comparable {
  public var start: Int
  public var end: Int

  /// Traps when `start` lies behind `end` or before the text: ranges are made by our own code only.
  public init(_ start: Int, _ end: Int) {
    precondition(0 <= start && start <= end, "a range runs forward: \(start)..<\(end)")
    self.start = start
    self.end = end
  }

  public var count: Int { end - start }
  public var isEmpty: Bool { start == end }

  public func contains(_ other: SourceRange) -> Bool { start <= other.start && other.end <= end }
  public func overlaps(_ other: SourceRange) -> Bool { start < other.end && other.start < end }

  /// Text order: by start, then by end.
  public static func < (a: SourceRange, b: SourceRange) -> Bool {
    (a.start, a.end) < (b.start, b.end)
  }
}

/// A range together with the words it covers, so that a reader can check it without the article.
public struct TextSpan: Sendable, Hashable {
  public var range: SourceRange
  /// `text[range]`, scalar for scalar.
  public var exact: String

  public init(_ range: SourceRange, exact: String) {
    self.range = range
    self.exact = exact
  }
}
