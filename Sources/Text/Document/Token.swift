/// One word, number or mark of the text.
public struct Token: Sendable, Equatable {
  /// First byte of the token in `Document.utf8`.
  public let start: Int32
  /// The byte after its last.
  public let end: Int32
  /// Index of its word type in `Document.words`.
  public internal(set) var word: Int32 = 0
  /// Index of its lemma in `Document.lemmas`.
  public internal(set) var lemma: Int32 = 0
  /// Whether white space (or the text's beginning) stands right before it.
  public let spaceBefore: Bool
  public internal(set) var upos: UPOS = .x
  public internal(set) var xpos: XPOS = .nn

  package init(start: Int, end: Int, spaceBefore: Bool) {
    self.start = Int32(start)
    self.end = Int32(end)
    self.spaceBefore = spaceBefore
  }

  /// The token's bytes in `Document.utf8`.
  public var bytes: Range<Int> { Int(start)..<Int(end) }
}
