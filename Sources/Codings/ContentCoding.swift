/// A content coding (RFC 9110 §8.4.1) that OnRecord makes or undoes.
public enum ContentCoding: String, Sendable, Hashable, CaseIterable {
  /// Brotli (RFC 7932).
  case br
  /// RFC 1952.
  case gzip
  /// The zlib format (RFC 1950), as RFC 9110 §8.4.1.2 has it. Many senders leave its wrapping out and send the bare
  /// stream of RFC 1951; that is undone too, but never made. OnRecord answers in no deflate, for the same confusion.
  case deflate
  /// No coding: the bytes as they are.
  case identity

  /// By its registered name, without regard to case. `x-gzip` is an alias (RFC 9110 §8.4.1.3). `nil` for others.
  public init?(name: some StringProtocol) {
    let name = name.lowercased()
    if name == "x-gzip" {
      self = .gzip
    } else if let coding = ContentCoding(rawValue: name) {
      self = coding
    } else {
      return nil
    }
  }

  /// As it stands in `Content-Encoding`.
  public var name: String { rawValue }
}
