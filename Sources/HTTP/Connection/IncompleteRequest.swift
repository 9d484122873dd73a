/// A request whose head is whole and whose content is arriving (RFC 9112 §8).
struct IncompleteRequest {
  private enum Content {
    case length(remaining: Int)
    case chunked(ChunkedDecoder)
  }

  private(set) var request: Request
  let exchange: Exchange
  /// Whether the client holds its content back until `100 Continue` comes.
  private(set) var awaitsContinue: Bool
  private var content: Content

  init(_ request: Request, _ body: Framing.Body, _ exchange: Exchange, awaitsContinue: Bool) {
    self.request = request
    self.exchange = exchange
    self.awaitsContinue = awaitsContinue
    content =
      switch body {
      case .length(let length): .length(remaining: length)
      case .chunked: .chunked(ChunkedDecoder())
      }
  }

  /// Moves what has come of the content from `input` into the request. `true` when the content is whole.
  mutating func read(_ input: inout InputBuffer, _ limits: Limits) throws(Fault) -> Bool {
    if !input.isEmpty { awaitsContinue = false }
    switch content {
    case .length(let remaining):
      // Not reserved in one piece: a length is only a claim until its bytes have come.
      let part = min(remaining, input.count)
      request.content += input.bytes[input.start..<input.start + part]
      input.consume(part)
      content = .length(remaining: remaining - part)
      return part == remaining
    case .chunked(var decoder):
      let (consumed, isWhole) = try decoder.decode(
        input.bytes.span.extracting(input.start..<input.bytes.count), into: &request.content, limits)
      input.consume(consumed)
      content = .chunked(decoder)
      return isWhole
    }
  }

  /// The client is told to go on, once.
  mutating func toldToContinue() { awaitsContinue = false }
}

/// What the answer to a request or fault must heed of it.
struct Exchange {
  /// The request was a HEAD: its answer has no content.
  var isHead: Bool
  var version: Request.Version
  /// Whether the client leaves the connection open behind the answer.
  var persists: Bool
}
