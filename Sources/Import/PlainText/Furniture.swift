/// What surrounds an article on its page and is not of it: postal addresses, language selectors, share bars, cookie
/// and subscription lines, navigation.
///
/// A rule must match a whole line, and lines with quotation marks or longer than `lineScalarsMax` are never cut, so a
/// sentence about cookies stays. Addresses are cut only at the edges: in front of the first running text or behind
/// the last.
enum Furniture {
  /// Longer lines are running text.
  static let lineScalarsMax = 240

  /// Removes furniture from `blocks`; says what it removed.
  static func cut(_ blocks: inout [Block]) -> [String] {
    var warnings: [String] = []
    var kept: [Block] = []
    for block in blocks {
      var lines: [String] = []
      for line in block.lines {
        if let kind = kind(of: line) {
          warnings.append("Cut \(kind): \"\(Warnings.excerpt(line))\".")
        } else {
          lines.append(line)
        }
      }
      if !lines.isEmpty { kept.append(Block(lines: lines)) }
    }
    blocks = kept
    warnings += cutAddresses(&blocks)
    return warnings
  }

  // MARK: Lines

  private static func kind(of line: String) -> String? {
    if line.unicodeScalars.count > lineScalarsMax
      || line.unicodeScalars.contains(where: { "“”\"«»„".unicodeScalars.contains($0) })
    {
      return nil
    }
    let words = Words(line)
    if words.isEmpty { return isRule(line) ? "a ruled line" : nil }
    if isLanguageSelector(line, words) { return "a language selector" }
    if isShareBar(words) { return "a share bar" }
    if isNotice(words) { return "a site notice" }
    return nil
  }

  /// A line of dashes, stars or the like.
  private static func isRule(_ line: String) -> Bool {
    let scalars = line.unicodeScalars
    return scalars.count >= 3 && Set(scalars).count <= 2
  }

  /// `en_USEnglish`, `English | Español | Français`, `Select language`.
  private static func isLanguageSelector(_ line: String, _ words: Words) -> Bool {
    let scalars = Array(line.unicodeScalars.prefix(6))
    if scalars.count >= 5, isLower(scalars[0]), isLower(scalars[1]), scalars[2] == "_" || scalars[2] == "-",
      isUpper(scalars[3]), isUpper(scalars[4])
    {
      let rest = Words(String(line.unicodeScalars.dropFirst(5)))
      if rest.list.allSatisfy({ languages.contains($0) || isLocale($0) }) { return true }
    }
    if ["select language", "choose language", "select your language", "change language"].contains(
      words.joined)
    {
      return true
    }
    let list =
      words.list.first == "language" || words.list.first == "languages"
      ? words.list.dropFirst() : words.list[...]
    let isList = list.count >= 2 || words.list.count > list.count
    return isList && !list.isEmpty && list.allSatisfy { languages.contains($0) }
  }

  private static func isLocale(_ word: String) -> Bool {
    let bytes = Array(word.utf8)
    return bytes.count == 2 || (bytes.count > 5 && bytes[2] == UInt8(ascii: "_"))
  }

  /// `Share`, `Facebook Twitter WhatsApp`, `Share this article on Facebook`, `Print`.
  private static func isShareBar(_ words: Words) -> Bool {
    let list = words.list
    let acts = list.contains { shareActs.contains($0) }
    let sites = list.count { shareSites.contains($0) }
    guard acts || sites >= 2 else { return false }
    return list.allSatisfy {
      shareActs.contains($0) || shareSites.contains($0) || shareGlue.contains($0) || isNumber($0)
    }
  }

  private static func isNumber(_ word: String) -> Bool { word.utf8.allSatisfy { (0x30...0x39).contains($0) } }

  private static func isNotice(_ words: Words) -> Bool {
    noticeWhole.contains(words.joined)
      || noticeStarts.contains { words.joined.hasPrefix($0) && words.count <= 40 }
      || (words.joined.contains("all rights reserved") && words.count <= 20)
  }

  private static func isLower(_ scalar: Unicode.Scalar) -> Bool { ("a"..."z").contains(scalar) }
  private static func isUpper(_ scalar: Unicode.Scalar) -> Bool { ("A"..."Z").contains(scalar) }

  // MARK: Addresses

  /// Cuts address blocks in front of the first and behind the last block of running text.
  private static func cutAddresses(_ blocks: inout [Block]) -> [String] {
    var warnings: [String] = []
    let leading = blocks.prefix { !isRunningText($0) }.count
    let trailing = blocks.reversed().prefix { !isRunningText($0) }.count
    let edges =
      Array(blocks.indices.prefix(leading))
      + Array(blocks.indices.suffix(min(trailing, blocks.count - leading)))
    var cut: Set<Int> = []
    for index in edges {
      if PostalAddress.isAddress(blocks[index].lines) {
        cut.insert(index)
      } else if PostalAddress.isHeading(blocks[index].lines), index + 1 < blocks.count,
        PostalAddress.isAddress(blocks[index + 1].lines)
      {
        cut.insert(index)
      }
    }
    for index in cut.sorted() {
      let excerpt = Warnings.excerpt(blocks[index].lines.joined(separator: "\n"))
      warnings.append("Cut a postal address: \"\(excerpt)\".")
    }
    blocks = blocks.indices.filter { !cut.contains($0) }.map { blocks[$0] }
    return warnings
  }

  /// A sentence of some length.
  private static func isRunningText(_ block: Block) -> Bool {
    block.lines.contains { Words($0).count >= 12 && Block.endsSentence($0) }
  }
}

/// A line's words, lower case, without marks.
struct Words {
  let list: [String]
  var joined: String { list.joined(separator: " ") }
  var count: Int { list.count }
  var isEmpty: Bool { list.isEmpty }

  init(_ line: String) {
    var list: [String] = []
    var word = ""
    for scalar in line.unicodeScalars {
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "_" {
        word += scalar.properties.lowercaseMapping
      } else if scalar == "'" || scalar == "’" {
        continue
      } else if !word.isEmpty {
        list.append(word)
        word = ""
      }
    }
    if !word.isEmpty { list.append(word) }
    self.list = list
  }
}
