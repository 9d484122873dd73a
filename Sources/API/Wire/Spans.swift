import JSON
import NewsModel

/// Counts the spans of one article in the unit asked for.
///
/// Holds the article's `OffsetTable` only where something needs it: another unit than scalars, or the words around
/// evidence. Building it is linear in the text.
struct Spans: Sendable {
  /// Scalars shown before and after evidence, so that a client can find it in another copy of the text.
  static let surroundingScalars = 32

  let unit: OffsetUnit
  private let table: OffsetTable?

  /// `surroundings`: whether `surroundings(of:)` will be called.
  init(_ text: String, unit: OffsetUnit, surroundings: Bool = false) {
    self.unit = unit
    table = unit != .unicode || surroundings ? OffsetTable(text) : nil
  }

  func offset(_ scalar: Int) -> Int {
    switch (unit, table) {
    case (.utf8, let table?): table.byteOffset(ofScalar: scalar)
    case (.utf16, let table?): table.utf16Offset(ofScalar: scalar)
    default: scalar
    }
  }

  /// The words before and after `range`.
  func surroundings(of range: SourceRange) -> (prefix: String, suffix: String) {
    guard let table else { preconditionFailure("the table was not asked for") }
    let before = SourceRange(max(0, range.start - Self.surroundingScalars), range.start)
    let after = SourceRange(range.end, min(table.scalarCount, range.end + Self.surroundingScalars))
    return (table.text(before), table.text(after))
  }
}

extension JSONWriter {
  /// `start` and `end` of `range`, as members of the object that is open.
  mutating func bounds(_ range: SourceRange, _ spans: Spans) {
    member("start", spans.offset(range.start))
    member("end", spans.offset(range.end))
  }

  /// `start`, `end` and `exact`, as members of the object that is open.
  mutating func span(_ span: TextSpan, _ spans: Spans) {
    bounds(span.range, spans)
    member("exact", span.exact)
  }

  mutating func member(_ key: StaticString, _ span: TextSpan?, _ spans: Spans) {
    guard let span else { return null(key) }
    object(key) { $0.span(span, spans) }
  }

  mutating func member(_ key: StaticString, _ cue: Cue?, _ spans: Spans) {
    guard let cue else { return null(key) }
    object(key) { writer in
      writer.span(cue.span, spans)
      writer.member("lemma", cue.lemma)
    }
  }

  mutating func member(_ key: StaticString, _ mention: Mention?, _ spans: Spans) {
    guard let mention else { return null(key) }
    object(key) { writer in
      writer.span(mention.span, spans)
      writer.member("kind", mention.kind.rawValue)
    }
  }
}
