#if !FUZZING
  @testable import HTTP
#endif

/// A whole connection: what is read must not depend on how the bytes come, nor what is answered on what stands ready.
enum HTTPFuzz {
  static func run(_ input: [UInt8]) throws(Finding) {
    let isEnded = input.count % 2 == 1
    for limits in [Limits(), tight] {
      let whole = try Reading(of: [input[...]], limits, isEnded: isEnded)
      let cut = try Reading(of: pieces(of: input), limits, isEnded: isEnded)
      try hold(whole == cut, "the reading depends on the cuts:\n\(whole)\n\(cut)")
      try PreparedFuzz.check(input, whole.answers, limits, isEnded: isEnded)
    }
  }

  static let tight: Limits = {
    var limits = Limits()
    limits.requestLineBytesMax = 40
    limits.headerBytesMax = 90
    limits.headerFieldsMax = 3
    limits.bodyBytesMax = 12
    limits.chunkExtensionBytesMax = 6
    limits.trailerBytesMax = 20
    return limits
  }()

  /// What came of some bytes, to be compared between two ways of cutting them.
  struct Reading: Equatable {
    enum Step: Equatable {
      case request(Method, target: String, Request.Version, Fields, [UInt8])
      case fault(Fault)
    }

    var steps: [Step] = []
    var answers: [UInt8] = []
    var isIdle = false
    var bufferedBytes = 0

    /// Reads `pieces` as a connection would, answering everything, and checks what must hold whatever they are.
    init(of pieces: [ArraySlice<UInt8>], _ limits: Limits, isEnded: Bool) throws(Finding) {
      var connection = Connection(rules: ConnectionRules(limits), now: 0)
      for piece in pieces {
        piece.withUnsafeBytes { connection.receive($0, now: 0) }
        try advance(&connection, limits)
      }
      if isEnded {
        connection.receiveEnd(now: 0)
        try advance(&connection, limits)
        guard case .close = connection.next(now: 0) else { throw Finding("an ended connection stays open") }
      }
      isIdle = connection.isIdle
      bufferedBytes = connection.bufferedBytes
    }

    private mutating func advance(_ connection: inout Connection, _ limits: Limits) throws(Finding) {
      while true {
        switch connection.next(now: 0) {
        case .request(let request):
          try Self.check(request, limits)
          steps.append(
            .request(request.method, target: request.target, request.version, request.fields, request.content)
          )
          answers += Self.bytes(of: PreparedFuzz.response(to: request), &connection)
        case .fault(let fault):
          try hold(connection.bufferedBytes == 0, "something is read behind a fault")
          try hold(fault.detail.utf8.allSatisfy { 0x20 <= $0 && $0 < 0x7F }, "raw bytes are echoed")
          steps.append(.fault(fault))
          answers += Self.bytes(of: Response(status: fault.status), &connection)
        case .write(let bytes): try hold(bytes.count == 25, "only 100 Continue is written so")
        case .wait, .close: return
        }
      }
    }

    static func bytes(of response: Response, _ connection: inout Connection) -> [UInt8] {
      var output = Output()
      PreparedFuzz.withLines { connection.send(response, $0, closing: false, into: &output, now: 0) }
      return output.bytes()
    }

    private static func check(_ request: Request, _ limits: Limits) throws(Finding) {
      try hold(request.content.count <= limits.bodyBytesMax, "content is above its limit")
      try hold(
        request.path.hasPrefix("/") || request.path == "*" && request.method == .options,
        "no path: \(request.path)")
      let lengths = request.fields.values("Content-Length")
      let codings = request.fields.values("Transfer-Encoding")
      try hold(lengths.count + codings.count <= 1, "two framings")
      if let length = lengths.first { try hold(Int(length) == request.content.count, "another length") }
      if lengths.isEmpty && codings.isEmpty { try hold(request.content.isEmpty, "content without framing") }
      if request.version == .http11 { try hold(request.fields.values("Host").count == 1, "not one Host") }
      for field in request.fields {
        try hold(!field.value.utf8.contains { $0 < 0x20 && $0 != 9 || $0 == 0x7F }, "a control in a value")
      }
    }
  }
}

/// Answers that stand ready against those that the connection gives.
enum PreparedFuzz {
  /// Says back all that an answer may depend on.
  static func response(to request: Request) -> Response {
    let fields = request.fields.filter { KnownField(name: $0.name).selectsAnswer }
      .map { "\($0.name.lowercased()): \($0.value)\n" }.joined()
    var response = Response(
      status: .ok, content: Array("\(request.method) \(request.target)\n\(fields)".utf8))
    response.validAt = 1
    return response
  }

  static func withLines(_ body: (AnswerLines) -> Void) {
    let date = Array("Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n".utf8)
    date.withUnsafeBytes { date in
      guard let base = date.baseAddress else { return }
      body(
        AnswerLines(date: base, requestID: UnsafeRawBufferPointer(start: nil, count: 0), microseconds: nil))
    }
  }

  /// Gives `input` to a loop with prepared answers three times: found or not, the answers must be `expected`.
  static func check(_ input: [UInt8], _ expected: [UInt8], _ limits: Limits, isEnded: Bool) throws(Finding) {
    guard input.first == UInt8(ascii: "G") || input.first == UInt8(ascii: "H") else { return }
    var prepared = PreparedAnswers(bytesMax: 1 << 16, seed: 1)
    let rules = ConnectionRules(limits)
    for round in 0..<3 {
      var connection = Connection(rules: rules, now: 0)
      var answers: [UInt8] = []
      var start = 0
      var isLast = false
      input.withUnsafeBytes { bytes in
        while !isLast, start < bytes.count,
          let hit = prepared.find(UnsafeRawBufferPointer(rebasing: bytes[start...]), rules, version: 1)
        {
          var output = Output()
          withLines { hit.write($0, into: &output) }
          answers += output.bytes()
          start += hit.requestBytes
          isLast = !hit.persists
          connection.answeredAside(isLast: isLast, now: 0)
        }
        if !isLast { connection.receive(UnsafeRawBufferPointer(rebasing: bytes[start...]), now: 0) }
      }
      var isDone = isLast
      while !isDone {
        switch connection.next(now: 0) {
        case .request(let request):
          let response = response(to: request)
          answers += HTTPFuzz.Reading.bytes(of: response, &connection)
          prepared.keep(response, for: request, series: 0, label: [])
        case .fault(let fault):
          answers += HTTPFuzz.Reading.bytes(of: Response(status: fault.status), &connection)
        case .write: break
        case .wait, .close:
          isDone = true
          // What comes behind the end is answered the same, but is not this test's.
          if isEnded, case .wait = connection.next(now: 0) { connection.receiveEnd(now: 0); isDone = false }
        }
      }
      prepared.freeRetired()
      try hold(answers == expected, "round \(round) is answered otherwise")
    }
  }
}
