/// One whole request: a message whose framing has been checked and whose content has arrived.
///
/// Owns its bytes, so it may cross threads and outlive its connection's buffers.
public struct Request: Sendable {
  /// `minor` of `HTTP/1.minor`; anything above 1 is answered as 1.1 (RFC 9110 §2.5).
  public enum Version: Sendable { case http10, http11 }

  public var method: Method
  /// The absolute path as sent, still percent-encoded, without the query: `/v1/quotes`. `*` for `OPTIONS *`.
  public var path: String
  /// What follows the first `?`, still percent-encoded; `nil` when there is no `?`.
  public var query: String?
  public var version: Version
  public var fields: Fields
  /// Decoded of its transfer coding; empty when there was none.
  public var content: [UInt8]
  /// Given by the server: what `Request-Id` will say (`RequestIDs`).
  public var id = ""

  public init(
    method: Method, path: String, query: String? = nil, version: Version = .http11, fields: Fields = Fields(),
    content: [UInt8] = []
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.version = version
    self.fields = fields
    self.content = content
  }

  /// The target in origin form (RFC 9112 §3.2.1): path and query.
  public var target: String { query.map { "\(path)?\($0)" } ?? path }
}
