/// Numbers, with what is written to them.
extension Tokenizer {
  mutating func cutNumber() {
    var end = position
    var hyphens = 0
    while end < chunkEnd {
      let character = text.character(at: end)
      if character.kind == .digit || character.kind == .mark {
        end += character.length
        continue
      }
      let after = end + character.length
      guard after < chunkEnd, text.character(at: after).kind == .digit else { break }
      switch character.value {
      case 0x2E, 0x2C, 0x3A, 0x2F: break  // . , : /
      case 0x2D:
        // Telephone numbers stay whole, ranges are cut.
        guard hyphens > 0 || isTelephone(end, after) || hyphenAhead(after) else {
          return finishNumber(end)
        }
        hyphens += 1
      default: return finishNumber(end)
      }
      end = after
    }
    finishNumber(end)
  }

  /// Letters after a number: `20th`, `1990s`, `2nd` stay; units and `am`/`pm` are cut off; other mixtures stay.
  private mutating func finishNumber(_ end: Int) {
    var end = end
    let tail = wordEnd(from: end)
    if tail > end {
      // "3G" and "10MM" are no grams and no millimetres.
      let isUnit =
        NumberUnits.all[text, end..<tail] != nil
        && !(tail - end == 2 && text[end..<tail].elementsEqual("MM".utf8))
      if isUnit {
        emit(to: end)
        return emit(to: tail)
      }
      end = tail
    } else if let decade = decadeEnd(end) {
      return emit(to: decade)
    }
    emit(to: end)
    finishCompound()
  }

  /// `the 80's`, `the 1960's`: the apostrophe belongs to the number.
  private func decadeEnd(_ end: Int) -> Int? {
    guard end - position == 2 || end - position == 4, text[end - 1] == 0x30, end + 1 < chunkEnd else {
      return nil
    }
    let apostrophe = text.character(at: end)
    let tail = end + apostrophe.length
    guard apostrophe.isApostrophe, tail < chunkEnd, text[tail] == UInt8(ascii: "s"),
      wordEnd(from: tail) == tail + 1
    else { return nil }
    return tail + 1
  }

  /// `555-1234`, and `3-5213` inside a house.
  private func isTelephone(_ end: Int, _ after: Int) -> Bool {
    let count = digits(from: after)
    // Two years are a range.
    if end - position == 4, count == 4, 0x31...0x32 ~= text[position], 0x31...0x32 ~= text[after] {
      return false
    }
    return end - position >= 3 && count >= 4 || end - position == 1 && count == 4
  }

  private func digits(from start: Int) -> Int {
    var end = start
    while end < chunkEnd && end - start < 8 && text.character(at: end).kind == .digit { end += 1 }
    return end - start
  }

  private func hyphenAhead(_ start: Int) -> Bool {
    let end = start + digits(from: start)
    return end + 1 < chunkEnd && text[end] == 0x2D && text.character(at: end + 1).kind == .digit
  }
}
