/// Groups the tokens of each paragraph into sentences.
struct SentenceSplitter {
  let text: [UInt8]
  let tokens: [Token]
  let lowers: LowerForms
  let abbreviations: Abbreviations

  /// Sentences longer than this are cut, so that work per sentence stays bounded.
  static let tokensMax = 400

  /// Token ranges covering all `paragraphs`. Linear time.
  func sentences(_ paragraphs: [Range<Int>]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    found.reserveCapacity(tokens.count / 20 + 1)
    for paragraph in paragraphs {
      var start = paragraph.lowerBound
      var token = start
      while token < paragraph.upperBound {
        if let end = end(after: token, from: start, in: paragraph) {
          found.append(start..<end)
          start = end
          token = end
        } else if token - start >= Self.tokensMax {
          found.append(start..<(token + 1))
          start = token + 1
          token = start
        } else {
          token += 1
        }
      }
      if start < paragraph.upperBound { found.append(start..<paragraph.upperBound) }
    }
    return found
  }

  /// Where the sentence ends if `token` ends it: behind the closing marks that follow.
  private func end(after token: Int, from start: Int, in paragraph: Range<Int>) -> Int? {
    let last = text[Int(tokens[token].end) - 1]
    let first = text.character(at: Int(tokens[token].start))
    let isEllipsis =
      first.value == 0x2026 || (first.value == 0x2E && tokens[token].end - tokens[token].start > 1)
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
      guard first.isUpper else { return first.isLower ? .lower : .upper }
      return SentenceStarters.all.contains(lowers[token]) ? .function : .upper
    case .digit, .symbol: return .upper
    default: return [0x2C, 0x3B, 0x3A, 0x2E, 0x29, 0x5D].contains(first.value) ? .mark : .upper
    }
  }

  /// “Why?” Smith asked.
  private func isAttribution(_ token: Int, in paragraph: Range<Int>) -> Bool {
    for index in token..<min(token + 6, paragraph.upperBound) {
      if SentenceStarters.attributions.contains(lowers[index]) { return true }
      if text.character(at: Int(tokens[index].start)).kind == .punctuation { return false }
    }
    return false
  }

  private func mayEnd(_ token: Int) -> Bool {
    let word = lowers[token].dropLast()
    // An initial belongs to the name that follows; "U.S." or "Inc." may be last.
    if word.count == 1 { return false }
    switch abbreviations[String(word)] {
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

  private func startsUpper(_ token: Int) -> Bool { text.character(at: Int(tokens[token].start)).isUpper }
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
