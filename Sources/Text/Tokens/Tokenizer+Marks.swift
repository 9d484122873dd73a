/// Punctuation, symbols and emoji.
extension Tokenizer {
  mutating func cutMark(_ first: Character32) {
    let after = position + first.length
    if let end = addressEnd() ?? groupEnd() { return emit(to: end) }
    switch first.value {
    case 0x2E where after < chunkEnd && text.character(at: after).kind == .digit && spaceBefore:
      var end = after
      while end < chunkEnd && text.character(at: end).kind == .digit { end += 1 }
      return emit(to: end)
    case 0x27, 0x2019:
      // The clitic of a word cut already ("U.S.'s"), and the year in '90s.
      if after < chunkEnd {
        let end = wordEnd(from: after)
        if !spaceBefore, end > after, end - after <= 2,
          cliticCut(word: position..<position, after: after) != nil
        {
          return emit(to: end)
        }
        if spaceBefore, text.character(at: after).kind == .digit, end - after <= 3, end - after >= 2 {
          return emit(to: end)
        }
        if text.character(at: after).value == first.value { return emit(to: after + first.length) }  // ''
      }
      return emit(to: after)
    case 0x2E where spaceBefore && isSuffix(after): return emit(to: wordEnd(from: after))
    case 0x2B where spaceBefore && after < chunkEnd && text.character(at: after).kind == .digit:
      return emit(to: run(from: after) { 0x30...0x39 ~= $0 })  // +44
    case 0x23, 0x40:  // #tag, @name
      if spaceBefore, after < chunkEnd, text.character(at: after).kind == .letter {
        var end = after
        while end < chunkEnd {
          let character = text.character(at: end)
          guard character.isWord || character.value == 0x5F else { break }
          end += character.length
        }
        return emit(to: end)
      }
      return emit(to: after)
    case 0x21, 0x3F, 0x2E:
      // "?!" and ".?" are one mark; behind an ellipsis another begins.
      let stops = run(from: position) { $0 == 0x2E }
      return emit(
        to: stops - position > 2 ? stops : run(from: position) { $0 == 0x21 || $0 == 0x3F || $0 == 0x2E })
    case 0x2D, 0x3D: return emit(to: run(from: position) { $0 == 0x2D || $0 == 0x3D })  // ---==
    case 0x24, 0x2A, 0x2B, 0x2F, 0x3C, 0x3E, 0x5C, 0x5F, 0x7E, 0x60, 0x2014, 0x2013, 0x2026:
      return emit(to: run(from: position) { $0 == first.value })
    default:
      // A symbol with what joins onto it: emoji sequences.
      let isEmoji = first.kind == .symbol && first.value >= 0x203C
      emit(
        to: isEmoji
          ? emojiEnd(from: after, flag: (0x1F1E6...0x1F1FF).contains(first.value)) : runOfMarks(from: after))
    }
  }

  /// The end of a face that begins here and stands alone.
  private func groupEnd() -> Int? {
    guard position + 1 < chunkEnd, chunkEnd - position <= 8 || spaceBefore else { return nil }
    for length in MarkGroups.lengths.reversed() where position + length <= chunkEnd {
      let end = position + length
      guard MarkGroups.all[text, position..<end] != nil else { continue }
      if !spaceBefore, closesBracket() { return nil }
      let stands = spaceBefore || end == chunkEnd || text[end] == 0x2E && end + 1 == chunkEnd
      return stands && (end == chunkEnd || !text.character(at: end).isWord) ? end : nil
    }
    return nil
  }

  /// Whether a bracket was opened not far before, in the same run of characters: `(here:)`.
  private func closesBracket() -> Bool {
    for place in stride(from: position - 1, through: max(0, position - 64), by: -1) {
      if text[place] <= 0x20 { return false }
      if text[place] == 0x28 { return true }
    }
    return false
  }

  private func isSuffix(_ start: Int) -> Bool {
    let end = wordEnd(from: start)
    return end > start && NameSuffixes.all[text, start..<end] != nil
  }

  private func emojiEnd(from start: Int, flag: Bool) -> Int {
    var end = start
    if flag, end < chunkEnd, (0x1F1E6...0x1F1FF).contains(text.character(at: end).value) { end += 4 }
    while end < chunkEnd {
      let character = text.character(at: end)
      guard character.kind == .mark else { break }
      end += character.length
      if character.value == 0x200D, end < chunkEnd {
        let joined = text.character(at: end)
        if joined.kind == .symbol { end += joined.length }
      }
    }
    return end
  }
}
