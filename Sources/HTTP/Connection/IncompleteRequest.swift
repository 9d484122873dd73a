/// A request whose head is whole and whose content is arriving (RFC 9112 §8). The content itself is gathered apart from
/// it, in the connection, where nothing shares it and it grows in place.
struct IncompleteRequest {
  private enum Rest {
    case length(remaining: Int)
    case chunked(ChunkedDecoder)
  }

  let request: Request
  let exchange: Exchange
  /// When its header was whole.
  let began: Int64
  /// Whether the client holds its content back until `100 Continue` comes.
  private(set) var awaitsContinue: Bool
  private var rest: Rest

  init(_ request: Request, _ body: Framing.Body, _ exchange: Exchange, awaitsContinue: Bool, began: Int64) {
    self.began = began
    self.request = request
    self.exchange = exchange
    self.awaitsContinue = awaitsContinue
    rest =
      switch body {
      case .length(let length): .length(remaining: length)
      case .chunked: .chunked(ChunkedDecoder())
      }
  }

  /// Moves what has come of the content from `input` to `content`. `true` when the content is whole.
  mutating func read(
    _ input: inout InputBuffer, into content: inout [UInt8], _ limits: Limits
  ) throws(Fault) -> Bool {
    if !input.isEmpty { awaitsContinue = false }
    switch rest {
    case .length(let remaining):
      // Not reserved in one piece: a length is only a claim until its bytes have come.
      let part = min(remaining, input.count)
      content.append(contentsOf: input.bytes.span.extracting(input.start..<input.start + part))
      input.consume(part)
      rest = .length(remaining: remaining - part)
      return part == remaining
    case .chunked(var decoder):
      let (consumed, isWhole) = try decoder.decode(
        input.bytes.span.extracting(input.start..<input.bytes.count), into: &content, limits)
      input.consume(consumed)
      rest = .chunked(decoder)
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
