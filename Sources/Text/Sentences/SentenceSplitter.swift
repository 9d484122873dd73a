/// Groups the tokens of each paragraph into sentences: rules of English punctuation say where one may end, and a model
/// that knows what they said, the words on both sides and the lengths decides.
struct SentenceSplitter {
  let text: [UInt8]
  let tokens: [Token]
  let words: Words
  let abbreviations: Abbreviations

  /// Sentences longer than this are cut, so that work per sentence stays bounded.
  static let tokensMax = 400

  /// Token ranges covering all `paragraphs`. `decide` says whether a candidate is an end; the rules decide alone where it
  /// is `nil`. Linear time.
  func sentences(_ paragraphs: [Range<Int>], decide: ((Boundary) -> Bool)?) -> [Range<Int>] {
    var found: [Range<Int>] = []
    found.reserveCapacity(tokens.count / 20 + paragraphs.count)
    for paragraph in paragraphs {
      var start = paragraph.lowerBound
      var ruled = -1
      var openBrackets = 0
      for next in paragraph.dropFirst() {
        if let end = end(after: next - 1, from: start, in: paragraph) { ruled = end }
        openBrackets = max(0, openBrackets + bracket(next - 1))
        let isRuled = ruled == next
        var ends = isRuled
        if let decide {
          ends =
            isCandidate(next, isRuled: isRuled)
            && decide(
              Boundary(
                next: next, start: start, paragraph: paragraph, isRuled: isRuled, openBrackets: openBrackets))
        }
        if ends || next - start >= Self.tokensMax {
          found.append(start..<next)
          start = next
          openBrackets = 0
        }
      }
      if start < paragraph.upperBound { found.append(start..<paragraph.upperBound) }
    }
    return found
  }

  /// A place where a sentence may end.
  struct Boundary {
    /// The token that would begin the next sentence.
    let next: Int
    /// Where the sentence began.
    let start: Int
    let paragraph: Range<Int>
    /// Whether the rules see an end here.
    let isRuled: Bool
    /// Brackets opened in the sentence and not closed.
    let openBrackets: Int
  }

  /// Where the rules see an end, and before what may begin a sentence without one.
  private func isCandidate(_ next: Int, isRuled: Bool) -> Bool {
    if isRuled { return true }
    guard tokens[next].spaceBefore else { return false }
    let flags = words.types[Int(tokens[next].word)].flags
    if flags.contains(.hasLetter), flags.isDisjoint(with: [.startsUpper, .startsDigit]) {
      switch text[Int(tokens[next - 1].end) - 1] {
      case 0x2E, 0x21, 0x3F, 0x3A, 0x29, 0x3E, 0x2D, 0x2A, 0x3D: return true  // . ! ? : ) > - * =
      default: return words.types[Int(tokens[next - 1].word)].flags.contains(.hasDigit)
      }
    }
    return true
  }

  private func bracket(_ token: Int) -> Int {
    switch text[Int(tokens[token].start)] {
    case 0x28, 0x5B: 1
    case 0x29, 0x5D: -1
    default: 0
    }
  }

  /// Where the sentence ends if `token` ends it: behind the closing marks that follow.
  private func end(after token: Int, from start: Int, in paragraph: Range<Int>) -> Int? {
    let last = text[Int(tokens[token].end) - 1]
    let first = text.character(at: Int(tokens[token].start))
    let isEllipsis =
      first.value == 0x2026
      || (first.value == 0x2E && last == 0x2E && tokens[token].end - tokens[token].start > 1)
    let isStop = first.value == 0x2E || first.value == 0x21 || first.value == 0x3F || first.value == 0x3002
    let isAbbreviation = !isStop && !isEllipsis && last == 0x2E
    guard isStop || isEllipsis || isAbbreviation else { return nil }
    var next = token + 1
    var closers = 0
    while next < paragraph.upperBound, isCloser(next, from: start, in: paragraph) {
      next += 1
      closers += 1
    }
    guard next < paragraph.upperBound else { return next }
    guard tokens[next].spaceBefore || closers > 0 || startsUpper(next) else { return nil }
    // A numeral that opens the paragraph is a list mark: "1. Wash".
    if isStop, token == paragraph.lowerBound + 1, first.kind != .letter,
      text.character(at: Int(tokens[token - 1].start)).kind == .digit
    {
      return nil
    }
    let follows = starter(next, in: paragraph)
    if isAbbreviation { return follows == .function && mayEnd(token) ? next : nil }
    if isEllipsis { return follows == .lower || follows == .mark ? nil : next }
    if closers > 0 || first.value != 0x2E {
      if follows == .lower || follows == .mark { return nil }
      if closers > 0, first.value != 0x2E, isAttribution(next, in: paragraph) { return nil }
      return next
    }
    return follows == .mark ? nil : next
  }

  private enum Starter { case lower, function, upper, mark }

  /// What the next sentence would begin with, opening marks left aside.
  private func starter(_ token: Int, in paragraph: Range<Int>) -> Starter {
    var token = token
    while token + 1 < paragraph.upperBound, isOpener(token) { token += 1 }
    let first = text.character(at: Int(tokens[token].start))
    switch first.kind {
    case .letter:
      guard startsUpper(token) else { return hasCase(first) ? .lower : .upper }
      return SentenceStarters.all.contains(words.lower(Int(tokens[token].word))) ? .function : .upper
    case .digit, .symbol: return .upper
    default: return [0x2C, 0x3B, 0x3A, 0x2E, 0x29, 0x5D].contains(first.value) ? .mark : .upper
    }
  }

  /// “Why?” Smith asked.
  private func isAttribution(_ token: Int, in paragraph: Range<Int>) -> Bool {
    for index in token..<min(token + 6, paragraph.upperBound) {
      if SentenceStarters.attributions.contains(words.lower(Int(tokens[index].word))) { return true }
      if text.character(at: Int(tokens[index].start)).kind == .punctuation { return false }
    }
    return false
  }

  private func mayEnd(_ token: Int) -> Bool {
    let word = tokens[token].bytes.dropLast()
    // An initial belongs to the name that follows; "U.S." or "Inc." may be last.
    if word.count == 1 { return false }
    switch abbreviations[text, word] {
    case .before, .number: return false
    case .any, nil: return true
    }
  }

  private func isCloser(_ token: Int, from start: Int, in paragraph: Range<Int>) -> Bool {
    let first = text.character(at: Int(tokens[token].start))
    switch first.value {
    case 0x29, 0x5D, 0x7D: return true
    case 0x201D, 0x2019, 0xBB, 0x203A: return !tokens[token].spaceBefore
    case 0x22, 0x27:
      guard !tokens[token].spaceBefore else { return false }
      return token + 1 >= paragraph.upperBound || tokens[token + 1].spaceBefore || !isWord(token + 1)
    case 0x201C:
      return !tokens[token].spaceBefore
        && (token + 1 >= paragraph.upperBound || tokens[token + 1].spaceBefore)
    default: return false
    }
  }

  private func isOpener(_ token: Int) -> Bool {
    switch text.character(at: Int(tokens[token].start)).value {
    case 0x22, 0x27, 0x60, 0x201C, 0x2018, 0x201E, 0x201A, 0xAB, 0x2039, 0x28, 0x5B, 0x7B, 0x2D, 0x2014,
      0x2013:
      true
    default: false
    }
  }

  private func isWord(_ token: Int) -> Bool { text.character(at: Int(tokens[token].start)).isWord }

  private func startsUpper(_ token: Int) -> Bool {
    let first = text.character(at: Int(tokens[token].start))
    if first.value < 0x80 { return 0x41...0x5A ~= first.value }
    return first.kind == .letter && Unicode.Scalar(first.value)?.properties.isUppercase == true
  }

  private func hasCase(_ first: Character32) -> Bool {
    if first.value < 0x80 { return true }
    return Unicode.Scalar(first.value)?.properties.isLowercase == true
  }
}

/// Words that tell how a sentence begins.
enum SentenceStarters {
  /// Function words that, capitalised after an abbreviation, begin a sentence.
  static let all: Set<String> = [
    "the", "a", "an", "this", "that", "these", "those", "he", "she", "it", "they", "we", "i", "you", "his",
    "her",
    "its", "their", "our", "my", "your", "but", "and", "or", "in", "on", "at", "for", "from", "by", "with",
    "as", "if",
    "when", "while", "although", "though", "after", "before", "since", "because", "however", "there", "here",
    "so",
    "some", "many", "most", "several", "all", "both", "each", "no", "not", "what", "who", "how", "why",
    "where", "to",
    "under", "during", "despite", "according", "still", "yet", "also", "among", "now", "then", "one", "other",
    "another", "meanwhile", "last", "earlier", "until", "once", "just", "even", "such", "with", "without",
    "is", "are",
  ]
  /// Verbs that name who spoke the words before.
  static let attributions: Set<String> = [
    "said", "says", "asked", "asks", "replied", "wrote", "added", "told", "tweeted", "shouted", "wondered",
    "cried",
    "exclaimed", "yelled", "recalled", "continued", "answered", "quipped", "joked", "tells", "writes",
    "insisted",
    "demanded", "responded", "declared", "noted", "argued", "thought", "called",
  ]
}
