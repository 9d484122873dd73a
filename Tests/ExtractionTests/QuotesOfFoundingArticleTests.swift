import Extraction
import NewsModel
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// The sample article: every string in quotation marks lies in a quote, and all of these are Yoko Kamikawa's.
struct QuotesOfFoundingArticleTests {
  /// The article without its page furniture.
  static let body: String = {
    let path = String(#filePath).split(separator: "/").dropLast(3).joined(separator: "/")
    let text = contents("/" + path + "/config/samples/kyodo-2024-01-30.txt")
    guard let start = text.firstRange(of: "TOKYO (Kyodo)"), let end = text.firstRange(of: "supply chains.")
    else { return "" }
    return String(text[start.lowerBound..<end.upperBound])
  }()

  private static func contents(_ path: String) -> String {
    guard let file = fopen(path, "r") else { return "" }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func quotedStringsLieInQuotes() {
    let analysis = TestExtractor.shared.analyse(title: nil, text: Self.body, source: nil)
    checkSpans(analysis, in: Self.body)
    let scalars = Array(Self.body.unicodeScalars)
    let ranges = analysis.quotes.flatMap { $0.parts.map(\.span.range) }
    var strings = 0
    for (start, scalar) in scalars.enumerated() where scalar == "“" {
      guard let end = scalars[start...].firstIndex(of: "”") else { continue }
      strings += 1
      let region = SourceRange(start + 1, end)
      #expect(
        ranges.contains { $0.contains(region) },
        "“\(String(String.UnicodeScalarView(scalars[start + 1..<end])))”")
    }
    #expect(strings == 15)
  }

  @Test func allAreTheForeignMinisters() {
    let analysis = TestExtractor.shared.analyse(title: nil, text: Self.body, source: nil)
    let named = analysis.quotes.compactMap(\.speaker)
    #expect(analysis.quotes.count >= 16)
    #expect(named.count >= 16)
    for quote in analysis.quotes
    where quote.speaker != nil && quote.confidence >= 0.5 && quote.kind != .indirect {
      #expect(quote.speaker?.id == "yoko-kamikawa", "\(QuoteRow.describe(quote))")
    }
  }
}
