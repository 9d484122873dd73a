import HTTP
public import Telemetry

/// What the binary tells the API about itself and the server around it.
public struct Settings: Sendable {
  /// Of the program: `0.1.0`.
  public var version: String
  /// Of the extractor; it stands in every article it read.
  public var extractorVersion: String
  /// Where records are kept: `memory`.
  public var storeKind = "memory"
  /// The limits the connections work by, for `/v1/status`.
  public var limits = Limits()
  /// Bytes of representations that are kept ready; see `APILimits.representationBytesMax`.
  public var representationBytesMax = APILimits.representationBytesMax
  /// Bytes of decoded content for one byte of coded content received; more is a 413.
  public var decompressionRatioMax = APILimits.decompressionRatioMax
  /// Tells one life of the store from another: change numbers begin again with an empty store, and tags of lists
  /// must not.
  public var storeIdentity = UInt64.random(in: .min ... .max)

  /// Writes the metrics of everything around the API. From any thread.
  public var metrics: @Sendable (inout MetricsWriter) -> Void = { _ in }

  public init(version: String, extractorVersion: String) {
    self.version = version
    self.extractorVersion = extractorVersion
  }
}

/// The bounds of the API itself. Each says what happens beyond it.
public enum APILimits {
  /// Rows of a page when nobody says how many.
  public static let pageRowsDefault = 20
  /// Rows of a page; a higher `limit` is a 400.
  public static let pageRowsMax = 500
  /// Rows that a list may have and still be answered on the connection's own thread.
  static let readyRowsMax = 20
  /// UTF-8 bytes of an article's text that may be written or walked on the connection's own thread.
  static let readyTextBytesMax = 16 * 1024
  /// Bytes of representations kept ready, with their codings; beyond, those go that nobody has asked for the longest.
  public static let representationBytesMax = 64 * 1024 * 1024
  /// Bytes from which an answer is coded; below, the field that says so and the header of the coding eat up the gain.
  public static let codedBytesMin = 1024
  /// Codings that the content of a request may have, one over the other; more is a 415.
  public static let contentCodingsMax = 2
  /// Bytes of decoded content for one byte received; more is a 413. JSON and prose reach some 10.
  public static let decompressionRatioMax = 100
  /// Bytes of decoded content that are never refused for their ratio, so that small content may repeat itself.
  public static let decompressionFloorBytes = 64 * 1024
  /// UTF-8 bytes of a text that `POST /v1/analyze` takes; more is a 413. Its answer is some thirty times as long as the text.
  public static let analyzedTextBytesMax = 256 * 1024
  /// Seconds that `Retry-After` asks to wait.
  static let retrySeconds = 1
}
