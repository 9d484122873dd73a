/// How long the peer may take (RFC 9112 §9.5). Waiting for it to read answers is the caller's to bound.
extension Connection {
  /// When `timeout` is due, if nothing happens before; `nil` while an answer is being made.
  public var deadline: Int64? {
    let time: Int64
    switch phase {
    case .idle, .head: time = input.isEmpty ? limits.keepAliveMilliseconds : limits.headerTimeMilliseconds
    case .content: time = limits.bodyIdleMilliseconds
    case .lingering: time = limits.lingerMilliseconds
    case .answering, .faulted, .closed: return nil
    }
    let (deadline, overflow) = since.addingReportingOverflow(time)
    return overflow ? .max : deadline
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
      let detail = "No content came for \(limits.bodyIdleMilliseconds) ms."
      return refuse(Fault(.requestTimeout, detail), isHead: incomplete.exchange.isHead)
    case .lingering: return close()
    case .answering, .faulted, .closed: return .wait
    }
  }
}
