import Text

/// Prints where raw text is cut otherwise than a treebank cuts it.
enum SegmentationErrors {
  static func run(_ path: String, files: String) throws {
    let reader = try Reader(file: { try? File.read("\(files)/\($0)") })
    for text in TreebankText.documents(try Treebank.sentences(path)) {
      let document = reader.cut(text.utf8)
      tokens(document, text)
      sentences(document, text)
    }
  }

  /// `tokens  gold: can n't  found: can't`, one line for each place.
  private static func tokens(_ document: Document, _ text: TreebankText) {
    let gold = text.bytes.flatMap { $0 }
    let found = document.tokens.map(\.bytes)
    var (g, f) = (0, 0)
    while g < gold.count || f < found.count {
      if g < gold.count, f < found.count, gold[g] == found[f] {
        (g, f) = (g + 1, f + 1)
        continue
      }
      let (fromGold, fromFound) = (g, f)
      repeat {
        let (goldEnd, foundEnd) = (
          g > fromGold ? gold[g - 1].upperBound : 0, f > fromFound ? found[f - 1].upperBound : 0
        )
        if g < gold.count, f == found.count || goldEnd <= foundEnd { g += 1 } else { f += 1 }
      } while (g < gold.count || f < found.count)
        && (g == fromGold || f == fromFound || gold[g - 1].upperBound != found[f - 1].upperBound)
      print("tokens  gold:", words(gold[fromGold..<g], text), " found:", words(found[fromFound..<f], text))
    }
  }

  private static func words(_ ranges: ArraySlice<Range<Int>>, _ text: TreebankText) -> String {
    ranges.map { String(decoding: text.utf8[$0], as: UTF8.self) }.joined(separator: " ")
  }

  /// `missed  … it rained / It stopped …` for each end not found, `extra` for each found that is none.
  private static func sentences(_ document: Document, _ text: TreebankText) {
    let gold = Set(text.bytes.compactMap { $0.last?.upperBound })
    let found = Set(document.sentences.map { Int(document.tokens[$0.upperBound - 1].end) })
    for end in gold.symmetricDifference(found).sorted() {
      print(
        gold.contains(end) ? "missed" : "extra ", context(max(0, end - 50)..<end, text), "/",
        context(end..<min(text.utf8.count, end + 35), text))
    }
  }

  private static func context(_ bytes: Range<Int>, _ text: TreebankText) -> String {
    String(decoding: text.utf8[bytes].map { $0 == 0x0A ? 0x7C : $0 }, as: UTF8.self)
  }
}
