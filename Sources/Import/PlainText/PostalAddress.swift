/// Postal addresses as web pages carry them in their frame.
enum PostalAddress {
  /// Blocks with more lines are something else.
  static let linesMax = 7

  /// A block that holds a street line or post box and a town line, and nothing that reads as a sentence.
  static func isAddress(_ lines: [String]) -> Bool {
    guard (1...linesMax).contains(lines.count), lines.allSatisfy({ Words($0).count <= 12 }) else {
      return false
    }
    let rest = isHeading([lines[0]]) ? lines.dropFirst() : lines[...]
    let townLines = rest.count { isTown($0) }
    let streetLines = rest.count { isStreet($0) }
    if rest.count == 1 { return streetLines == 1 && townLines == 1 }
    return townLines >= 1 && (streetLines >= 1 || lines.count > rest.count)
  }

  /// `Physical Address`, `Our office:`.
  static func isHeading(_ lines: [String]) -> Bool {
    guard lines.count == 1 else { return false }
    let words = Words(lines[0])
    guard let last = words.list.last, words.count <= 4 else { return false }
    return ["address", "addresses"].contains(last)
      || ["find us", "visit us", "our office", "head office", "our location", "location"].contains(
        words.joined)
  }

  /// A number and a street word, or a post box.
  private static func isStreet(_ line: String) -> Bool {
    let words = Words(line).list
    if words.starts(with: ["po", "box"]) || words.starts(with: ["p", "o", "box"]) { return true }
    guard words.count >= 2,
      words.contains(where: { $0.utf8.first.map { (0x30...0x39).contains($0) } ?? false })
    else { return false }
    return words.contains { word in streets.contains(word) || streetEndings.contains { word.hasSuffix($0) } }
  }

  /// A US state and ZIP code, a British or Canadian postcode, or a town with a number of four to six digits.
  private static func isTown(_ line: String) -> Bool {
    let words = Words(line).list
    guard words.count >= 2 else { return false }
    for (word, next) in zip(words, words.dropFirst()) {
      let isCode = next.utf8.count == 5 && isNumber(next)
      if isCode && states.contains(word) { return true }
      if isOutward(word) && isInward(next) { return true }
    }
    let hasComma = line.unicodeScalars.contains(",")
    return hasComma && words.count <= 8
      && words.dropFirst().contains { (4...6).contains($0.utf8.count) && isNumber($0) }
  }

  private static func isNumber(_ word: String) -> Bool { word.utf8.allSatisfy { (0x30...0x39).contains($0) } }

  /// The first half of a British (`sw1a`) or Canadian (`k1a`) postcode.
  private static func isOutward(_ word: String) -> Bool {
    let bytes = Array(word.utf8)
    guard (2...4).contains(bytes.count) else { return false }
    return (0x61...0x7A).contains(bytes[0]) && bytes.dropFirst().contains { (0x30...0x39).contains($0) }
  }

  /// The second half: `1aa`, `0b1`.
  private static func isInward(_ word: String) -> Bool {
    let bytes = Array(word.utf8)
    guard bytes.count == 3, (0x30...0x39).contains(bytes[0]) else { return false }
    return bytes.dropFirst().contains { (0x61...0x7A).contains($0) }
  }

  private static let streets: Set<String> = [
    "st", "street", "ave", "avenue", "rd", "road", "blvd", "boulevard", "ln", "lane", "dr", "drive", "way",
    "hwy",
    "highway", "pkwy", "parkway", "plaza", "square", "sq", "place", "pl", "court", "ct", "terrace", "suite",
    "ste",
    "floor", "building", "row", "quay", "embankment", "rue", "via", "calle", "chome",
  ]
  private static let streetEndings = ["strasse", "straße", "straat", "gasse"]

  private static let states: Set<String> = [
    "al", "ak", "az", "ar", "ca", "co", "ct", "dc", "de", "fl", "ga", "hi", "ia", "id", "il", "in", "ks",
    "ky", "la",
    "ma", "md", "me", "mi", "mn", "mo", "ms", "mt", "nc", "nd", "ne", "nh", "nj", "nm", "nv", "ny", "oh",
    "ok", "or",
    "pa", "pr", "ri", "sc", "sd", "tn", "tx", "ut", "va", "vt", "wa", "wi", "wv", "wy",
  ]
}
