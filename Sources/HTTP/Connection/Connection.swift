/// One connection's HTTP/1.1 state (RFC 9112), without I/O: bytes in, steps out, answers in, bytes out.
/// The caller owns descriptor and clock; times are monotonic milliseconds.
///
/// Protocol of use: `receive` whenever bytes come; then `next` until it says `.wait` or `.close`.
/// After `.request` or `.fault` call `send` with its answer before the next `next`. One request at a time is out for
/// an answer; bytes behind it stay buffered, so answers come in the order of their requests.
///
/// Memory: an idle connection holds this value and nothing on the heap. A partial head is bounded by
/// `requestLineBytesMax` and `headerBytesMax`, content by `bodyBytesMax`, each plus one `receive`. Only requests
/// pipelined behind an unanswered one are not bounded here: the caller stops reading by `bufferedBytes`.
public struct Connection: Sendable {
  public enum Step: Sendable {
    /// Answer this with `send`.
    case request(Request)
    /// Write these bytes at once (`100 Continue`), then call `next` again.
    case write([UInt8])
    /// Answer with `send`; the connection then closes, lingering.
    case fault(Fault)
    /// More bytes are needed, or the answer to the last request is.
    case wait
    /// Nothing more will be answered; close when all output is sent.
    case close
  }

  /// Payloads are boxed, so that they cost an idle connection nothing. What grows while a phase lasts stands
  /// apart, in `fieldLines` and `content`: there it has one owner and is never copied.
  enum Phase {
    /// Between requests; bytes may be buffered that `next` has not looked at.
    case idle
    indirect case head(HeadParser)
    indirect case content(IncompleteRequest)
    /// A request is out.
    case answering(Exchange)
    /// A fault is out. Input is dropped from here on.
    case faulted(Exchange)
    /// All is said; the peer is given time to read it (RFC 9112 §9.6).
    case lingering
    case closed
  }

  let rules: ConnectionRules
  var limits: Limits { rules.limits }
  var phase = Phase.idle
  var input = InputBuffer()
  /// The field lines of the request in phase `.head`.
  var fieldLines = FieldLines()
  /// The decoded content of the request in phase `.content`.
  var content: [UInt8] = []
  /// Since when this phase waits for the peer: what the deadline counts from.
  var since: Int64
  /// The peer has sent all it will.
  var hasEnded = false

  /// A connection just accepted at `now`.
  public init(rules: ConnectionRules, now: Int64) {
    self.rules = rules
    since = now
  }

  /// Appends bytes from the peer. O(bytes).
  public mutating func receive(_ bytes: UnsafeRawBufferPointer, now: Int64) {
    if bytes.isEmpty || hasEnded { return }
    switch phase {
    case .faulted, .lingering, .closed: return
    case .idle, .head: if input.isEmpty { since = now }
    case .content: since = now
    case .answering: break
    }
    input.append(bytes)
  }

  /// The peer will send no more (half-close). Whole requests it has sent are still answered; a truncated one is a
  /// 400, which RFC 9112 §8 allows and a peer that still reads can use; then the connection closes.
  public mutating func receiveEnd(now: Int64) { hasEnded = true }

  /// What to do now. Call it again after everything but `.wait` and `.close`.
  public mutating func next(now: Int64) -> Step {
    switch phase {
    case .idle: readHead(HeadParser(), now)
    case .head(let parser): readHead(parser, now)
    case .content(let incomplete): readContent(incomplete, now)
    case .answering, .faulted: .wait
    case .lingering: hasEnded ? close() : .wait
    case .closed: .close
    }
  }

  /// Frames the answer to the last request or fault and appends it to `output`. `closing`: the server is draining, so
  /// `Connection: close` is said.
  public mutating func send(
    _ response: Response, _ lines: AnswerLines, closing: Bool, into output: inout Output, now: Int64
  ) {
    let exchange: Exchange
    var lingers = false
    switch phase {
    case .answering(let answered): exchange = answered
    case .faulted(let faulted):
      exchange = faulted
      lingers = true
    default: preconditionFailure("an answer without a request")
    }
    // With nothing more to come this answer is the last, and says so (RFC 9112 §9.6).
    let persists = exchange.persists && !closing && !(hasEnded && input.isEmpty)
    response.encode(for: exchange, persists: persists, lines, into: &output)
    since = now
    if persists {
      phase = .idle
      return
    }
    // Closing on requests the peer has already sent would reset the connection before it reads this answer.
    if exchange.persists && !input.isEmpty { lingers = true }
    input.removeAll()
    phase = lingers && !hasEnded ? .lingering : .closed
  }

  /// Whether no byte of a next request has come: then requests may be answered aside, from `PreparedAnswers`.
  public var isFresh: Bool {
    if case .idle = phase { input.isEmpty && !hasEnded } else { false }
  }

  /// A request was answered aside, which the connection has not seen. `isLast`: the answer said `Connection: close`.
  public mutating func answeredAside(isLast: Bool, now: Int64) {
    precondition(isFresh, "a connection is answered aside between requests")
    since = now
    if isLast { phase = .closed }
  }

  /// What came is no HTTP at all, as the caller knows: whatever it says with `send` is the last.
  public mutating func refuse(now: Int64) {
    precondition(isFresh, "a connection is refused before its first request")
    phase = .faulted(Exchange(isHead: false, version: .http11, persists: false))
  }

  /// Bytes received and not yet consumed; the caller stops reading above a bound of its own.
  public var bufferedBytes: Int { input.count }

  /// Whether the connection is between requests with nothing buffered: it may close at once when draining.
  public var isIdle: Bool {
    switch phase {
    case .idle, .head: input.isEmpty
    default: false
    }
  }

  /// Whether the last answer is given and the connection only lingers: once all output is sent, shut down the
  /// sending side, and go on reading (which is dropped) until `next` or `timeout` says `.close`.
  public var isLingering: Bool {
    if case .lingering = phase { true } else { false }
  }
}
