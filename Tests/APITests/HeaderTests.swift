import HTTP
import Testing

/// What every answer carries.
@Suite struct HeaderTests {
  @Test(
    arguments: TransportKind.allCases,
    [
      "/", "/v1/status", "/v1/articles", "/v1/articles/harbour", "/v1/articles/harbour/text", "/nothing",
      "/v1/quotes?nothing=1", "/v1/quotes/",
    ])
  func common(_ kind: TransportKind, _ target: String) throws {
    let reply = try House(kind).fill().get(target)
    #expect(reply["Server"] == "OnRecord")
    #expect(reply["X-Content-Type-Options"] == "nosniff")
    #expect(reply["OnRecord-Seq"] == "3")
    #expect(reply["Cache-Control"] == "no-cache")
    #expect(reply["Vary"] == "Accept, Accept-Encoding")
    #expect(reply["Request-Id"]?.isEmpty == false)
    #expect(reply["Server-Timing"]?.hasPrefix("query;dur=") == true)
    for name in ["Request-Id", "OnRecord-Seq", "Server", "Cache-Control", "Vary", "Link", "Content-Type"] {
      #expect(reply.fields.values(name).count <= 1, "\(name) once")
    }
  }

  @Test(arguments: TransportKind.allCases)
  func requestIDsAreNewEachTime(_ kind: TransportKind) throws {
    let house = House(kind)
    var seen: Set<String> = []
    for _ in 0..<100 { seen.insert(try #require(try house.get("/livez")["Request-Id"])) }
    #expect(seen.count == 100)
  }

  @Test(
    arguments: TransportKind.allCases,
    [
      ("abc-DEF_1.2~3", true), ("", false), ("a b", false), ("a\"b", false), ("é", false), ("<x>", false),
      (String(repeating: "a", count: 128), true), (String(repeating: "a", count: 129), false),
    ])
  func saneRequestIDsComeBack(_ kind: TransportKind, _ row: (id: String, isSane: Bool)) throws {
    let reply = try House(kind).get("/nothing", [("X-Request-Id", row.id)])
    let id = try #require(reply["Request-Id"])
    #expect((id == row.id) == row.isSane)
    #expect(try reply.string("request_id") == id)
  }

  @Test(arguments: TransportKind.allCases)
  func seqIsThatOfTheAnswer(_ kind: TransportKind) throws {
    let house = House(kind)
    #expect(try house.get("/")["OnRecord-Seq"] == "0")
    #expect(try house.send(.put, "/v1/articles/a", json: #"{"text":"One."}"#)["OnRecord-Seq"] == "1")
    #expect(try house.send(.put, "/v1/articles/a", json: #"{"text":"One."}"#)["OnRecord-Seq"] == "1")
    #expect(try house.send(.delete, "/v1/articles/a")["OnRecord-Seq"] == "2")
    #expect(try house.get("/")["OnRecord-Seq"] == "2")
  }

  @Test(arguments: TransportKind.allCases)
  func faultsOfOursAreNotStored(_ kind: TransportKind) throws {
    let reply = try House(kind, readiness: .starting).get("/readyz")
    #expect(reply.status == 503)
    #expect(reply["Cache-Control"] == "no-store")
    #expect(reply["Retry-After"] == "1")
  }

  @Test(
    arguments: TransportKind.allCases,
    [
      ("/", nil, "application/json; charset=utf-8"),
      ("/", "text/html,application/xhtml+xml,*/*;q=0.8", "text/html; charset=utf-8"),
      ("/", "application/json", "application/json; charset=utf-8"),
      ("/problems/gone", "text/html", "text/html; charset=utf-8"),
      ("/v1/quotes", "text/html,*/*;q=0.8", "application/json; charset=utf-8"),
      ("/v1/quotes", "application/*", "application/json; charset=utf-8"),
      ("/v1/articles/harbour/text", "text/plain", "text/plain; charset=utf-8"),
      ("/v1/articles/harbour/text", "*/*", "text/plain; charset=utf-8"),
    ] as [(String, String?, String)])
  func negotiates(_ kind: TransportKind, _ row: (target: String, accept: String?, type: String)) throws {
    let house = try House(kind).fill()
    #expect(try house.get(row.target, row.accept.map { [("Accept", $0)] } ?? [])["Content-Type"] == row.type)
  }

  @Test(
    arguments: TransportKind.allCases,
    [
      ("/v1/quotes", "text/csv", "application/json"),
      ("/v1/articles/harbour/text", "application/json", "text/plain"),
      ("/v1/status", "*/*;q=0", "application/json"),
    ])
  func notAcceptable(_ kind: TransportKind, _ row: (target: String, accept: String, offered: String)) throws {
    let reply = try House(kind).fill().get(row.target, [("Accept", row.accept)])
    #expect(reply.status == 406)
    #expect(reply.problem == "not-acceptable")
    #expect(try reply.string("errors.0.allowed.0") == row.offered)
  }
}
