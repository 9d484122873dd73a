/// Responses as bytes (RFC 9112 §4, §6).
extension Response {
  /// Appends status line, fields and content to `output`.
  ///
  /// The version is always 1.1, whatever the request said: it tells what we can do (RFC 9110 §6.2). Fields that are
  /// the connection's business, or could break its framing, are mistakes of ours.
  func encode(for exchange: Exchange, persists: Bool, _ lines: AnswerLines, into output: inout Output) {
    let bytesMax = fixedHeadBytesMax + lines.bytesMax
    output.append(upTo: bytesMax) { start in
      var head = TextWriter(start)
      writeStatusLine(to: &head)
      head.write(lines, timing, ConnectionOption(persists: persists, version: exchange.version))
      writeFixedHead(to: &head)
      precondition(head.count <= bytesMax, "a head is no longer than was reckoned")
      return head.count
    }
    if sendsContent(isHead: exchange.isHead) { output.append(content) }
  }

  /// RFC 9110 §9.3.2: HEAD's answer says the length of what GET would have sent, and sends nothing.
  public func sendsContent(isHead: Bool) -> Bool { !isHead && !status.forbidsContent }

  /// At least the bytes of status line and fixed head.
  var fixedHeadBytesMax: Int {
    fields.reduce(AnswerLines.ownBytesMax) { $0 + $1.name.utf8.count + $1.value.utf8.count + 4 }
  }

  func writeStatusLine(to head: inout TextWriter) {
    precondition(status.code >= 200, "an answer has a final status: \(status.code)")
    head.write(literal: "HTTP/1.1 ")
    head.write(decimal: status.code)
    head.write(literal: " ")
    head.write(literal: status.reason)
    head.write(literal: "\r\n")
  }

  /// The fields, their end included, that are the same however often this is sent.
  func writeFixedHead(to head: inout TextWriter) {
    for line in fields {
      line.check()
      head.write(line.name)
      head.write(literal: ": ")
      head.write(line.value)
      head.write(literal: "\r\n")
    }
    // RFC 9110 §8.6: none with a 204; a 304 keeps its validators, and the length here is not what they mean.
    if !status.forbidsContent {
      head.write(literal: "Content-Length: ")
      head.write(decimal: content.count)
      head.write(literal: "\r\n")
    }
    head.write(literal: "\r\n")
  }
}

extension Fields.Line {
  /// Traps when the line would break the message.
  fileprivate func check() {
    let name = Array(name.utf8)
    precondition(name.span.isToken(0..<name.count), "a field name is a token (RFC 9110 §5.1)")
    precondition(!Self.isConnections(name.span), "the connection writes this field itself")
    let value = Array(value.utf8)
    precondition(value.span.firstControl(from: 0) == value.count, "a value has no controls (RFC 9110 §5.5)")
  }

  private static func isConnections(_ name: Span<UInt8>) -> Bool {
    let whole = 0..<name.count
    switch name.count {
    case 4: return name.equals("date", in: whole)
    case 10: return name.equals("connection", in: whole) || name.equals("request-id", in: whole)
    case 13: return name.equals("server-timing", in: whole)
    case 14: return name.equals("content-length", in: whole)
    case 17: return name.equals("transfer-encoding", in: whole)
    default: return false
    }
  }
}
