/// The addresses that stand in brackets in a host (RFC 3986 §3.2.2).
enum IPAddress {
  /// `IPv6address`: eight groups of hexadecimal digits, of which `::` leaves out a run of one or more, and the last two of
  /// which may be an IPv4 address.
  static func isVersion6(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var index = range.lowerBound
    var groups = 0
    var hasGap = false
    while index < range.upperBound {
      if isGap(bytes, index, range) {
        if hasGap { return false }
        hasGap = true
        index &+= 2
        if index == range.upperBound { break }
      } else if groups > 0 {
        guard bytes[index] == ASCII.colon else { return false }
        index &+= 1
      }
      let end = groupEnd(bytes, index, range)
      if end < range.upperBound, bytes[end] == UInt8(ascii: ".") {
        guard isVersion4(bytes, index..<range.upperBound) else { return false }
        groups &+= 2
        break
      }
      guard (1...4).contains(end &- index) else { return false }
      groups &+= 1
      index = end
    }
    return hasGap ? groups < 8 : groups == 8
  }

  /// `IPv4address`: four numbers below 256, without leading zeros.
  static func isVersion4(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var parts = 0
    var start = range.lowerBound
    while true {
      var end = start
      var value = 0
      while end < range.upperBound, end &- start < 3, ASCII.isDigit(bytes[end]) {
        value = value &* 10 &+ Int(bytes[end] &- 0x30)
        end &+= 1
      }
      let hasLeadingZero = end &- start > 1 && bytes[start] == 0x30
      guard end > start, value < 256, !hasLeadingZero else { return false }
      parts &+= 1
      if end == range.upperBound { return parts == 4 }
      guard bytes[end] == UInt8(ascii: "."), parts < 4 else { return false }
      start = end &+ 1
    }
  }

  private static func isGap(_ bytes: Span<UInt8>, _ index: Int, _ range: Range<Int>) -> Bool {
    index &+ 1 < range.upperBound && bytes[index] == ASCII.colon && bytes[index &+ 1] == ASCII.colon
  }

  private static func groupEnd(_ bytes: Span<UInt8>, _ start: Int, _ range: Range<Int>) -> Int {
    var end = start
    while end < range.upperBound, ASCII.hexValue(bytes[end]) != nil { end &+= 1 }
    return end
  }
}
