import HTTP

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
  /// Tells one life of the store from another: change numbers begin again with an empty store, and tags of lists
  /// must not.
  public var storeIdentity = UInt64.random(in: .min ... .max)

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
  /// Seconds that `Retry-After` asks to wait.
  static let retrySeconds = 1
}
