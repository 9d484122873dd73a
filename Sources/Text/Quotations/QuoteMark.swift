/// Marks that belong together: one opened by “ is closed by ”.
enum QuoteFamily: UInt8 {
  case straight, curly, singleStraight, singleCurly, guillemet, singleGuillemet, lowHigh, singleLowHigh,
    corner

  var isSingle: Bool {
    switch self {
    case .singleStraight, .singleCurly, .singleGuillemet, .singleLowHigh: true
    default: false
    }
  }
}

/// A token that is a quotation mark.
struct QuoteMark {
  enum Side { case left, right, either }
  let family: QuoteFamily
  let side: Side

  /// The same mark where a low one is open: „…“ and „…” both close it, and “ then opens nothing.
  func closing(_ low: QuoteFamily) -> QuoteMark {
    low == .lowHigh && family == .curly || low == .singleLowHigh && family == .singleCurly
      ? QuoteMark(family: low, side: .right) : self
  }

  private init(family: QuoteFamily, side: Side) {
    self.family = family
    self.side = side
  }

  init?(_ text: [UInt8], _ token: Token) {
    guard token.end - token.start <= 6 else { return nil }
    let first = text.character(at: Int(token.start))
    let length = Int(token.end - token.start)
    guard first.length == length || length == first.length * 2 else { return nil }
    let doubled = length == first.length * 2
    // ’s is a clitic, not a doubled mark.
    if doubled, text.character(at: Int(token.start) + first.length).value != first.value { return nil }
    switch first.value {
    case 0x22, 0xFF02: (family, side) = (.straight, .either)
    case 0x60: (family, side) = (doubled ? .straight : .singleStraight, .left)
    case 0x27: (family, side) = doubled ? (.straight, .either) : (.singleStraight, .either)
    case 0x201C: (family, side) = (.curly, .left)
    case 0x201D: (family, side) = (.curly, .right)
    case 0x2018: (family, side) = (doubled ? .curly : .singleCurly, .left)
    case 0x2019: (family, side) = (doubled ? .curly : .singleCurly, .right)
    case 0xAB: (family, side) = (.guillemet, .left)
    case 0xBB: (family, side) = (.guillemet, .right)
    case 0x2039: (family, side) = (.singleGuillemet, .left)
    case 0x203A: (family, side) = (.singleGuillemet, .right)
    case 0x201E: (family, side) = (.lowHigh, .left)
    case 0x201A: (family, side) = (.singleLowHigh, .left)
    case 0x300C, 0x300E: (family, side) = (.corner, .left)
    case 0x300D, 0x300F: (family, side) = (.corner, .right)
    default: return nil
    }
  }
}
