import NewsModel

/// What the sender says of a document beside its bytes, from the query of a `text/plain` request.
public struct DocumentMetadata: Sendable, Equatable {
  public var title: String?
  public var url: String?
  /// An agency's or publisher's id or name: `kyodo`.
  public var source: String?
  public var byline: String?
  public var section: String?
  public var lang: String?
  public var publishedAt: Timestamp?

  public init() {}
}

/// The bounds of an import.
public enum ImportLimits {
  /// UTF-8 bytes of an article's text; more is `ImportError.textTooLarge`.
  public static let textBytesMax = 1024 * 1024
  /// UTF-8 bytes of a title, name, URL or other single value; more is a fault of that member.
  public static let valueBytesMax = 4096
  /// Authors or topics of one article; more is a fault of that member.
  public static let listCountMax = 100
  /// Warnings kept of one import; the last one then says how many more there were.
  public static let warningsMax = 50
}

/// Why a document is refused.
public enum ImportError: Error, Sendable, Equatable {
  /// The media type is none of `Importer.mediaTypes`, or its charset none of `Charset`'s labels.
  case unsupportedMediaType(String)
  /// The bytes are not of the charset; a sentence that names the byte offset.
  case undecodable(String)
  case malformedJSON(JSONFault)
  /// Members that are missing or of the wrong kind: all of them, not only the first.
  case invalid([MemberFault])
  /// Nothing is left to read.
  case noText
  /// Bytes of UTF-8 found.
  case textTooLarge(Int)

  public struct JSONFault: Sendable, Equatable {
    public var detail: String
    public var line: Int
    public var column: Int

    public init(detail: String, line: Int, column: Int) {
      self.detail = detail
      self.line = line
      self.column = column
    }
  }

  public struct MemberFault: Sendable, Equatable {
    /// RFC 6901: `/published_at`
    public var pointer: String
    /// `not an RFC 3339 time`
    public var detail: String

    public init(pointer: String, detail: String) {
      self.pointer = pointer
      self.detail = detail
    }
  }
}

/// Documents in, drafts out: the one door through which articles come.
public enum Importer {
  /// What `Accept-Post` lists.
  public static let mediaTypes = ["application/json", "text/plain"]

  /// Reads one document. `mediaType` is lower case without parameters, `charset` the parameter's value if given;
  /// `metadata` counts for `text/plain` only. Linear in the content. Pure; safe from any thread.
  public static func article(
    content: [UInt8], mediaType: String, charset: String? = nil, metadata: DocumentMetadata = .init()
  ) throws(ImportError) -> ArticleDraft {
    var draft: ArticleDraft
    switch mediaType {
    case "text/plain":
      let text = try Charset.decode(content, label: charset)
      draft = try PlainText.article(text, metadata: metadata)
    case "application/json":
      draft = try JSONArticle.article(content)
    default:
      throw .unsupportedMediaType(mediaType)
    }
    if draft.lang == nil { draft.lang = LanguageGuess.language(of: draft.text) }
    return draft
  }
}
