/// From bytes to requests.
extension Connection {
  /// Reads on in a head, or begins one.
  mutating func readHead(_ partial: HeadParser, _ now: Int64) -> Step {
    var parser = partial
    do throws(Fault) {
      // A second reference to the array, no copy: nothing is appended while it lives.
      let received = input.bytes
      input.consume(try parser.skipEmptyLines(received.span.extracting(input.start..<received.count)))
      if input.isEmpty { return waitForRequest(parser) }
      let bytes = received.span.extracting(input.start..<received.count)
      guard let end = try parser.parse(bytes, into: &fieldLines, limits) else { return waitForHead(parser) }
      let body = try parser.body(bodyBytesMax: limits.bodyBytesMax, isSecured: rules.isSecured)
      let request = parser.request(bytes, fieldLines)
      return begin(request, body, parser.framing, headBytes: end, now)
    } catch {
      return refuse(error, isHead: parser.isHead)
    }
  }

  /// Reads on in a request's content.
  mutating func readContent(_ partial: IncompleteRequest, _ now: Int64) -> Step {
    var incomplete = partial
    do throws(Fault) {
      if try incomplete.read(&input, into: &content, limits) {
        phase = .answering(incomplete.exchange)
        var request = incomplete.request
        swap(&request.content, &content)
        return .request(request)
      }
    } catch {
      return refuse(error, isHead: incomplete.exchange.isHead)
    }
    if hasEnded {
      let fault = Fault(.badRequest, "The connection ended before the content was whole.")
      return refuse(fault, isHead: incomplete.exchange.isHead)
    }
    let isAwaited = incomplete.awaitsContinue
    incomplete.toldToContinue()
    phase = .content(incomplete)
    // RFC 9110 §10.1.1: told at once, unless content has come without the telling.
    return isAwaited ? .write(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)) : .wait
  }

  /// The head is whole: content follows, if only none.
  private mutating func begin(
    _ request: Request, _ body: Framing.Body, _ framing: Framing, headBytes: Int, _ now: Int64
  ) -> Step {
    input.consume(headBytes)
    fieldLines = FieldLines()
    let exchange = Exchange(
      isHead: request.method == .head, version: request.version, persists: framing.persists(request.version))
    if body == .length(0) {
      phase = .answering(exchange)
      return .request(request)
    }
    since = now
    let awaitsContinue = framing.expectsContinue(request.version)
    let incomplete = IncompleteRequest(request, body, exchange, awaitsContinue: awaitsContinue, began: now)
    return readContent(incomplete, now)
  }

  /// No byte of a request has come; empty lines alone are none, and leave the connection idle but counted.
  private mutating func waitForRequest(_ parser: HeadParser) -> Step {
    if hasEnded { return close() }
    if parser.hasSkipped { phase = .head(parser) }
    return .wait
  }

  private mutating func waitForHead(_ parser: HeadParser) -> Step {
    if hasEnded {
      let fault = Fault(.badRequest, "The connection ended before the request's header was whole.")
      return refuse(fault, isHead: parser.isHead)
    }
    phase = .head(parser)
    return .wait
  }

  /// Gives a fault out. What stands behind its bytes cannot be told, so all input is dropped.
  mutating func refuse(_ fault: Fault, isHead: Bool) -> Step {
    forget()
    phase = .faulted(Exchange(isHead: isHead, version: .http11, persists: false))
    return .fault(fault)
  }

  mutating func close() -> Step {
    forget()
    phase = .closed
    return .close
  }

  private mutating func forget() {
    input.removeAll()
    fieldLines = FieldLines()
    content = []
  }
}
