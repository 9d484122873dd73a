import HTTP
import Server
import Sockets
import TestSupport
import Testing

/// The cases of `Tests/Fixtures/http` over real connections: every request and fault is answered, in order and to its end,
/// and then the connection is left or closed as the case says. No answer is lost to a reset.
@Suite(.timeLimit(.minutes(5))) struct WireTests {
  private static let good = Array("GET /good HTTP/1.1\r\nHost: g\r\n\r\n".utf8)

  /// Method of each request, or status of the fault, that a case has.
  private enum Expected {
    case request(isHead: Bool, target: Substring)
    case fault(Int)
  }

  private func expected(_ fixture: Fixture) -> [Expected] {
    fixture.events.compactMap { event in
      let words = event.split(separator: " ")
      switch words.first {
      case "request": return .request(isHead: words[1] == "HEAD", target: words[2])
      case "fault": return Int(words[1]).map { .fault($0) }
      default: return nil
      }
    }
  }

  /// Two rounds over one server: in the second, reads are answered from what stands ready.
  @Test func everyCaseIsAnsweredToItsEnd() throws {
    let handler = TestHandler { request in
      var response = Response.text(request.target)
      response.validAt = 0
      return .ready(response)
    }
    let server = try TestServer(handler)
    for round in 0..<2 {
      for fixture in Fixture.all {
        let client = try server.client()
        try client.socket.send(fixture.request)
        if fixture.isEnded { client.socket.shutdownSending() }
        try check(fixture, client, round)
      }
    }
    #expect(server.server.counters.prepared > 100)
  }

  /// Each byte in a packet of its own, as far as the kernel lets it. Left out are clients that go on behind what they said
  /// was their last request: on them the server closes at once, and an answer not yet read may go with their reset.
  @Test func byteByByte() throws {
    let server = try TestServer()
    for fixture in Fixture.all where !Self.goesOnBehindItsLast(fixture) {
      let client = try server.client()
      for byte in fixture.request { try client.socket.send([byte]) }
      if fixture.isEnded { client.socket.shutdownSending() }
      try check(fixture, client, 0)
    }
  }

  private static func goesOnBehindItsLast(_ fixture: Fixture) -> Bool {
    fixture.events.last == "close" && fixture.offsets.last ?? 0 < fixture.request.count
  }

  private func check(_ fixture: Fixture, _ client: TestClient, _ round: Int) throws {
    let context = "\(fixture), round \(round)"
    do {
      for expected in expected(fixture) {
        switch expected {
        case .request(let isHead, let target):
          let response = try final(client, toHead: isHead)
          #expect(response.status == 200, "\(context)")
          #expect(isHead ? response.content.isEmpty : response.text == target, "\(context)")
        case .fault(let status):
          let response = try final(client)
          #expect(response.status == status, "\(context)")
          #expect(response.fields["connection"] == "close", "\(context)")
        }
      }
      switch fixture.events.last {
      case "idle":
        try client.socket.send(Self.good)
        #expect(try final(client).text == "/good", "\(context)")
      case "wait": break
      default: #expect(try client.isAtEnd(), "\(context): the server closes")
      }
    } catch {
      Issue.record("\(context): \(error)")
    }
  }

  /// The next response that is not `100 Continue`.
  private func final(_ client: TestClient, toHead: Bool = false) throws -> ReceivedResponse {
    let response = try client.response(toHead: toHead)
    return response.status == 100 ? try client.response(toHead: toHead) : response
  }
}
