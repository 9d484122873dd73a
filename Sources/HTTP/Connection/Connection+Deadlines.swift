/// How long the peer may take (RFC 9112 §9.5). Waiting for it to read answers is the caller's to bound.
extension Connection {
  /// When `timeout` is due, if nothing happens before; `nil` while an answer is being made.
  public var deadline: Int64? {
    let time: Int64
    switch phase {
    case .idle, .head: time = input.isEmpty ? limits.keepAliveMilliseconds : limits.headerTimeMilliseconds
    case .content(let incomplete):
      let idle = Self.sum(since, limits.bodyIdleMilliseconds)
      return min(idle, Self.sum(incomplete.began, limits.bodyTimeMilliseconds))
    case .lingering: time = limits.lingerMilliseconds
    case .answering, .faulted, .closed: return nil
    }
    return Self.sum(since, time)
  }

  private static func sum(_ time: Int64, _ duration: Int64) -> Int64 {
    let (sum, overflow) = time.addingReportingOverflow(duration)
    return overflow ? .max : sum
  }

  /// The deadline passed: `.fault` (408), `.close`, or `.wait` when there is nothing to do yet.
  public mutating func timeout(now: Int64) -> Step {
    guard let deadline, now >= deadline else { return .wait }
    switch phase {
    case .idle, .head:
      if input.isEmpty { return close() }
      var isHead = false
      if case .head(let parser) = phase { isHead = parser.isHead }
      let detail = "The header was not whole \(limits.headerTimeMilliseconds) ms after its first byte."
      return refuse(Fault(.requestTimeout, detail), isHead: isHead)
    case .content(let incomplete):
      let detail =
        now >= Self.sum(since, limits.bodyIdleMilliseconds)
        ? "No content came for \(limits.bodyIdleMilliseconds) ms."
        : "The content was not whole \(limits.bodyTimeMilliseconds) ms after the header."
      return refuse(Fault(.requestTimeout, detail), isHead: incomplete.exchange.isHead)
    case .lingering: return close()
    case .answering, .faulted, .closed: return .wait
    }
  }
}
