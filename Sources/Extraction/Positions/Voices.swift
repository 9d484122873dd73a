import NewsModel
import Text

/// Who is speaking at each token: the quotes, laid over the document.
struct Voices: Sendable {
  struct Voice: Sendable {
    /// Index into the article's quotes; negative for one that only the tree shows.
    var quote: Int
    var speaker: ActorReference?
    /// Words that name the speaker.
    var mention: NewsModel.Mention?
    /// Tokens of `mention`.
    var mentionTokens: Range<Int>?
    var cueLemma: String?
    var cueToken: Int?
    /// Every word stands in quotation marks.
    var isDirect: Bool
    var parts: [Range<Int>]
  }

  private(set) var voices: [Voice]
  /// By token: the voice with the shortest content around it; -1 for the outlet.
  private var byToken: [Int32]

  /// `quotes` carry spans in Unicode scalars of the text that `offsets` covers and `document` reads.
  init(_ document: Document, quotes: [Quote], offsets: OffsetTable) {
    let starts = document.tokens.map { Int($0.start) }
    func tokens(_ range: SourceRange) -> Range<Int> {
      let from = offsets.byteOffset(ofScalar: range.start)
      let to = offsets.byteOffset(ofScalar: range.end)
      let low = Self.firstIndex(in: starts, notBelow: from)
      return low..<max(low, Self.firstIndex(in: starts, notBelow: to))
    }
    var voices: [Voice] = []
    var byToken = [Int32](repeating: -1, count: starts.count)
    var widths = [Int](repeating: Int.max, count: starts.count)
    for (index, quote) in quotes.enumerated() {
      let parts = quote.parts.map { tokens($0.span.range) }
      let width = parts.reduce(0) { $0 + $1.count }
      for part in parts {
        for token in part where width < widths[token] {
          widths[token] = width
          byToken[token] = Int32(voices.count)
        }
      }
      voices.append(
        Voice(
          quote: index, speaker: quote.speaker, mention: quote.mention,
          mentionTokens: quote.mention.map { tokens($0.span.range) }, cueLemma: quote.cue?.lemma,
          cueToken: quote.cue.map { tokens($0.span.range).lowerBound }, isDirect: quote.kind == .direct,
          parts: parts))
    }
    self.voices = voices
    self.byToken = byToken
  }

  /// Adds speakers whom the tree alone shows: the subject of a verb of saying, at the tokens of its clause
  /// that no quote covers yet.
  mutating func add(_ voice: Voice) {
    var voice = voice
    voice.quote = -1 - voices.count
    var isNew = false
    for part in voice.parts {
      for token in part where byToken[token] < 0 {
        byToken[token] = Int32(voices.count)
        isNew = true
      }
    }
    if isNew { voices.append(voice) }
  }

  func index(at token: Int) -> Int? { byToken[token] < 0 ? nil : Int(byToken[token]) }

  func voice(at token: Int) -> Voice? { index(at: token).map { voices[$0] } }

  /// The part of the speaker's words around `token`.
  func part(at token: Int) -> Range<Int>? { voice(at: token)?.parts.first { $0.contains(token) } }

  private static func firstIndex(in sorted: [Int], notBelow value: Int) -> Int {
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
