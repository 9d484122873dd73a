import HTTP
import JSON
import Testing

@testable import API

/// Every kind of problem can be met and is explained.
@Suite struct ProblemTests {
  @Test(arguments: TransportKind.allCases)
  func everyKindIsReachable(_ kind: TransportKind) throws {
    let house = try House(kind).fill()
    _ = try house.send(.delete, "/v1/articles/undated")
    var replies = [
      try house.get("/v1/articles/%zz"),
      try house.send(.post, "/v1/articles", json: "{"),
      try house.get("/v1/quotes?x=1"),
      try house.get("/v1/quotes?limit=0"),
      try house.get("/v1/quotes?cursor=x"),
      try house.send(.post, "/v1/extract", [("Content-Type", "text/plain")], content: [0xFF]),
      try house.get("/nothing"),
      try house.send(.patch, "/v1/quotes"),
      try house.get("/v1/quotes", [("Accept", "image/png")]),
      try house.get("/v1/articles/undated"),
      try house.get("/v1/articles/market", [("If-Match", "\"x\"")]),
      try house.send(.post, "/v1/articles", [("Content-Type", "image/png")]),
      try house.get("/v1/articles/market/text", [("Range", "bytes=9999-")]),
      try house.send(.post, "/v1/articles", json: "{}"),
      try house.send(.post, "/v1/articles", text: " "),
      try House(kind, readiness: .draining).get("/readyz"),
    ]
    for status in [400, 408, 411, 413, 414, 417, 421, 431, 500, 501, 505] {
      replies.append(reply(house.api.answer(Fault(Status(status), "Of a test."), id: "i-1")))
    }
    var refused = Request(method: .get, path: "/v1/quotes")
    refused.id = "i-1"
    replies.append(reply(house.api.overloaded(refused)))

    #expect(Set(replies.compactMap(\.problem)) == Set(ProblemKind.allCases.map(\.slug)))
    for reply in replies {
      let slug = try #require(reply.problem, "\(reply.text)")
      #expect(try reply.int("status") == reply.status)
      #expect(try reply.string("request_id") == reply["Request-Id"])
      #expect(try reply.string("detail").isEmpty == false)
      let page = try house.get("/problems/\(slug)")
      #expect(page.status == 200)
      #expect(try page.int("status") == reply.status)
      #expect(try page.value("title") == reply.value("title"))
      #expect(try page.string("explanation").hasSuffix("."))
    }
  }

  /// As a loop sends it, whose ids the requests above bear.
  private func reply(_ response: Response) -> Reply {
    var fields = response.fields
    fields.append("Request-Id", "i-1")
    return Reply(
      status: response.status.code, fields: fields, content: response.content, length: response.content.count)
  }

  @Test func membersStandInOrder() throws {
    let reply = reply(House().api.answer(Fault(Status(431), "Too many."), id: "i-1"))
    #expect(
      reply.text == """
        {"type":"/problems/headers-too-large","title":"Header fields too large","status":431,"detail":"Too many.",\
        "instance":null,"request_id":"i-1","errors":[]}

        """)
  }

  @Test func overloadAsksToWait() {
    let reply = reply(House().api.overloaded(Request(method: .get, path: "/v1/quotes", query: "a=b")))
    #expect(reply.status == 503)
    #expect(reply["Retry-After"] == "1")
    #expect(reply["Cache-Control"] == "no-store")
  }

  @Test(arguments: TransportKind.allCases)
  func unknownKindsNameTheNearest(_ kind: TransportKind) throws {
    let reply = try House(kind).get("/problems/bad-curser")
    #expect(reply.status == 404)
    #expect(try reply.string("detail").contains("Did you mean \"bad-cursor\"?"))
  }

  /// What a client sent stands in pages as text, never as markup.
  @Test(arguments: TransportKind.allCases)
  func pagesEscape(_ kind: TransportKind) throws {
    let target = "/v1/%3Cscript%3E%22&'?%3Cb%3E=<i>"
    for address in [target, "/v1/quotes?<script>alert(1)</script>=1", "/v1/actors/%3Cscript%3E"] {
      let reply = try House(kind).get(address, [("Accept", "text/html")])
      #expect(reply["Content-Type"] == "text/html; charset=utf-8")
      #expect(!reply.text.contains("<script") && !reply.text.contains("<i>") && !reply.text.contains("<b>"))
      #expect(reply["Content-Security-Policy"]?.contains("default-src 'none'") == true)
    }
  }
}

@Suite struct ReadinessTests {
  @Test(arguments: TransportKind.allCases)
  func phases(_ kind: TransportKind) throws {
    let house = House(kind, readiness: .starting)
    #expect(try house.get("/readyz").problem == "not-ready")
    #expect(try house.get("/livez").status == 200)
    house.api.readiness.enter(.ready)
    #expect(try house.get("/readyz").string("checks.store.status") == "ok")
    #expect(try house.get("/healthz").text == house.get("/readyz").text)
    house.api.readiness.enter(.draining)
    #expect(try house.get("/healthz").status == 503)
  }
}
