import HTTP

/// A connection alone, without a server's ids, times and buffers.
extension Connection {
  init(limits: Limits, now: Int64) { self.init(rules: ConnectionRules(limits), now: now) }

  /// Appends the answer with its date and nothing else that a server adds.
  mutating func send(
    _ response: Response, date: [UInt8], closing: Bool, into output: inout [UInt8], now: Int64
  ) {
    var buffer = Output()
    (Array("Date: ".utf8) + date + Array("\r\n".utf8)).withUnsafeBytes { date in
      let lines = AnswerLines(
        date: date.baseAddress!, requestID: UnsafeRawBufferPointer(start: nil, count: 0), microseconds: nil)
      send(response, lines, closing: closing, into: &buffer, now: now)
    }
    output += buffer.bytes()
  }
}
