/// `uri-host [ ":" port ]`, the value of `Host` and the authority of an absolute target (RFC 9110 §7.2, §4.2).
enum Authority {
  /// Ports are 16 bits wide, so five digits are the most that can mean one.
  private static let portDigitsMax = 5

  /// Not empty: a URI of `http` or `https` without a host is invalid (RFC 9110 §4.2.1).
  @inline(__always)
  static func isValid(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    // Nearly every host is a name of these characters or an IPv4 address.
    let nameEnd = bytes.firstNonHostName(in: range)
    if nameEnd > range.lowerBound {
      if nameEnd == range.upperBound { return true }
      if bytes[nameEnd] == ASCII.colon { return isPort(bytes, nameEnd &+ 1..<range.upperBound) }
    }
    return isUnusualButValid(bytes, range)
  }

  @inline(never)
  private static func isUnusualButValid(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard let hostEnd = hostEnd(bytes, range) else { return false }
    if hostEnd == range.upperBound { return true }
    guard bytes[hostEnd] == ASCII.colon else { return false }
    return isPort(bytes, hostEnd &+ 1..<range.upperBound)
  }

  private static func hostEnd(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    guard !range.isEmpty else { return nil }
    var index = range.lowerBound
    if bytes[index] == UInt8(ascii: "[") {
      // The one kind of address that there is; of those to come (`IPvFuture`) nobody can mean one of ours.
      let start = index &+ 1
      while index < range.upperBound, bytes[index] != UInt8(ascii: "]") { index &+= 1 }
      guard index < range.upperBound, IPAddress.isVersion6(bytes, start..<index) else { return nil }
      return index &+ 1
    }
    precondition(range.upperBound <= bytes.count)
    // Safe: the index stays within the range just checked.
    while index < range.upperBound {
      let byte = bytes[unchecked: index]
      if byte == ASCII.percent {
        guard index &+ 2 < range.upperBound, ASCII.hexValue(bytes[index &+ 1]) != nil,
          ASCII.hexValue(bytes[index &+ 2]) != nil
        else { return nil }
        index &+= 2
      } else if !ASCII.isRegisteredName(byte) {
        break
      }
      index &+= 1
    }
    return index > range.lowerBound ? index : nil
  }

  /// A port may be empty (RFC 3986 §3.2.3) and is at most 65535.
  @inline(__always)
  private static func isPort(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard range.count <= portDigitsMax else { return false }
    var port = 0
    var index = range.lowerBound
    precondition(index >= 0 && range.upperBound <= bytes.count)
    while index < range.upperBound {
      let byte = bytes[unchecked: index]
      guard ASCII.isDigit(byte) else { return false }
      port = port &* 10 &+ Int(byte &- 0x30)
      index &+= 1
    }
    return port <= 0xFFFF
  }
}
