/// What an importer makes of a document: the clean text and what the document says of itself.
public struct ArticleDraft: Sendable, Equatable {
  /// The id the sender gave, if any; checked against `Article.isID` where it is used.
  public var id: String?
  public var url: String?
  public var title: String?
  /// Lines end in LF. Every offset of every span counts into exactly this text.
  public var text: String
  public var source: ArticleSource?
  public var byline: String?
  /// The place alone: `TOKYO`.
  public var dateline: String?
  public var section: String?
  public var authors: [String] = []
  public var topics: [Topic] = []
  /// BCP 47; `nil` when the sender did not say.
  public var lang: String?
  public var publishedAt: Timestamp?
  public var rights: String?
  /// What the importer cut or could not use, one sentence each, for `extraction.warnings`.
  public var warnings: [String] = []

  public init(text: String) { self.text = text }
}

/// The publisher or agency.
public struct ArticleSource: Sendable, Hashable {
  /// Slug: `kyodo`.
  public var id: String
  public var name: String

  public init(id: String, name: String) {
    self.id = id
    self.name = name
  }
}

/// A subject code of a named scheme: `medtop` (IPTC Media Topics) or `local`.
public struct Topic: Sendable, Hashable {
  public var scheme: String
  public var code: String
  public var label: String

  public init(scheme: String, code: String, label: String) {
    self.scheme = scheme
    self.code = code
    self.label = label
  }
}

/// One revision of an article as the store keeps it.
public struct Article: Sendable, Equatable {
  public var id: String
  /// The document itself; `content.id` has done its work and is ignored here.
  public var content: ArticleDraft
  /// 1 for the first text stored under this id, one more for each different one after it.
  public var rev: Int
  /// The store's change number that made this revision; 0 while not stored.
  public var seq: Int
  public var createdAt: Timestamp
  public var updatedAt: Timestamp
  /// `sha256:` and 64 hexadecimal digits, of `text`.
  public var hash: String
  public var counts: ArticleCounts
  public var extraction: ExtractionNote

  public init(
    id: String, content: ArticleDraft, rev: Int, seq: Int, createdAt: Timestamp, updatedAt: Timestamp,
    hash: String, counts: ArticleCounts, extraction: ExtractionNote
  ) {
    self.id = id
    self.content = content
    self.rev = rev
    self.seq = seq
    self.createdAt = createdAt
    self.updatedAt = updatedAt
    self.hash = hash
    self.counts = counts
    self.extraction = extraction
  }

  /// `[A-Za-z0-9][A-Za-z0-9._~-]{0,127}`: ids that need no escaping in a path.
  public static func isID(_ text: String) -> Bool {
    let bytes = text.utf8
    guard let first = bytes.first, bytes.count <= 128, isAlphanumeric(first) else { return false }
    return bytes.allSatisfy { isAlphanumeric($0) || "._~-".utf8.contains($0) }
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: false
    }
  }
}

/// How much an article holds.
public struct ArticleCounts: Sendable, Hashable {
  public var words = 0
  public var paragraphs = 0
  public var quotes = 0
  public var positions = 0
  public var actors = 0

  public init() {}
}

/// Which extractor made the spans, how long it took, and what it could not do.
public struct ExtractionNote: Sendable, Hashable {
  public var version: String
  public var tookMilliseconds: Double
  public var warnings: [String]

  public init(version: String, tookMilliseconds: Double, warnings: [String]) {
    self.version = version
    self.tookMilliseconds = tookMilliseconds
    self.warnings = warnings
  }
}
