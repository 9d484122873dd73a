/// The bounds of one connection. Each constant says what happens when it is reached.
public struct Limits: Sendable, Equatable {
  /// Bytes of the request line without its CRLF; more is a 414.
  public var requestLineBytesMax = 8 * 1024
  /// Bytes of all field lines together; more is a 431.
  public var headerBytesMax = 32 * 1024
  /// Field lines; more is a 431.
  public var headerFieldsMax = 100
  /// Bytes of content after transfer decoding; more is a 413.
  public var bodyBytesMax = 4 * 1024 * 1024
  /// Bytes of one chunk's extensions, and of all trailer lines together; more is a 431.
  public var chunkExtensionBytesMax = 1024
  public var trailerBytesMax = 8 * 1024
  /// Milliseconds from a request's first byte to the end of its header; later is a 408.
  public var headerTimeMilliseconds: Int64 = 10_000
  /// Milliseconds without a byte of content while content is due; longer is a 408.
  public var bodyIdleMilliseconds: Int64 = 30_000
  /// Milliseconds from the end of a header to the end of its content; later is a 408. What comes slower than four
  /// mebibytes in this time is not worth the memory it holds.
  public var bodyTimeMilliseconds: Int64 = 300_000
  /// Milliseconds an idle connection is kept between requests; then it closes without an answer.
  public var keepAliveMilliseconds: Int64 = 75_000
  /// Milliseconds without progress while an answer waits to be read by the peer; then the connection is reset.
  public var writeIdleMilliseconds: Int64 = 30_000
  /// Milliseconds a faulted connection lingers, reading and dropping, so that the client can read its answer.
  public var lingerMilliseconds: Int64 = 2_000
  /// Bytes of answers not yet sent at which further pipelined requests wait.
  public var outputBytesMax = 256 * 1024

  public init() {}
}

/// What many connections share, so that each holds but a reference.
public final class ConnectionRules: Sendable {
  public let limits: Limits
  /// Whether the connections are secured by TLS: only there `https` may be asked for (RFC 9110 §7.4).
  public let isSecured: Bool

  /// Limits on lines must lie below 2³⁰ bytes.
  public init(_ limits: Limits, isSecured: Bool = false) {
    let lineBytesMax = max(
      max(limits.requestLineBytesMax, limits.headerBytesMax),
      max(limits.trailerBytesMax, limits.chunkExtensionBytesMax))
    precondition(lineBytesMax < 1 << 30, "a limit on lines is below 2^30 bytes")
    self.limits = limits
    self.isSecured = isSecured
  }
}
