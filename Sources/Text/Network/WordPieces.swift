/// Splits forms into the word pieces of a vocabulary, longest first (Wu et al. 2016, as BERT does it): `seafood` is a
/// piece, `demonyms` is `demon`, `##ym`, `##s`. Marks stand alone.
package struct WordPieces: Sendable {
  /// Forms longer than this are no word anybody knows.
  package static let formBytesMax = 64
  package static let piecesMax = 12

  private let table: KeyTable

  package init(_ table: KeyTable) { self.table = table }

  /// The key of a vocabulary's line: `##ing` goes on inside a word.
  package static func key(ofLine line: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let isInside = line.count > 2 && line[0] == 0x23 && line[1] == 0x23
    return FormHash.of(
      line, (isInside ? 2 : 0)..<line.count, from: isInside ? FormHash.startInside : FormHash.start)
  }

  /// Writes the pieces of a lower-case form to `pieces`, which has room for `piecesMax`, and returns how many they
  /// are. What is in no piece is left out. Quadratic in the form's bytes, which are bounded.
  package func split(_ form: UnsafeBufferPointer<UInt8>, into pieces: UnsafeMutablePointer<Int32>) -> Int {
    guard form.count <= Self.formBytesMax else { return 0 }
    var count = 0
    var position = 0
    var isInside = false
    while position < form.count, count < Self.piecesMax {
      var hash = isInside ? FormHash.startInside : FormHash.start
      var longest = 0
      var piece = 0
      var end = position
      while end < form.count {
        hash = FormHash.adding(form[end], to: hash)
        end += 1
        if let found = table[hash] {
          longest = end - position
          piece = found
        }
        // A mark is a piece of its own.
        if Self.isMark(form[end - 1]) || end < form.count && Self.isMark(form[end]) { break }
      }
      let isMark = Self.isMark(form[position])
      if longest > 0 {
        pieces[count] = Int32(piece)
        count += 1
      }
      position += max(1, longest)
      isInside = longest > 0 && !isMark && position < form.count && !Self.isMark(form[position])
    }
    return count
  }

  @inline(__always)
  private static func isMark(_ byte: UInt8) -> Bool {
    byte < 0x30 || byte > 0x39 && byte < 0x61 || byte > 0x7A && byte < 0x80
  }
}
