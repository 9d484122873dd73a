import Extraction
import NewsModel
import TestSupport
import Testing

/// Two thousand made-up articles: nothing traps, and every span covers the words it shows.
@Suite struct RandomArticlesTests {
  @Test func everySpanCoversItsWords() {
    let seed = UInt64.random(in: .min ... .max)
    var articles = RandomArticle(seed: seed)
    var quotes = 0
    var positions = 0
    for _ in 0..<2000 {
      let text = articles.text()
      let analysis = TestExtractor.shared.analyse(title: nil, text: text, source: nil)
      let spans = Self.spans(analysis)
      quotes += analysis.quotes.count
      positions += analysis.positions.count
      if spans.isEmpty { continue }
      let units = Units(text)
      for span in spans {
        #expect(units.scalars(span.range) == span.exact, "seed \(seed)")
        #expect(units.utf8(span.range) == span.exact, "seed \(seed)")
        #expect(units.utf16(span.range) == span.exact, "seed \(seed)")
      }
    }
    #expect(quotes > 1000 && positions > 100, "the articles hold something to find: \(quotes), \(positions)")
  }

  private static func spans(_ analysis: Analysis) -> [TextSpan] {
    var spans: [TextSpan] = []
    for quote in analysis.quotes {
      spans += quote.parts.map(\.span)
      spans += [quote.cue?.span, quote.mention?.span].compactMap { $0 }
    }
    for position in analysis.positions {
      spans += [position.cue.span, position.evidence, position.proposal.span]
      spans += position.holders.map(\.mention.span) + position.targets.map(\.mention.span)
      spans += [position.proposal.antecedent].compactMap { $0 }
    }
    return spans
  }

  /// A text cut in each of the three units, without the table under test for cutting.
  private struct Units {
    let table: OffsetTable
    let scalarView: [Unicode.Scalar]
    let bytes: [UInt8]
    let codeUnits: [UInt16]

    init(_ text: String) {
      table = OffsetTable(text)
      scalarView = Array(text.unicodeScalars)
      bytes = Array(text.utf8)
      codeUnits = Array(text.utf16)
    }

    func scalars(_ range: SourceRange) -> String {
      String(String.UnicodeScalarView(scalarView[range.start..<range.end]))
    }

    func utf8(_ range: SourceRange) -> String {
      String(
        decoding: bytes[table.byteOffset(ofScalar: range.start)..<table.byteOffset(ofScalar: range.end)],
        as: UTF8.self)
    }

    func utf16(_ range: SourceRange) -> String {
      String(
        decoding: codeUnits[
          table.utf16Offset(ofScalar: range.start)..<table.utf16Offset(ofScalar: range.end)], as: UTF16.self)
    }
  }
}
