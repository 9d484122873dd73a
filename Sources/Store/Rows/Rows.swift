import NewsModel

/// What filters ask of a quote, in 16 bytes.
struct QuoteRow: Sendable, Equatable {
  var confidence: Double
  /// Number of the speaker; `noActor` when unknown.
  var speaker: Int32
  var kind: UInt8
}

/// What filters ask of a position, in 16 bytes and 4 for each actor.
struct PositionRow: Sendable, Equatable {
  var confidence: Double
  /// Where its links end, counted from the article's first link; they begin where those of the row before end.
  var linksEnd: Int32
  var act: UInt8
  var polarity: UInt8
  var mode: UInt8
}

/// An actor of a position, and as what; each actor once a position.
struct ActorLink: Sendable, Equatable {
  static let holder: UInt32 = 1
  static let speaker: UInt32 = 2
  static let target: UInt32 = 4
  static let anyRole: UInt32 = 7

  private var bits: UInt32

  init(actor: Int32, roles: UInt32) { bits = UInt32(actor) << 3 | roles }

  var actor: Int32 { Int32(bits >> 3) }
  var roles: UInt32 { bits & 7 }
}

/// The number of no actor. Numbers run from 0 to 2²⁹ - 1 and are not used twice.
let noActor: Int32 = -1

extension CaseIterable where Self: Equatable {
  /// Place among all cases: the value's form in rows and masks.
  var code: UInt8 { UInt8(Self.allCases.enumerated().first { $0.element == self }?.offset ?? 0) }
}

/// The rows of one article.
struct ArticleRows: Sendable {
  /// Numbers of all actors that occur, ascending.
  var actors: [Int32] = []
  var quotes: [QuoteRow] = []
  var positions: [PositionRow] = []
  var links: [ActorLink] = []

  init() {}

  /// `numbers` are those of `cast`'s actors, in their order.
  init(_ record: ArticleRecord, _ cast: Cast, numbers: [Int32]) {
    actors = numbers.sorted()
    quotes = record.quotes.enumerated().map { index, quote in
      let speaker = cast.speakers[index]
      return QuoteRow(
        confidence: quote.confidence, speaker: speaker.map { numbers[$0] } ?? noActor, kind: quote.kind.code)
    }
    for (position, roles) in zip(record.positions, cast.positions) {
      links += roles.map { ActorLink(actor: numbers[$0.actor], roles: $0.roles) }
      positions.append(
        PositionRow(
          confidence: position.confidence, linksEnd: Int32(links.count), act: position.act.code,
          polarity: position.polarity.code, mode: position.mode.code))
    }
  }
}
