/// Responses as bytes (RFC 9112 §4, §6).
extension Response {
  /// Appends status line, fields and content to `output`.
  ///
  /// The version is always 1.1, whatever the request said: it tells what we can do (RFC 9110 §6.2). Fields that are
  /// the connection's business, or could break its framing, are mistakes of ours.
  func encode(for exchange: Exchange, persists: Bool, date: [UInt8], into output: inout [UInt8]) {
    precondition(status.code >= 200, "an answer has a final status: \(status.code)")
    precondition(date.count == 29, "an IMF-fixdate has 29 bytes (RFC 9110 §5.6.7)")
    output += "HTTP/1.1 ".utf8
    output.appendDecimal(status.code)
    output.append(ASCII.space)
    output.append(status.reason)
    output += "\r\nDate: ".utf8
    output += date
    output += "\r\n".utf8
    for line in fields { output.append(line) }
    // RFC 9110 §8.6: none with a 204; a 304 keeps its validators, and a length there would be that of another answer.
    if !status.forbidsContent {
      output += "Content-Length: ".utf8
      output.appendDecimal(content.count)
      output += "\r\n".utf8
    }
    if !persists {
      output += "Connection: close\r\n".utf8
    } else if exchange.version == .http10 {
      output += "Connection: keep-alive\r\n".utf8
    }
    output += "\r\n".utf8
    // RFC 9110 §9.3.2: HEAD's answer says the length of what GET would have sent, and sends nothing.
    if !exchange.isHead && !status.forbidsContent { output += content }
  }
}

extension [UInt8] {
  /// One field line, checked.
  fileprivate mutating func append(_ line: Fields.Line) {
    let nameStart = count
    self += line.name.utf8
    precondition(span.isToken(nameStart..<count), "a field name is a token (RFC 9110 §5.1)")
    precondition(!span.isConnectionsField(nameStart..<count), "the connection writes this field itself")
    append(ASCII.colon)
    append(ASCII.space)
    let valueStart = count
    self += line.value.utf8
    precondition(span.firstControl(from: valueStart) == count, "a field value has no controls (RFC 9110 §5.5)")
    append(ASCII.carriageReturn)
    append(ASCII.lineFeed)
  }

  fileprivate mutating func append(_ text: StaticString) {
    // Safe: the pointer of a static string of ASCII characters lives for ever.
    append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// `number` in decimal digits, written from the last to the first. `number` must not be negative.
  fileprivate mutating func appendDecimal(_ number: Int) {
    precondition(number >= 0)
    let start = count
    var rest = number
    repeat {
      append(0x30 &+ UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    self[start...].reverse()
  }
}

extension Span where Element == UInt8 {
  fileprivate func isConnectionsField(_ name: Range<Int>) -> Bool {
    switch name.count {
    case 4: equals("date", in: name)
    case 10: equals("connection", in: name)
    case 14: equals("content-length", in: name)
    case 17: equals("transfer-encoding", in: name)
    default: false
    }
  }
}
