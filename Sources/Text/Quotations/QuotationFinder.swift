/// Finds the regions in quotation marks, paragraph by paragraph.
struct QuotationFinder {
  private struct Opening {
    let token: Int
    let family: QuoteFamily
    let continues: Bool
  }

  private let text: [UInt8]
  private let tokens: [Token]
  private var found: [Quotation] = []
  private var open: [Opening] = []
  /// The family of the mark that the last paragraph left open.
  private var pending: QuoteFamily?

  /// Open regions inside each other beyond this depth are not looked for.
  private static let depthMax = 8

  /// The regions of `tokens`, in order of their opening marks. Linear time.
  static func quotations(_ text: [UInt8], _ tokens: [Token], _ paragraphs: [Range<Int>]) -> [Quotation] {
    var finder = QuotationFinder(text: text, tokens: tokens)
    for paragraph in paragraphs { finder.read(paragraph) }
    return finder.found.sorted { $0.open < $1.open }
  }

  private init(text: [UInt8], tokens: [Token]) {
    self.text = text
    self.tokens = tokens
  }

  private mutating func read(_ paragraph: Range<Int>) {
    for token in paragraph {
      guard let mark = QuoteMark(text, tokens[token]) else { continue }
      read(open.last.map { mark.closing($0.family) } ?? mark, at: token, in: paragraph)
    }
    pending = open.first?.family
    while let opening = open.popLast() { close(opening, at: nil, end: paragraph.upperBound) }
  }

  private mutating func read(_ mark: QuoteMark, at token: Int, in paragraph: Range<Int>) {
    let canOpen = mark.side != .right && opens(token, in: paragraph, side: mark.side)
    let canClose = mark.side != .left && closes(token, in: paragraph, mark: mark)
    let innermost = open.lastIndex { $0.family == mark.family }
    if canClose, let index = innermost, !(canOpen && mark.side == .either && token == open[index].token + 1) {
      // Marks opened inside and never closed were no marks: inches, dropped letters.
      open.removeSubrange((index + 1)...)
      close(open.removeLast(), at: token, end: token)
    } else if canOpen, open.count < Self.depthMax, innermost == nil || mark.side == .left {
      let continues = token == paragraph.lowerBound && pending == mark.family
      open.append(Opening(token: token, family: mark.family, continues: continues))
    }
  }

  private mutating func close(_ opening: Opening, at token: Int?, end: Int) {
    let inside = opening.token + 1..<max(end, opening.token + 1)
    if token == nil && opening.family == .singleStraight { return }  // most likely an apostrophe
    if token == nil && opening.family == .singleCurly && !open.isEmpty { return }
    found.append(
      Quotation(
        open: opening.token, close: token, tokens: inside, isSingle: opening.family.isSingle,
        depth: open.count, continues: opening.continues))
  }

  /// An opening mark stands before what it opens.
  private func opens(_ token: Int, in paragraph: Range<Int>, side: QuoteMark.Side) -> Bool {
    guard token + 1 < paragraph.upperBound else { return false }
    let glued = !tokens[token + 1].spaceBefore
    if side == .left { return true }
    guard glued else { return tokens[token].spaceBefore && token == paragraph.lowerBound }
    if tokens[token].spaceBefore || token == paragraph.lowerBound { return true }
    let before = text.character(at: Int(tokens[token - 1].start))
    // After a bracket, a dash or another mark.
    return before.kind == .punctuation && ![0x2E, 0x2C, 0x21, 0x3F, 0x29, 0x5D, 0x25].contains(before.value)
  }

  /// A closing mark stands after what it closes; a single one is no apostrophe.
  private func closes(_ token: Int, in paragraph: Range<Int>, mark: QuoteMark) -> Bool {
    if mark.family.isSingle, mark.family != .singleGuillemet {
      if tokens[token].spaceBefore { return false }
      if token + 1 < paragraph.upperBound, !tokens[token + 1].spaceBefore,
        text.character(at: Int(tokens[token + 1].start)).isWord
      {
        return false
      }
      return !isPossessive(token, in: paragraph, family: mark.family)
    }
    if mark.side == .right { return true }
    return !tokens[token].spaceBefore || token + 1 == paragraph.upperBound || tokens[token + 1].spaceBefore
  }

  /// `workers’ rights` inside single marks: an s before, a word behind, and another closing mark later.
  private func isPossessive(_ token: Int, in paragraph: Range<Int>, family: QuoteFamily) -> Bool {
    guard token > paragraph.lowerBound, text[Int(tokens[token].start) - 1] | 0x20 == UInt8(ascii: "s"),
      token + 1 < paragraph.upperBound, text.character(at: Int(tokens[token + 1].start)).kind == .letter
    else { return false }
    for later in (token + 1)..<min(paragraph.upperBound, token + 60) {
      guard let mark = QuoteMark(text, tokens[later]), mark.family == family else { continue }
      if mark.side == .left { return false }
      return !tokens[later].spaceBefore
    }
    return false
  }
}
