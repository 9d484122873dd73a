/// Reads off a form what it is made of.
enum FormReader {
  /// Flags and shape of the form in `bytes` of `utf8`. O(its length).
  static func read(_ bytes: Range<Int>, of utf8: [UInt8]) -> (flags: WordFlags, shape: UInt32) {
    var flags: WordFlags = []
    var shape: UInt32 = 0
    var runs: UInt32 = 0
    var last: FormRun?
    var position = bytes.lowerBound
    while position < bytes.upperBound {
      let character = utf8.character(at: position)
      let isFirst = position == bytes.lowerBound
      position += character.length
      if character.value >= 0x80 { flags.insert(.isWide) }
      let run: FormRun
      switch character.kind {
      case .letter:
        flags.insert(.hasLetter)
        if character.isUpper {
          flags.insert(isFirst ? [.hasUpper, .startsUpper] : [.hasUpper, .hasInnerUpper])
          run = .upper
        } else if character.isLower {
          flags.insert(.hasLower)
          run = .lower
        } else {
          run = .letter
        }
      case .digit:
        flags.insert(isFirst ? [.hasDigit, .startsDigit] : .hasDigit)
        run = .digit
      case .mark: run = .mark
      case .symbol: run = .symbol
      default:
        run = .punctuation
        if character.isHyphen { flags.insert(.hasHyphen) }
        if character.value == 0x2E { flags.insert(.hasStop) }
        if character.isApostrophe { flags.insert(.hasApostrophe) }
      }
      if run != last, runs < 8 {
        shape |= run.rawValue << (4 * runs)
        runs += 1
      }
      last = run
    }
    if flags.isDisjoint(with: [.hasLetter, .hasDigit]) { flags.insert(.isMark) }
    return (flags, shape)
  }
}
