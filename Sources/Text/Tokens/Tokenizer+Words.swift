/// Words: clitics, stops and hyphens in them.
extension Tokenizer {
  mutating func cutWord() {
    var end = position
    var previous = Character32(value: 0, length: 0, kind: .space)
    var stops = 0
    while end < chunkEnd {
      let character = text.character(at: end)
      if character.isWord || character.value == 0x5F {
        previous = character
        end += character.length
        continue
      }
      let after = end + character.length
      guard after < chunkEnd else { break }
      let next = text.character(at: after)
      guard next.isWord else { break }
      if character.isApostrophe {
        if let cut = cliticCut(word: position..<end, after: after) {
          if cut > position { emit(to: cut) }
          emit(to: wordEnd(from: after))
          return finishCompound()
        }
        guard next.kind == .letter else { break }
      } else if character.value == 0x2E {
        guard joins(previous, next, from: position, stop: end) else { break }
        stops += 1
      } else if character.value == 0x26 {  // AT&T, but not "black&white"
        guard previous.isUpper, next.isUpper else { break }
      } else if character.isHyphen {
        guard HyphenPrefixes.all[text, position..<end] != nil else { break }
      } else if character.value == 0x40 {  // Lind@NEWPORT
        guard next.kind == .letter, !text[position..<end].contains(0x40) else { break }
      } else {
        break
      }
      previous = character
      end = after
    }
    if end < chunkEnd {
      if text[end] == 0x2E, keepsStop(end, stops: stops) {
        end += 1
      } else if text[end] == 0x2F, let stroke = strokeEnd(end) {
        return emit(to: stroke)
      } else if text[end] == 0x24, end - position <= 2, previous.isUpper, end + 1 < chunkEnd,
        text.character(at: end + 1).kind == .digit
      {
        return emit(to: end + 1)  // US$5
      }
    }
    cutFused(to: end)
    finishCompound()
  }

  /// `b/c`, `w/`: words written with a stroke for short.
  private func strokeEnd(_ stroke: Int) -> Int? {
    let end = wordEnd(from: stroke + 1)
    if end > stroke + 1, MarkGroups.strokes[text, position..<end] != nil { return end }
    return end == stroke + 1 && end == chunkEnd && MarkGroups.strokes[text, position..<end] != nil ? end : nil
  }

  /// Where `'s`, `n't`, `'ll` … begins, if the apostrophe after `word` starts a clitic.
  func cliticCut(word: Range<Int>, after: Int) -> Int? {
    let end = wordEnd(from: after)
    guard 1...2 ~= end - after else { return nil }
    if end < chunkEnd, text.character(at: end).isApostrophe, end + 1 < chunkEnd { return nil }
    let last = word.upperBound
    let second = end - after == 2 ? text[after + 1] | 0x20 : 0
    switch (text[after] | 0x20, second) {
    case (UInt8(ascii: "s"), 0), (UInt8(ascii: "m"), 0), (UInt8(ascii: "d"), 0): return last
    case (UInt8(ascii: "r"), UInt8(ascii: "e")), (UInt8(ascii: "v"), UInt8(ascii: "e")): return last
    case (UInt8(ascii: "l"), UInt8(ascii: "l")): return last
    case (UInt8(ascii: "t"), 0):
      guard last - word.lowerBound >= 2, text[last - 1] | 0x20 == UInt8(ascii: "n") else { return nil }
      // "can't" is ca + n't.
      return last - 1
    default: return nil
    }
  }

  /// Whether a stop between two word characters stays inside the word: `U.S`, `reuters.com`, `Ph.D`, not `end.The`.
  private func joins(_ previous: Character32, _ next: Character32, from start: Int, stop: Int) -> Bool {
    if previous.kind == .digit || next.kind == .digit { return true }
    let first = text.character(at: start)
    if next.isUpper && !previous.isUpper {
      // A last capital alone: "Ph.D.", "Newsfeed.Com".
      let end = wordEnd(from: stop + 1)
      return first.isUpper && stop - start <= 2 && end == stop + 2
        || end - stop == 4 && NameSuffixes.all[text, stop + 1..<end] != nil
    }
    return next.isUpper || !first.isUpper || stop - start == 1 || text[start..<stop].contains(0x2E)
      || NameSuffixes.all[text, stop + 1..<wordEnd(from: stop + 1)] != nil
  }

  private func keepsStop(_ end: Int, stops: Int) -> Bool {
    // Not before an ellipsis; "Inc.." has the sentence's stop behind its own.
    if end + 1 < chunkEnd, text[end + 1] == 0x2E, end + 2 < chunkEnd, text[end + 2] == 0x2E { return false }
    let isDoubled = end + 1 < chunkEnd && text[end + 1] == 0x2E
    let word = position..<end
    if stops > 0 { return hasShortParts(text[word]) }
    let lone = text.character(at: position)
    if lone.length == word.count {
      // An initial; "I" mostly is the pronoun.
      return !isDoubled && lone.isUpper && (lone.value != 0x49 || (end + 1 < text.count && followsName()))
        || isAbbreviation(word)
    }
    return isAbbreviation(word)
  }

  private func isAbbreviation(_ word: Range<Int>) -> Bool {
    switch abbreviations[text, word] {
    case nil: return false
    case .any where text[word].elementsEqual("Al".utf8): return false  // a name; "et al." has no capital
    case .before, .any: return true
    case .number:
      var next = word.upperBound + 1
      if next < text.count, text[next] == 0x20 { next += 1 }
      return next < text.count && text.character(at: next).kind == .digit
    }
  }

  private func followsName() -> Bool {
    guard let last = tokens.last, Int(last.end) + 1 == position else { return false }
    return text.character(at: Int(last.start)).isUpper
  }

  /// `U.S`, `a.m`, `Ph.D`: stops with at most two letters between.
  private func hasShortParts(_ word: ArraySlice<UInt8>) -> Bool {
    var length = 0
    for byte in word {
      length = byte == 0x2E ? 0 : length + 1
      if length > 2 { return false }
    }
    return true
  }
}
