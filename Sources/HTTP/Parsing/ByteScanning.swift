/// Scanning eight bytes at a time in a `UInt64` (SWAR): about four times as fast as byte by byte, and, unlike
/// SIMD comparisons, dependably so. Every mask below has 0x80 in each byte that matches and is exact in all bytes, because
/// its seven-bit sums cannot carry from one byte into the next, unless it says otherwise.
extension Span where Element == UInt8 {
  /// The eight bytes from `offset`, the first in the lowest place. `offset + 8 <= count` must hold.
  @inline(__always)
  func word(at offset: Int) -> UInt64 {
    // Safe: every caller comes here only with `offset &+ 8 <= count`, and any bytes make a UInt64.
    UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self))
  }

  /// The first byte from `offset` on that is a control character other than HTAB, or `count`.
  @inline(__always)
  func firstControl(from offset: Int) -> Int {
    var index = offset
    while true {
      // Two words a round: what both have to do with the loop is done once.
      while index &+ 16 <= count,
        (Word.mayBeControls(word(at: index)) | Word.mayBeControls(word(at: index &+ 8))) & Word.high == 0
      {
        index &+= 16
      }
      while index &+ 8 <= count {
        let mask = Word.mayBeControls(word(at: index)) & Word.high
        if mask != 0 {
          index &+= mask.trailingZeroBitCount &>> 3
          break
        }
        index &+= 8
      }
      if index &+ 8 > count {
        while index < count, !ASCII.isControl(self[unchecked: index]) { index &+= 1 }
        if index == count { return count }
      }
      let byte = self[unchecked: index]
      if byte != ASCII.tab, ASCII.isControl(byte) { return index }
      index &+= 1
    }
  }

  /// The first byte from `offset` on that no field name holds, or `count`. Names are mostly letters and hyphens, which
  /// go by the word.
  @inline(__always)
  func firstNonName(from offset: Int) -> Int {
    var index = offset
    while true {
      while index &+ 8 <= count {
        let mask = Word.nonLettersOrHyphens(word(at: index))
        if mask != 0 {
          index &+= mask.trailingZeroBitCount &>> 3
          break
        }
        index &+= 8
      }
      guard index < count, ASCII.isToken(self[unchecked: index]) else { return index }
      index &+= 1
    }
  }

  /// The first byte in `range` that is a space or a control character, above 0x7E, `#` or `?`, or the range's end.
  @inline(__always)
  func firstTargetDelimiter(in range: Range<Int>) -> Int {
    var index = range.lowerBound
    precondition(index >= 0 && range.upperBound <= count)
    while index &+ 8 <= range.upperBound {
      let mask = Word.mayBeTargetDelimiters(word(at: index)) & Word.high
      if mask == 0 {
        index &+= 8
        continue
      }
      index &+= mask.trailingZeroBitCount &>> 3
      if ASCII.isTargetDelimiter(self[unchecked: index]) { return index }
      index &+= 1
    }
    while index < range.upperBound, !ASCII.isTargetDelimiter(self[unchecked: index]) { index &+= 1 }
    return index
  }

  /// The first byte in `range` that is no letter, digit, `.` or `-`, or the range's end.
  @inline(__always)
  func firstNonHostName(in range: Range<Int>) -> Int {
    var index = range.lowerBound
    precondition(index >= 0 && range.upperBound <= count)
    // A word may reach beyond the range; what it tells of there is cut off.
    while index &+ 8 <= count, index < range.upperBound {
      let mask = Word.nonHostNames(word(at: index))
      if mask != 0 { return Swift.min(index &+ (mask.trailingZeroBitCount &>> 3), range.upperBound) }
      index &+= 8
    }
    while index < range.upperBound {
      let byte = self[unchecked: index]
      guard ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte == 0x2E || byte == 0x2D else { break }
      index &+= 1
    }
    return Swift.min(index, range.upperBound)
  }
}

private enum Word {
  static let high: UInt64 = 0x8080_8080_8080_8080
  static let low7: UInt64 = 0x7F7F_7F7F_7F7F_7F7F

  @inline(__always)
  static func every(_ byte: UInt8) -> UInt64 { 0x0101_0101_0101_0101 &* UInt64(byte) }

  /// Bytes equal to `byte`.
  @inline(__always)
  static func equals(_ word: UInt64, _ byte: UInt8) -> UInt64 {
    let difference = word ^ every(byte)
    return ~(((difference & low7) &+ low7) | difference) & high
  }

  /// Bytes whose low seven bits are at least `bound`; the eighth bit is ignored.
  @inline(__always)
  static func atLeast(_ word: UInt64, _ bound: UInt8) -> UInt64 {
    ((word & low7) &+ every(0x80 &- bound)) & high
  }

  /// 0x00–0x1F and 0x7F, the marks not yet masked to the high bits. None is missed, but the byte above a marked one, or
  /// above 0xFF, may be marked wrongly by the borrow or the carry, so the lowest mark is to be looked at.
  @inline(__always)
  static func mayBeControls(_ word: UInt64) -> UInt64 {
    ((word &- every(0x20)) | (word &+ every(0x01))) & ~word
  }

  @inline(__always)
  static func nonLettersOrHyphens(_ word: UInt64) -> UInt64 {
    let lowered = word | every(0x20)
    let letters = atLeast(lowered, 0x61) & ~atLeast(lowered, 0x7B) & ~word
    return ~(letters | equals(word, 0x2D)) & high
  }

  @inline(__always)
  static func nonHostNames(_ word: UInt64) -> UInt64 {
    let lowered = word | every(0x20)
    let letters = atLeast(lowered, 0x61) & ~atLeast(lowered, 0x7B)
    let digits = atLeast(word, 0x30) & ~atLeast(word, 0x3A)
    let marks = atLeast(word, 0x2D) & ~atLeast(word, 0x2F)
    return (~(letters | digits | marks) | word) & high
  }

  /// Up to 0x20, from 0x7F, `#` and `?`, not yet masked to the high bits; see `mayBeControls`.
  @inline(__always)
  static func mayBeTargetDelimiters(_ word: UInt64) -> UInt64 {
    let hash = word ^ every(ASCII.hash)
    let question = word ^ every(ASCII.question)
    return ((word &- every(0x21)) | (hash &- every(0x01)) & ~hash | (question &- every(0x01)) & ~question)
      & ~word
      | (word &+ every(0x01)) | word
  }
}
