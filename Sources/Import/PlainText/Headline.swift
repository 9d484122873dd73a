import NewsModel

/// What stands above the first paragraph: headline, byline, date line.
struct Headline {
  var title: String?
  var byline: String?
  var publishedAt: Timestamp?
  var warnings: [String] = []

  /// Scalars of a first line that may still be a headline.
  static let titleScalarsMax = 160
  /// Blocks under the headline that are searched for byline and date line.
  static let headBlocksMax = 4

  /// Takes them off the front of `blocks`. `given` is the sender's own title: then a first line that repeats it goes too.
  static func take(_ blocks: inout [Block], given: String?) -> Headline {
    var head = Headline()
    if let first = blocks.first?.lines.first, blocks.first?.isWrapped == false {
      let repeats = given.map { LatinFolding.key($0) == LatinFolding.key(first) } ?? false
      let isOnly = blocks.count == 1 && blocks[0].lines.count == 1
      if !isOnly && (repeats || (given == nil && isTitle(first))) {
        head.title = first
        dropFirstLine(&blocks)
      }
    }
    var looked = 0
    while looked < headBlocksMax, let line = blocks.first?.lines.first,
      !(blocks.count == 1 && blocks[0].lines.count == 1)
    {
      if head.byline == nil, let byline = Byline.names(line) {
        head.byline = byline
      } else if let day = DateLine.published(line) {
        if head.publishedAt == nil { head.publishedAt = day }
      } else {
        break
      }
      dropFirstLine(&blocks)
      looked += 1
    }
    return head
  }

  /// A short line without a full stop that is no dateline, byline or date.
  private static func isTitle(_ line: String) -> Bool {
    let scalars = line.unicodeScalars
    guard scalars.count <= titleScalarsMax, Words(line).count >= 2, let last = scalars.last else {
      return false
    }
    if ".:;,".unicodeScalars.contains(last) && !line.hasSuffix("...") { return false }
    return Dateline(paragraph: line) == nil && Byline.names(line) == nil && DateLine.published(line) == nil
      && !isQuotation(line)
  }

  /// A line that is one quotation from end to end is speech, not a headline.
  private static func isQuotation(_ line: String) -> Bool {
    guard let first = line.unicodeScalars.first, let last = line.unicodeScalars.last else { return false }
    return "“\"".unicodeScalars.contains(first) && "”\"".unicodeScalars.contains(last)
  }

  private static func dropFirstLine(_ blocks: inout [Block]) {
    blocks[0].lines.removeFirst()
    if blocks[0].lines.isEmpty { blocks.removeFirst() }
  }
}
