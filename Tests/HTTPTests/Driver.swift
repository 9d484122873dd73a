import HTTP
import TestSupport
import Testing

/// Plays the server around a `Connection`: feeds bytes, answers every request, and writes down what happens in the
/// words of the fixtures.
struct Driver {
  static let date = Array("Sun, 06 Nov 1994 08:49:37 GMT".utf8)

  var connection: Connection
  var now: Int64 = 0
  var events: [String] = []
  /// Bytes received so far.
  var received = 0
  /// Of each request and fault among the events: the bytes it was known by. A request's are its own and all before it;
  /// a fault's are all received, as nothing behind it counts.
  var offsets: [Int] = []
  var requests: [Request] = []
  var fault: Fault?
  var output: [UInt8] = []
  /// How many requests were told `100 Continue`.
  var continues = 0
  var answer = Response(status: .ok, content: Array("ok".utf8))

  init(limits: Limits = Limits()) { connection = Connection(limits: limits, now: 0) }

  var outputText: String { String(decoding: output, as: UTF8.self) }

  mutating func receive(_ text: String) { receive(Array(text.utf8)) }

  /// Feeds a piece and takes every step it leads to.
  mutating func receive(_ bytes: some Collection<UInt8>) {
    Array(bytes).withUnsafeBytes { connection.receive($0, now: now) }
    received += bytes.count
    advance()
  }

  mutating func end() {
    connection.receiveEnd(now: now)
    advance()
  }

  mutating func advance() {
    while true {
      switch connection.next(now: now) {
      case .request(let request):
        requests.append(request)
        offsets.append(received - connection.bufferedBytes)
        events += Self.lines(of: request)
        send()
      case .write(let bytes):
        #expect(bytes == Array("HTTP/1.1 100 Continue\r\n\r\n".utf8))
        continues += 1
      case .fault(let fault): take(fault)
      case .wait, .close: return
      }
    }
  }

  mutating func take(_ fault: Fault) {
    #expect(self.fault == nil, "a second fault: \(fault)")
    self.fault = fault
    offsets.append(received)
    events.append("fault \(fault.status.code) \(fault.detail)")
    send()
  }

  mutating func send(closing: Bool = false) {
    connection.send(answer, date: Self.date, closing: closing, into: &output, now: now)
  }

  /// The events with, unless they end in a fault, the state that the fixtures name at the end.
  var trace: [String] {
    if fault != nil { return events }
    var copy = connection
    if case .close = copy.next(now: now) { return events + ["close"] }
    return events + [connection.isIdle ? "idle" : "wait"]
  }

  static func lines(of request: Request) -> [String] {
    let version = request.version == .http10 ? "HTTP/1.0" : "HTTP/1.1"
    var lines = ["request \(request.method.rawValue) \(request.target) \(version)"]
    for field in request.fields {
      let value = Fixture.escaped(field.value)
      lines.append(value.isEmpty ? "  \(field.name):" : "  \(field.name): \(value)")
    }
    if !request.content.isEmpty {
      lines.append("  content \(Fixture.escaped(String(decoding: request.content, as: UTF8.self)))")
    }
    return lines
  }
}
