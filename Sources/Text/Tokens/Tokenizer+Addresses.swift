/// Web and mail addresses.
extension Tokenizer {
  /// The end of a web or mail address that begins here.
  func addressEnd() -> Int? {
    guard mayHoldAddress, isAddress() else { return nil }
    var end = chunkEnd
    while end > position + 1, Self.trailing.contains(text[end - 1]) { end -= 1 }
    // A curly mark or guillemet ends it too.
    if let mark = text[position..<end].firstIndex(where: {
      $0 == 0xE2 || $0 == 0xC2 || $0 == 0x22 || $0 == 0x3E
    }) {
      end = mark
    }
    return end > position ? end : nil
  }

  private static let trailing: Set<UInt8> = Set(".,;:!?)]}>\"'".utf8)
  private static let schemes: [[UInt8]] = ["http://", "https://", "www.", "ftp://", "mailto:"].map {
    Array($0.utf8)
  }

  private func isAddress() -> Bool {
    guard chunkEnd - position > 4, chunkEnd - position < 2048 else { return false }
    let lead = text[position] | 0x20
    if lead == UInt8(ascii: "h") || lead == UInt8(ascii: "w") || lead == UInt8(ascii: "f")
      || lead == UInt8(ascii: "m")
    {
      for scheme in Self.schemes where position + scheme.count < chunkEnd {
        if zip(text[position...], scheme).allSatisfy({ $0 | 0x20 == $1 | 0x20 }) { return true }
      }
    }
    // Only at the beginning of a chunk or behind one opening mark: this keeps the whole linear.
    guard spaceBefore || tokens.last?.spaceBefore == true else { return false }
    // name@host.tld
    guard let at = text[position..<chunkEnd].firstIndex(of: 0x40), at > position, at + 3 < chunkEnd else {
      return false
    }
    return text[position].isASCIIAlphanumeric && text[at + 1].isASCIIAlphanumeric
      && text[(at + 1)..<(chunkEnd - 1)].contains(0x2E)
      && text[position..<at].allSatisfy {
        $0.isASCIIAlphanumeric || $0 == 0x2E || $0 == 0x5F || $0 == 0x2D || $0 == 0x2B
      }
  }
}
