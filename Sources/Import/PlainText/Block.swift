/// A run of lines between blank lines.
struct Block: Equatable {
  /// Without white space at their ends. Never empty, none empty.
  var lines: [String]

  /// What the article keeps of it.
  var text: String { lines.joined(separator: isWrapped ? " " : "\n\n") }

  init(lines: [String]) { self.lines = lines }

  static func split(_ text: String) -> [Block] {
    var blocks: [Block] = []
    var lines: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let trimmed = line.trimmed
      if trimmed.isEmpty {
        if !lines.isEmpty { blocks.append(Block(lines: lines)) }
        lines = []
      } else {
        lines.append(trimmed)
      }
    }
    if !lines.isEmpty { blocks.append(Block(lines: lines)) }
    return blocks
  }

  /// Whether the lines are one paragraph broken at a margin, as e-mail and old wire copy are: several lines of about
  /// one width, none but the last ending a sentence much before it. Otherwise each line is a paragraph of its own.
  var isWrapped: Bool {
    guard lines.count >= 2 else { return false }
    let widths = lines.dropLast().map { $0.unicodeScalars.count }
    guard let widest = widths.max(), let narrowest = widths.min(), (40...100).contains(widest) else {
      return false
    }
    let open = lines.dropLast().count { !Self.endsSentence($0) }
    return narrowest * 3 >= widest * 2 && open * 2 >= widths.count
  }

  static func endsSentence(_ line: String) -> Bool {
    guard let last = line.unicodeScalars.last(where: { !"”’\"')]".unicodeScalars.contains($0) }) else {
      return false
    }
    return ".!?…:".unicodeScalars.contains(last)
  }
}

extension StringProtocol {
  /// Without white space (Unicode's) at both ends, scalar-wise.
  var trimmed: String {
    let scalars = Array(unicodeScalars)
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(String.UnicodeScalarView(scalars[first...last]))
  }
}
