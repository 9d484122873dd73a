/// One connection's HTTP/1.1 state (RFC 9112), without I/O: bytes in, steps out, answers in, bytes out.
/// The caller owns descriptor and clock; times are monotonic milliseconds.
///
/// Protocol of use: `receive` whenever bytes come; then `next` until it says `.wait`, `.answering` or `.close`.
/// After `.request` or `.fault` call `send` with its answer before the next `next`.
public struct Connection: Sendable {
  public enum Step: Sendable {
    /// Answer this with `send`.
    case request(Request)
    /// Write these bytes at once (`100 Continue`), then call `next` again.
    case write([UInt8])
    /// Answer with `send`; the connection then closes, lingering.
    case fault(Fault)
    /// More bytes are needed.
    case wait
    /// Nothing more will be answered; close when all output is sent.
    case close
  }

  public init(limits: Limits, now: Int64) {
    self.limits = limits
  }

  let limits: Limits

  /// Appends bytes from the peer.
  public mutating func receive(_ bytes: UnsafeRawBufferPointer, now: Int64) {}

  /// The peer will send no more (half-close).
  public mutating func receiveEnd(now: Int64) {}

  public mutating func next(now: Int64) -> Step { .wait }

  /// Frames the answer to the last request or fault and appends it to `output`. `date`: the 29 bytes of an
  /// IMF-fixdate. `closing`: the server is draining, so `Connection: close` is said.
  public mutating func send(
    _ response: Response, date: [UInt8], closing: Bool, into output: inout [UInt8], now: Int64
  ) {}

  /// Bytes received and not yet consumed; the caller stops reading above a bound of its own.
  public var bufferedBytes: Int { 0 }

  /// When `timeout` is due, if nothing happens before; `nil` while an answer is being made.
  public var deadline: Int64? { nil }

  /// The deadline passed: `.fault` (408), `.close`, or `.wait` when there is nothing to do yet.
  public mutating func timeout(now: Int64) -> Step { .wait }

  /// Whether the connection is between requests with nothing buffered: it may close at once when draining.
  public var isIdle: Bool { true }
}
