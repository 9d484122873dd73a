import HTTP
import Testing

/// What may run on a connection's own thread, and what is handed back as work.
@Suite struct WorkTests {
  private func isWork(_ house: House, _ method: HTTP.Method, _ target: String, _ content: String = "") -> Bool
  {
    let parts = target.split(separator: "?", maxSplits: 1).map(String.init)
    let request = Request(
      method: method, path: parts[0], query: parts.count > 1 ? parts[1] : nil,
      fields: Fields([("Content-Type", "text/plain")]), content: Array(content.utf8))
    if case .work = house.api.answer(request) { return true }
    return false
  }

  @Test(arguments: [
    ("/", false), ("/livez", false), ("/v1/status", false), ("/v1/articles/harbour", false),
    ("/v1/articles/harbour/text", false), ("/v1/actors/ann-lee", false), ("/v1/articles", false),
    ("/v1/quotes", false), ("/v1/quotes?limit=20", false), ("/v1/quotes?limit=21", true),
    ("/v1/quotes?speaker=lee", true), ("/v1/quotes?offsets=utf8", true), ("/v1/positions", true),
    ("/v1/articles?include=text", true), ("/v1/articles/harbour?include=quotes", true),
    ("/v1/articles/long?pretty", true), ("/v1/articles/long/text", true), ("/v1/quotes?x=1&limit=500", false),
    ("/nothing", false),
  ])
  func reads(_ target: String, _ isWork: Bool) throws {
    let house = try House().fill()
    let long = String(repeating: "Long words. ", count: 2000)
    _ = try house.send(.put, "/v1/articles/long", text: long)
    #expect(self.isWork(house, .get, target) == isWork)
  }

  @Test func anUnchangedListIsNoWork() throws {
    let house = try House().fill()
    let tag = try #require(try house.get("/v1/quotes?limit=500")["ETag"])
    let request = Request(
      method: .get, path: "/v1/quotes", query: "limit=500", fields: Fields([("If-None-Match", tag)]))
    guard case .ready(let response) = house.api.answer(request) else {
      Issue.record("the query was not needed")
      return
    }
    #expect(response.status == .notModified)
  }

  /// The tag in the answer to the `POST` is that of the article, so the article has been written already.
  @Test func whatWasJustStoredIsNoWork() throws {
    let house = House()
    let long = String(repeating: "Long words. ", count: 2000)
    let address = try #require(try house.send(.post, "/v1/articles", text: long)["Location"])
    #expect(!isWork(house, .get, address))
    #expect(isWork(house, .get, address + "/text"))
    _ = try house.get(address + "/text")
    #expect(!isWork(house, .get, address + "/text"))
  }

  @Test(arguments: [
    (HTTP.Method.post, "/v1/extract", true), (.post, "/v1/articles", true), (.put, "/v1/articles/a", true),
    (.delete, "/v1/articles/harbour", true), (.post, "/v1/articles?lag=1", false),
    (.put, "/v1/articles/-", false), (.delete, "/v1/articles/never", false),
  ])
  func writes(_ method: HTTP.Method, _ target: String, _ isWork: Bool) throws {
    #expect(self.isWork(try House().fill(), method, target, "A text.") == isWork)
  }
}
