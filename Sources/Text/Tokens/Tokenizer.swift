/// Cuts a text into tokens by the conventions of the English Web Treebank and GUM (Penn Treebank clitics, hyphenated
/// words apart, abbreviations with their stop). Offsets stay those of the text. Linear time; any bytes are accepted.
struct Tokenizer {
  let text: [UInt8]
  let abbreviations: Abbreviations
  let fused = FusedWords.all
  /// Past the run of characters without white space that is being cut.
  var chunkEnd = 0
  /// Whether the run may hold a web or mail address.
  var mayHoldAddress = false
  var position = 0
  var spaceBefore = true
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
      if position >= chunkEnd, cutPlainWord() { continue }
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

  /// The short way for what most words are: ASCII letters between blanks.
  private mutating func cutPlainWord() -> Bool {
    var end = position
    while end < text.count, text[end].isASCIILetter { end += 1 }
    guard end > position, end == text.count || text[end] == 0x20 || text[end] == 0x0A else { return false }
    cutFused(to: end)
    return true
  }

  private mutating func findChunkEnd() {
    chunkEnd = position
    mayHoldAddress = false
    while chunkEnd < text.count {
      let byte = text[chunkEnd]
      if byte > 0x20, byte < 0x7F {
        let isSign =
          byte == 0x40 || byte == 0x2F && chunkEnd > position && text[chunkEnd - 1] == 0x3A
          || byte == 0x2E && chunkEnd > position && text[chunkEnd - 1] | 0x20 == UInt8(ascii: "w")
        if isSign { mayHoldAddress = true }
        chunkEnd += 1
        continue
      }
      let character = text.character(at: chunkEnd)
      if character.kind == .space || character.kind == .newline { break }
      chunkEnd += character.length
    }
  }

  mutating func emit(to end: Int) {
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

  /// `cannot`, `gonna`: one word in writing, two or three in the treebanks.
  mutating func cutFused(to end: Int) {
    if FusedWords.lengths ~= end - position, let parts = fused[text, position..<end] {
      let first = Int(parts) / 10 + Int(parts) % 10
      let start = position
      emit(to: start + (parts > 9 ? Int(parts) % 10 : first))
      if parts > 9 { emit(to: start + first) }
    }
    emit(to: end)
  }

  /// A hyphen between two words becomes a token of its own: `like - minded`.
  mutating func finishCompound() {
    guard position < chunkEnd else { return }
    let mark = text.character(at: position)
    guard mark.isHyphen, position + mark.length < chunkEnd, text.character(at: position + mark.length).isWord
    else { return }
    emit(to: position + mark.length)
  }

  func wordEnd(from start: Int) -> Int {
    var end = start
    while end < chunkEnd {
      let character = text.character(at: end)
      guard character.isWord else { break }
      end += character.length
    }
    return end
  }

  func run(from start: Int, while matches: (UInt32) -> Bool) -> Int {
    var end = start
    while end < chunkEnd {
      let character = text.character(at: end)
      guard matches(character.value) else { break }
      end += character.length
    }
    return end
  }

  func runOfMarks(from start: Int) -> Int {
    var end = start
    while end < chunkEnd {
      let character = text.character(at: end)
      guard character.kind == .mark else { break }
      end += character.length
    }
    return end
  }
}

extension UInt8 {
  var isASCIIAlphanumeric: Bool { isASCIILetter || 0x30...0x39 ~= self }
  var isASCIILetter: Bool { (self | 0x20) &- 0x61 < 26 }
}
