// Compiled into one module with Sources/HTTP by `scripts/fuzz http`; it is no target of the package.

/// What came of some bytes, to be compared between two ways of cutting them.
private struct Reading: Equatable {
  enum Step: Equatable {
    case request(Method, target: String, Request.Version, Fields, [UInt8])
    case fault(Fault)
  }

  var steps: [Step] = []
  var isIdle = false
  var bufferedBytes = 0
}

extension Connection {
  /// Answers without a server's ids and times.
  fileprivate mutating func answer(_ response: Response, into output: inout Output) {
    withUnsafeTemporaryAllocation(byteCount: AnswerLines.dateBytes, alignment: 1) { date in
      date.initializeMemory(as: UInt8.self, repeating: UInt8(ascii: "d"))
      guard let start = date.baseAddress else { return }
      let lines = AnswerLines(
        date: start, requestID: UnsafeRawBufferPointer(start: nil, count: 0), microseconds: nil)
      send(response, lines, closing: false, into: &output, now: 0)
    }
    output.removeAll()
  }
}

/// Reads `pieces` as a connection would, answering everything, and checks what must hold whatever they are.
private func read(_ pieces: [UnsafeRawBufferPointer], _ limits: Limits, isEnded: Bool) -> Reading {
  var connection = Connection(rules: ConnectionRules(limits), now: 0)
  var reading = Reading()
  var output = Output()
  func advance() {
    while true {
      switch connection.next(now: 0) {
      case .request(let request):
        check(request, limits)
        reading.steps.append(
          .request(request.method, target: request.target, request.version, request.fields, request.content))
        connection.answer(Response(status: .ok), into: &output)
      case .fault(let fault):
        precondition(connection.bufferedBytes == 0, "nothing is read behind a fault")
        precondition(fault.detail.utf8.allSatisfy { 0x20 <= $0 && $0 < 0x7F }, "no raw bytes are echoed")
        reading.steps.append(.fault(fault))
        connection.answer(Response(status: fault.status), into: &output)
      case .write(let bytes): precondition(bytes.count == 25, "only 100 Continue is written so")
      case .wait, .close: return
      }
    }
  }
  for piece in pieces {
    connection.receive(piece, now: 0)
    advance()
  }
  if isEnded {
    connection.receiveEnd(now: 0)
    advance()
    if case .close = connection.next(now: 0) {} else { preconditionFailure("an ended connection closes") }
  }
  reading.isIdle = connection.isIdle
  reading.bufferedBytes = connection.bufferedBytes
  return reading
}

private func check(_ request: Request, _ limits: Limits) {
  precondition(request.content.count <= limits.bodyBytesMax)
  precondition(request.path.hasPrefix("/") || request.path == "*" && request.method == .options)
  let lengths = request.fields.values("Content-Length")
  let codings = request.fields.values("Transfer-Encoding")
  precondition(lengths.count + codings.count <= 1, "one framing")
  if let length = lengths.first { precondition(Int(length) == request.content.count) }
  if lengths.isEmpty && codings.isEmpty { precondition(request.content.isEmpty) }
  for field in request.fields {
    precondition(!field.value.utf8.contains { $0 == 0x0D || $0 == 0x0A || $0 == 0 }, "a value is one line")
  }
}

private let tight: Limits = {
  var limits = Limits()
  limits.requestLineBytesMax = 40
  limits.headerBytesMax = 90
  limits.headerFieldsMax = 3
  limits.bodyBytesMax = 12
  limits.chunkExtensionBytesMax = 6
  limits.trailerBytesMax = 20
  return limits
}()

/// Whole, and in pieces whose lengths follow from the bytes: both must be read alike.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzHTTP(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = UnsafeRawBufferPointer(start: start, count: count)
  var state = bytes.reduce(UInt32(count)) { $0 &* 31 &+ UInt32($1) }
  var pieces: [UnsafeRawBufferPointer] = []
  var index = 0
  while index < count {
    state = state &* 1_664_525 &+ 1_013_904_223
    let end = min(count, index + 1 + Int(state >> 28))
    pieces.append(UnsafeRawBufferPointer(rebasing: bytes[index..<end]))
    index = end
  }
  for limits in [Limits(), tight] {
    let isEnded = state & 0x100 != 0
    let whole = read([bytes], limits, isEnded: isEnded)
    let cut = read(pieces, limits, isEnded: isEnded)
    precondition(whole == cut, "the reading depends on the cuts:\n\(whole)\n\(cut)")
  }
  return 0
}
