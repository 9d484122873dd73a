/// Cuts a text into tokens by the conventions of the English Web Treebank and GUM (Penn Treebank clitics, hyphenated
/// words apart, abbreviations with their stop). Offsets stay those of the text. Linear time; any bytes are accepted.
struct Tokenizer {
  private let text: [UInt8]
  private let abbreviations: Abbreviations
  /// Past the run of characters without white space that is being cut.
  private var chunkEnd = 0
  private var position = 0
  private var spaceBefore = true
  private(set) var tokens: [Token] = []
  /// The first token of each paragraph.
  private(set) var paragraphStarts: [Int] = [0]

  init(_ text: [UInt8], abbreviations: Abbreviations) {
    self.text = text
    self.abbreviations = abbreviations
    tokens.reserveCapacity(text.count / 5 + 1)
  }

  /// Cuts the whole text.
  mutating func run() {
    while position < text.count {
      let character = text.character(at: position)
      switch character.kind {
      case .space:
        spaceBefore = true
        position += character.length
      case .newline:
        spaceBefore = true
        position += character.length
        if tokens.count > paragraphStarts[paragraphStarts.count - 1] { paragraphStarts.append(tokens.count) }
      default:
        if position >= chunkEnd { findChunkEnd() }
        cut(character)
      }
    }
    if paragraphStarts.last == tokens.count { paragraphStarts.removeLast() }
  }

  private mutating func findChunkEnd() {
    chunkEnd = position
    while chunkEnd < text.count {
      let character = text.character(at: chunkEnd)
      if character.kind == .space || character.kind == .newline { break }
      chunkEnd += character.length
    }
  }

  private mutating func emit(to end: Int) {
    tokens.append(Token(start: position, end: end, spaceBefore: spaceBefore))
    spaceBefore = false
    position = end
  }

  private mutating func cut(_ first: Character32) {
    switch first.kind {
    case .letter:
      if let end = addressEnd() { emit(to: end) } else { cutWord() }
    case .digit: cutNumber()
    case .mark: emit(to: runOfMarks(from: position + first.length))
    default: cutMark(first)
    }
  }

  // MARK: Words

  private mutating func cutWord() {
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
        guard HyphenPrefixes.keeps(text[position..<end]) else { break }
      } else if character.value == 0x40 {  // an address that addressEnd did not like
        break
      } else {
        break
      }
      previous = character
      end = after
    }
    if end < chunkEnd, text[end] == 0x2E, keepsStop(end, stops: stops) { end += 1 }
    cutFused(to: end)
    finishCompound()
  }

  /// `cannot`, `gonna`: one word in writing, two in the treebanks.
  private mutating func cutFused(to end: Int) {
    if let first = FusedWords.firstLength(text[position..<end]) { emit(to: position + first) }
    emit(to: end)
  }

  /// A hyphen between two words becomes a token of its own: `like - minded`.
  private mutating func finishCompound() {
    guard position < chunkEnd else { return }
    let mark = text.character(at: position)
    guard mark.isHyphen, position + mark.length < chunkEnd,
      text.character(at: position + mark.length).isWord
    else { return }
    emit(to: position + mark.length)
  }

  /// Where `'s`, `n't`, `'ll` … begins, if the apostrophe after `word` starts a clitic.
  private func cliticCut(word: Range<Int>, after: Int) -> Int? {
    let end = wordEnd(from: after)
    guard end - after <= 2 else { return nil }
    if end < chunkEnd, text.character(at: end).isApostrophe, end + 1 < chunkEnd { return nil }
    let last = word.upperBound
    let clitic = text[after..<end].map { $0 | 0x20 }
    switch String(decoding: clitic, as: UTF8.self) {
    case "s", "m", "d", "re", "ve", "ll": return last
    case "t":
      guard last - word.lowerBound >= 2, text[last - 1] | 0x20 == UInt8(ascii: "n") else { return nil }
      // "can't" is ca + n't.
      return last - 1
    default: return nil
    }
  }

  private func wordEnd(from start: Int) -> Int {
    var end = start
    while end < chunkEnd {
      let character = text.character(at: end)
      guard character.isWord else { break }
      end += character.length
    }
    return end
  }

  /// Whether a stop between two word characters stays inside the word: `U.S`, `reuters.com`, not `end.The`.
  private func joins(_ previous: Character32, _ next: Character32, from start: Int, stop: Int) -> Bool {
    if previous.kind == .digit || next.kind == .digit { return true }
    if next.isUpper && !previous.isUpper { return false }
    return next.isUpper || !text.character(at: start).isUpper || stop - start == 1
      || text[start..<stop].contains(0x2E)
  }

  private func keepsStop(_ end: Int, stops: Int) -> Bool {
    if end + 1 < chunkEnd && text[end + 1] == 0x2E { return false }  // an ellipsis
    let word = text[position..<end]
    if stops > 0 { return hasShortParts(word) }
    let lone = text.character(at: position)
    if lone.length == word.count {
      // An initial; "I" mostly is the pronoun.
      return lone.isUpper && (lone.value != 0x49 || (end + 1 < text.count && followsName()))
    }
    guard word.count <= 8 else { return false }
    switch abbreviations[String(decoding: word, as: UTF8.self).lowercased()] {
    case nil: return false
    case .before, .any: return true
    case .number:
      var next = end + 1
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

  // MARK: Numbers

  private mutating func cutNumber() {
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
        guard hyphens > 0 || (end - position >= 3 && digits(from: after) >= 4) || hyphenAhead(after) else {
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
      let letters = String(decoding: text[end..<tail], as: UTF8.self).lowercased()
      if NumberUnits.all.contains(letters) {
        emit(to: end)
        return emit(to: tail)
      }
      end = tail
    }
    emit(to: end)
    finishCompound()
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

  // MARK: Marks

  private mutating func cutMark(_ first: Character32) {
    let after = position + first.length
    if let end = addressEnd() { return emit(to: end) }
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
    case 0x21, 0x3F: return emit(to: run(from: position) { $0 == 0x21 || $0 == 0x3F })
    case 0x2E, 0x2D, 0x2A, 0x3D, 0x5F, 0x7E, 0x60, 0x2014, 0x2013, 0x2026:
      return emit(to: run(from: position) { $0 == first.value })
    default:
      // A symbol with what joins onto it: emoji sequences.
      let isEmoji = first.kind == .symbol && first.value >= 0x203C
      emit(
        to: isEmoji
          ? emojiEnd(from: after, flag: (0x1F1E6...0x1F1FF).contains(first.value)) : runOfMarks(from: after))
    }
  }

  private func run(from start: Int, while matches: (UInt32) -> Bool) -> Int {
    var end = start
    while end < chunkEnd {
      let character = text.character(at: end)
      guard matches(character.value) else { break }
      end += character.length
    }
    return end
  }

  private func runOfMarks(from start: Int) -> Int {
    var end = start
    while end < chunkEnd {
      let character = text.character(at: end)
      guard character.kind == .mark else { break }
      end += character.length
    }
    return end
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

  // MARK: Addresses

  /// The end of a web or mail address that begins here.
  private func addressEnd() -> Int? {
    guard isAddress() else { return nil }
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

extension UInt8 {
  var isASCIIAlphanumeric: Bool { 0x30...0x39 ~= self || 0x41...0x5A ~= self || 0x61...0x7A ~= self }
}
