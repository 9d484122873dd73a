import HTTP
import Testing

/// Methods, addresses, redirects.
@Suite struct RoutingTests {
  static let readable = [
    "/", "/livez", "/readyz", "/healthz", "/problems/gone", "/v1/status", "/v1/articles",
    "/v1/articles/harbour",
    "/v1/articles/harbour/text", "/v1/articles/harbour/quotes", "/v1/articles/harbour/positions",
    "/v1/quotes",
    "/v1/positions", "/v1/actors", "/v1/actors/ann-lee",
  ]

  @Test(arguments: TransportKind.allCases)
  func headAnswersAsGetWithoutContent(_ kind: TransportKind) throws {
    let house = try House(kind).fill()
    let items =
      ["/v1/quotes/" + (try house.get("/v1/quotes").string("data.0.id"))]
      + ["/v1/positions/" + (try house.get("/v1/positions").string("data.0.id"))]
    for target in Self.readable + items {
      let get = try house.get(target)
      let head = try house.send(.head, target)
      #expect(get.status == 200, "\(target)")
      #expect(head.status == 200, "\(target)")
      #expect(head.content.isEmpty && head.length == get.length, "\(target)")
      for field in ["Content-Type", "ETag", "Last-Modified", "Link", "Cache-Control", "Vary"] {
        #expect(head[field] == get[field], "\(field) of \(target)")
      }
    }
  }

  @Test(
    arguments: TransportKind.allCases,
    [
      ("/", "GET, HEAD, OPTIONS"), ("/v1/extract", "POST, OPTIONS"),
      ("/v1/articles", "GET, HEAD, POST, OPTIONS"),
      ("/v1/articles/x", "GET, HEAD, PUT, DELETE, OPTIONS"), ("/v1/quotes/x", "GET, HEAD, OPTIONS"),
    ])
  func methods(_ kind: TransportKind, _ row: (target: String, allowed: String)) throws {
    let house = House(kind)
    let options = try house.send(.options, row.target)
    #expect(options.status == 204)
    #expect(options["Allow"] == row.allowed)
    #expect(options.content.isEmpty)

    let patch = try house.send(.patch, row.target)
    #expect(patch.status == 405)
    #expect(patch["Allow"] == row.allowed)
    #expect(patch.problem == "method-not-allowed")
    #expect(
      try patch.value("errors.0.allowed").array?.map(\.string)
        == row.allowed.split(separator: ", ").map(String.init))
  }

  @Test(arguments: TransportKind.allCases)
  func optionsOfTheServer(_ kind: TransportKind) throws {
    let reply = try House(kind).send(.options, "*")
    #expect(reply.status == 204)
    #expect(reply["Allow"] == "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS")
  }

  @Test(
    arguments: TransportKind.allCases,
    [
      ("/v1/quotes/", "/v1/quotes"), ("/v1/quotes//?limit=2&pretty", "/v1/quotes?limit=2&pretty"),
      ("/v1/articles/x/", "/v1/articles/x"), ("/livez/", "/livez"),
    ])
  func trailingSlashes(_ kind: TransportKind, _ row: (target: String, bare: String)) throws {
    let reply = try House(kind).get(row.target)
    #expect(reply.status == 308)
    #expect(reply["Location"] == row.bare)
  }

  /// A redirect must never lead to another host.
  @Test(arguments: TransportKind.allCases, ["//evil.example/", "//", "/nothing/", "//v1/quotes/"])
  func noRedirectToWhatIsNotThere(_ kind: TransportKind, _ target: String) throws {
    let reply = try House(kind).get(target)
    #expect(reply.status == 404)
    #expect(reply["Location"] == nil)
  }

  @Test(
    arguments: TransportKind.allCases,
    [
      ("/v1/qoutes", "/v1/quotes"), ("/v1/article", "/v1/articles"),
      ("/v1/articles/x/qoutes", "/v1/articles/x/quotes"),
      ("/v2/actors", "/v1/actors"), ("/readyx", "/readyz"),
    ])
  func unknownPathsNameTheNearest(_ kind: TransportKind, _ row: (target: String, near: String)) throws {
    let reply = try House(kind).get(row.target)
    #expect(reply.status == 404)
    #expect(reply.problem == "not-found")
    #expect(try reply.string("errors.0.allowed.0") == row.near)
    #expect(try reply.string("detail").contains("Did you mean \"\(row.near)\"?"))
  }

  @Test(arguments: TransportKind.allCases)
  func everyLinkOfTheIndexIsThere(_ kind: TransportKind) throws {
    let house = House(kind)
    for (name, link) in try #require(try house.get("/").value("links").object)
    where !["extract", "analyze"].contains(name) {
      #expect(try house.get(try #require(link.string)).status == 200, "\(name)")
    }
  }

  @Test(arguments: TransportKind.allCases)
  func everyLinkOfAnArticleAndAnActorIsThere(_ kind: TransportKind) throws {
    let house = try House(kind).fill()
    for resource in ["/v1/articles/harbour", "/v1/actors/ann-lee"] {
      for (name, link) in try #require(try house.get(resource).value("links").object) {
        guard let target = link.string else { continue }
        #expect(try house.get(target).status == 200, "\(name) of \(resource)")
      }
    }
  }
}
