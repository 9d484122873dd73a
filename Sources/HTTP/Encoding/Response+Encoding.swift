/// Responses as bytes (RFC 9112 §4, §6).
extension Response {
  /// More than all of a head that is not in `fields` can take: status line, `Date`, `Content-Length`, `Connection`.
  private static let ownBytesMax = 256

  /// Appends status line, fields and content to `output`.
  ///
  /// The version is always 1.1, whatever the request said: it tells what we can do (RFC 9110 §6.2). Fields that are
  /// the connection's business, or could break its framing, are mistakes of ours.
  func encode(for exchange: Exchange, persists: Bool, date: [UInt8], into output: inout [UInt8]) {
    precondition(status.code >= 200, "an answer has a final status: \(status.code)")
    precondition(date.count == 29, "an IMF-fixdate has 29 bytes (RFC 9110 §5.6.7)")
    var headBytesMax = Self.ownBytesMax
    for line in fields { headBytesMax += line.name.utf8.count + line.value.utf8.count + 4 }
    // One growth for the whole head: appending part by part took a third more instructions.
    output.append(addingCapacity: headBytesMax) { head in
      head.append("HTTP/1.1 ")
      head.appendDecimal(status.code)
      head.append(" ")
      head.append(status.reason)
      head.append("\r\nDate: ")
      date.withUnsafeBufferPointer { head.append(contentsOf: $0) }
      head.append("\r\n")
      for line in fields { head.append(line) }
      // RFC 9110 §8.6: none with a 204; a 304 keeps its validators, and the length here is not what they mean.
      if !status.forbidsContent {
        head.append("Content-Length: ")
        head.appendDecimal(content.count)
        head.append("\r\n")
      }
      if !persists {
        head.append("Connection: close\r\n")
      } else if exchange.version == .http10 {
        head.append("Connection: keep-alive\r\n")
      }
      head.append("\r\n")
    }
    // RFC 9110 §9.3.2: HEAD's answer says the length of what GET would have sent, and sends nothing.
    if !exchange.isHead && !status.forbidsContent { output += content }
  }
}

extension OutputSpan where Element == UInt8 {
  /// One field line, checked.
  fileprivate mutating func append(_ line: Fields.Line) {
    let nameStart = count
    append(line.name)
    precondition(span.isToken(nameStart..<count), "a field name is a token (RFC 9110 §5.1)")
    precondition(!span.isConnectionsField(nameStart..<count), "the connection writes this field itself")
    append(": ")
    let valueStart = count
    append(line.value)
    precondition(span.firstControl(from: valueStart) == count, "a value has no controls (RFC 9110 §5.5)")
    append("\r\n")
  }

  private mutating func append(_ text: String) {
    let isDone: Void? = text.utf8.withContiguousStorageIfAvailable { append(contentsOf: $0) }
    if isDone == nil { for byte in text.utf8 { append(byte) } }
  }

  fileprivate mutating func append(_ text: StaticString) {
    // Safe: the pointer of a static string of ASCII characters lives for ever.
    append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  fileprivate mutating func append(contentsOf bytes: UnsafeBufferPointer<UInt8>) {
    // Safe: the free part is as long as `bytes`, which is checked, and is counted as initialized once it is.
    withUnsafeMutableBufferPointer { buffer, count in
      precondition(buffer.count - count >= bytes.count, "a head is no longer than was reckoned")
      _ = UnsafeMutableBufferPointer(rebasing: buffer[count...]).initialize(from: bytes)
      count += bytes.count
    }
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
