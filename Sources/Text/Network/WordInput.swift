/// What the network is given of a word type: rows of its embedding tables.
package struct WordInput: Sendable {
  /// Affix tables: endings of two, three and four bytes, beginnings of two and three.
  package static let affixes = 5
  package static let affixRows = 4096
  package static let shapeRows = 512

  /// The row of the form in the table of words; 0 for those that are not there.
  package var word = 0
  package var affix: (Int, Int, Int, Int, Int) = (0, 0, 0, 0, 0)
  package var shape = 0

  /// `lower` are the bytes of the form in lower case.
  package init(_ lower: UnsafeBufferPointer<UInt8>, shape: UInt32, flags: WordFlags, words: KeyTable?) {
    if let words { word = words[FormHash.of(lower, 0..<lower.count)].map { $0 + 1 } ?? 0 }
    let end = lower.count
    affix = (
      Self.row(lower, max(0, end - 2)..<end), Self.row(lower, max(0, end - 3)..<end),
      Self.row(lower, max(0, end - 4)..<end), Self.row(lower, 0..<min(2, end)),
      Self.row(lower, 0..<min(3, end))
    )
    let mixed = FormHash.mixed(UInt64(shape) << 16 | UInt64(flags.rawValue))
    self.shape = Int(truncatingIfNeeded: mixed) & (Self.shapeRows - 1)
  }

  private static func row(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int {
    Int(truncatingIfNeeded: FormHash.mixed(FormHash.of(bytes, range))) & (affixRows - 1)
  }
}
