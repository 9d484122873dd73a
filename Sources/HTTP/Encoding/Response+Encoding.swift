/// Responses as bytes (RFC 9112 §4, §6).
extension Response {
  /// Appends status line, fields and content to `output`.
  ///
  /// The version is always 1.1, whatever the request said: it tells what we can do (RFC 9110 §6.2). Fields that are
  /// the connection's business, or could break its framing, are mistakes of ours.
  func encode(for exchange: Exchange, persists: Bool, date: [UInt8], into output: inout [UInt8]) {
    precondition(status.code >= 200, "an answer has a final status: \(status.code)")
    precondition(date.count == 29, "an IMF-fixdate has 29 bytes (RFC 9110 §5.6.7)")
    output.append("HTTP/1.1 ")
    output.appendDecimal(status.code)
    output.append(ASCII.space)
    output.append(status.reason)
    output.append("\r\nDate: ")
    output += date
    output.append("\r\n")
    for line in fields { output.append(line) }
    // RFC 9110 §8.6: none with a 204; a 304 keeps its validators, and a length there would be that of another answer.
    if !status.forbidsContent {
      output.append("Content-Length: ")
      output.appendDecimal(content.count)
      output.append("\r\n")
    }
    if !persists {
      output.append("Connection: close\r\n\r\n")
    } else if exchange.version == .http10 {
      output.append("Connection: keep-alive\r\n\r\n")
    } else {
      output.append("\r\n")
    }
    // RFC 9110 §9.3.2: HEAD's answer says the length of what GET would have sent, and sends nothing.
    if !exchange.isHead && !status.forbidsContent { output += content }
  }
}

extension [UInt8] {
  /// One field line, checked.
  fileprivate mutating func append(_ line: Fields.Line) {
    let nameStart = count
    append(contentsOf: line.name)
    precondition(span.isToken(nameStart..<count), "a field name is a token (RFC 9110 §5.1)")
    precondition(!span.isConnectionsField(nameStart..<count), "the connection writes this field itself")
    append(": ")
    let valueStart = count
    append(contentsOf: line.value)
    precondition(
      span.firstControl(from: valueStart) == count, "a field value has no controls (RFC 9110 §5.5)")
    append("\r\n")
  }

  /// The text's UTF-8; a third of the time of `+= text.utf8`, which goes through an iterator.
  private mutating func append(contentsOf text: String) {
    let isDone: Void? = text.utf8.withContiguousStorageIfAvailable { append(contentsOf: $0) }
    if isDone == nil { self += text.utf8 }
  }

  fileprivate mutating func append(_ text: StaticString) {
    // Safe: the pointer of a static string of ASCII characters lives for ever.
    append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// `number`, which must not be negative, in decimal digits.
  fileprivate mutating func appendDecimal(_ number: Int) {
    precondition(number >= 0)
    var unit = 1
    while number / unit >= 10 { unit *= 10 }
    while unit > 0 {
      append(0x30 + UInt8(truncatingIfNeeded: number / unit % 10))
      unit /= 10
    }
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
