import Extraction
import NewsModel
import Testing

/// One sentence or short text and the quotes it holds, each written `mention | cue | part … part`;
/// `-` stands for none.
struct QuoteRow: Sendable, CustomTestStringConvertible {
  let name: String
  let text: String
  let quotes: [String]

  init(_ name: String, _ text: String, _ quotes: String...) {
    self.name = name
    self.text = text
    self.quotes = quotes
  }

  var testDescription: String { name }

  /// Reads the text and compares; checks every span on the way.
  func check() {
    let analysis = TestExtractor.shared.analyse(title: nil, text: text, source: nil)
    #expect(analysis.quotes.map(Self.describe) == quotes, "\(name): \(text)")
    checkSpans(analysis, in: text)
  }

  static func describe(_ quote: Quote) -> String {
    let parts = quote.parts.map(\.span.exact).joined(separator: " … ")
    return "\(quote.mention?.span.exact ?? "-") | \(quote.cue?.span.exact ?? "-") | \(parts)"
  }
}

/// What must hold for every analysis of every text.
func checkSpans(_ analysis: Analysis, in text: String) {
  let scalars = Array(text.unicodeScalars)
  func check(_ span: TextSpan) {
    #expect(span.range.end <= scalars.count)
    guard span.range.end <= scalars.count else { return }
    var exact = String.UnicodeScalarView()
    exact.append(contentsOf: scalars[span.range.start..<span.range.end])
    #expect(Array(String(exact).utf8) == Array(span.exact.utf8))
  }
  for quote in analysis.quotes {
    #expect(!quote.parts.isEmpty)
    #expect((0...1).contains(quote.confidence))
    for part in quote.parts { check(part.span) }
    for (one, next) in zip(quote.parts, quote.parts.dropFirst()) {
      #expect(one.span.range.end <= next.span.range.start, "parts in text order, not overlapping")
    }
    if let mention = quote.mention { check(mention.span) }
    if let cue = quote.cue { check(cue.span) }
    #expect(quote.context.end <= scalars.count)
    for part in quote.parts { #expect(quote.context.contains(part.span.range)) }
    if let speaker = quote.speaker {
      #expect(analysis.actors.contains { $0.reference == speaker }, "every speaker is among the actors")
    }
  }
  for (one, next) in zip(analysis.quotes, analysis.quotes.dropFirst()) {
    #expect(one.parts[0].span.range.start <= next.parts[0].span.range.start, "quotes in text order")
  }
  let all = analysis.quotes.flatMap { $0.parts.map(\.span.range) }
  #expect(Set(all).count == all.count, "no words belong to two quotes")
}
