import HTTP
import Testing

/// What `send` writes.
@Suite struct AnswerTests {
  private static let date = "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"

  private func answer(to request: String, _ response: Response, closing: Bool = false) -> String {
    var connection = Connection(limits: Limits(), now: 0)
    Array(request.utf8).withUnsafeBytes { connection.receive($0, now: 0) }
    _ = connection.next(now: 0)
    var output: [UInt8] = []
    connection.send(response, date: Driver.date, closing: closing, into: &output, now: 0)
    return String(decoding: output, as: UTF8.self)
  }

  private func get(_ fields: String = "", version: String = "1.1", method: String = "GET") -> String {
    "\(method) / HTTP/\(version)\r\nHost: a\r\n\(fields)\r\n"
  }

  private let hello = Response(
    status: .ok, fields: Fields([("Content-Type", "text/plain"), ("ETag", "\"r1\"")]),
    content: Array("hello".utf8))

  @Test func anAnswerIsFramedByItsLength() {
    #expect(
      answer(to: get(), hello)
        == "HTTP/1.1 200 OK\r\n\(Self.date)Content-Type: text/plain\r\nETag: \"r1\"\r\nContent-Length: 5\r\n\r\nhello"
    )
  }

  @Test func anAnswerWithoutContentSaysSo() {
    #expect(
      answer(to: get(), Response(status: .created))
        == "HTTP/1.1 201 Created\r\n\(Self.date)Content-Length: 0\r\n\r\n")
  }

  @Test func headHasTheLengthAndNoContent() {
    #expect(
      answer(to: get(method: "HEAD"), hello)
        == "HTTP/1.1 200 OK\r\n\(Self.date)Content-Type: text/plain\r\nETag: \"r1\"\r\nContent-Length: 5\r\n\r\n"
    )
  }

  @Test func noContentHasNoLength() {
    #expect(answer(to: get(), Response(status: .noContent)) == "HTTP/1.1 204 No Content\r\n\(Self.date)\r\n")
  }

  @Test func notModifiedKeepsItsValidators() {
    var response = hello
    response.status = .notModified
    #expect(
      answer(to: get(), response)
        == "HTTP/1.1 304 Not Modified\r\n\(Self.date)Content-Type: text/plain\r\nETag: \"r1\"\r\n\r\n")
  }

  @Test(
    arguments: [
      ("1.1", "", false, nil), ("1.1", "Connection: close\r\n", false, "close"), ("1.1", "", true, "close"),
      ("1.0", "", false, "close"), ("1.0", "Connection: keep-alive\r\n", false, "keep-alive"),
      ("1.0", "Connection: keep-alive\r\n", true, "close"),
    ] as [(String, String, Bool, String?)])
  func connectionSaysWhatHappens(_ version: String, _ fields: String, _ closing: Bool, _ said: String?) {
    let text = answer(to: get(fields, version: version), hello, closing: closing)
    #expect(text.hasPrefix("HTTP/1.1 200 OK\r\n"), "the version is what we can do")
    let line = said.map { "\r\nConnection: \($0)\r\n" }
    #expect(text.contains("\r\nConnection:") == (line != nil))
    if let line { #expect(text.contains(line)) }
  }

  @Test(arguments: [
    "HEAD / HTTP/1.1\r\n\r\n", "HEAD / HTTP/1.1\r\nHost: a\r\nX : b\r\n\r\n",
    "HEAD / HTTP/1.1\r\nHost: a\r\nContent-Length: 9999999999\r\n\r\n",
  ])
  func aFaultyHeadHasNoContentEither(_ request: String) {
    let text = answer(to: request, hello)
    #expect(text.hasSuffix("\r\nContent-Length: 5\r\n\r\n") && text.contains("\r\nConnection: close\r\n"))
  }

  @Test func anUnknownStatusHasAPhrase() {
    #expect(answer(to: get(), Response(status: Status(299))).hasPrefix("HTTP/1.1 299 Unassigned\r\n"))
  }

  @Test func longContentIsWhole() {
    let content = [UInt8](repeating: UInt8(ascii: "x"), count: 1_234_567)
    let text = answer(to: get(), Response(status: .ok, content: content))
    #expect(text.contains("\r\nContent-Length: 1234567\r\n"))
    #expect(text.utf8.suffix(1_234_567).allSatisfy { $0 == UInt8(ascii: "x") })
  }

  /// The client asked for it, so nothing of it can be lost by closing.
  @Test func closingOnTheClientsWordDoesNotLinger() {
    var driver = Driver()
    driver.receive(get("Connection: close\r\n") + get())
    #expect(driver.requests.count == 1)
    #expect(!driver.connection.isLingering)
    guard case .close = driver.connection.next(now: 0) else { return #expect(Bool(false), "must close") }
  }

  /// Draining drops pipelined requests; closing on them at once would reset the connection under the answer.
  @Test func closingOnPipelinedRequestsLingers() {
    var connection = Connection(limits: Limits(), now: 0)
    Array((get() + get()).utf8).withUnsafeBytes { connection.receive($0, now: 0) }
    guard case .request = connection.next(now: 0) else { return #expect(Bool(false), "no request") }
    var output: [UInt8] = []
    connection.send(hello, date: Driver.date, closing: true, into: &output, now: 0)
    #expect(connection.isLingering)
    #expect(connection.bufferedBytes == 0)
    guard case .wait = connection.next(now: 0) else { return #expect(Bool(false), "must wait") }
  }

  @Test func theLastAnswerToAnEndedPeerSaysClose() {
    var connection = Connection(limits: Limits(), now: 0)
    Array(get().utf8).withUnsafeBytes { connection.receive($0, now: 0) }
    connection.receiveEnd(now: 0)
    guard case .request = connection.next(now: 0) else { return #expect(Bool(false), "no request") }
    var output: [UInt8] = []
    connection.send(hello, date: Driver.date, closing: false, into: &output, now: 0)
    #expect(String(decoding: output, as: UTF8.self).contains("\r\nConnection: close\r\n"))
    guard case .close = connection.next(now: 0) else { return #expect(Bool(false), "must close") }
  }

  /// RFC 9110 §7.4: what a target of `https` asks for is answered over TLS, as what one of `http` asks for is too.
  @Test(arguments: ["https://b.example/c", "HTTPS://b.example:443/c", "http://b.example/c", "/c"])
  func overTLSEveryTargetIsAnswered(_ target: String) {
    var connection = Connection(rules: ConnectionRules(Limits(), isSecured: true), now: 0)
    Array("GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n".utf8).withUnsafeBytes { connection.receive($0, now: 0) }
    guard case .request(let request) = connection.next(now: 0) else {
      return #expect(Bool(false), "no request")
    }
    #expect(request.path == "/c")
  }

  // MARK: Mistakes of ours

  private static func sendOK(_ fields: Fields, date: [UInt8] = Driver.date, status: Status = .ok) {
    var driver = Driver()
    driver.answer = Response(status: status, fields: fields)
    driver.receive("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
  }

  @Test func aLineEndInAValueTraps() async {
    await #expect(processExitsWith: .failure) { Self.sendOK(Fields([("X", "a\r\nSet-Cookie: b")])) }
  }

  @Test func aNulInAValueTraps() async {
    await #expect(processExitsWith: .failure) { Self.sendOK(Fields([("X", "a\0")])) }
  }

  @Test func aNameThatIsNoTokenTraps() async {
    await #expect(processExitsWith: .failure) { Self.sendOK(Fields([("X:", "a")])) }
  }

  @Test func aFieldOfTheConnectionTraps() async {
    await #expect(processExitsWith: .failure) { Self.sendOK(Fields([("content-length", "1")])) }
  }

  @Test func anInterimStatusTraps() async {
    await #expect(processExitsWith: .failure) { Self.sendOK(Fields(), status: .continue) }
  }

  @Test func anAnswerWithoutARequestTraps() async {
    await #expect(processExitsWith: .failure) {
      var driver = Driver()
      driver.send()
    }
  }
}
