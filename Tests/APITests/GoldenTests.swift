import HTTP
import Testing

/// Whole answers, member for member and byte for byte.
@Suite struct GoldenTests {
  @Test(
    arguments: TransportKind.allCases,
    [
      ("index", "/?pretty"),
      ("status", "/v1/status?pretty"),
      ("readyz", "/readyz?pretty"),
      ("article", "/v1/articles/harbour?pretty"),
      ("article-with-everything", "/v1/articles/harbour?include=quotes,positions&pretty"),
      ("articles", "/v1/articles?pretty"),
      ("quotes", "/v1/quotes?limit=2&pretty"),
      ("quotes-compact", "/v1/quotes?speaker=park"),
      ("positions-utf8", "/v1/positions?article=harbour&offsets=utf8&pretty"),
      ("actors", "/v1/actors?pretty"),
      ("actor", "/v1/actors/ann-lee?pretty"),
      ("text", "/v1/articles/harbour/text"),
      ("unknown-parameter", "/v1/quotes?speakr=park&lmit=2&pretty"),
      ("bad-parameter", "/v1/positions?polarity=suport&act=demand,shout&min_confidence=2&pretty"),
      ("not-found", "/v1/qoutes?pretty"),
      ("problem", "/problems/bad-cursor?pretty"),
    ])
  func answers(_ kind: TransportKind, _ row: (name: String, target: String)) throws {
    let house = try House(kind).fill()
    try Golden.check(house.get(row.target, Golden.requestID), row.name)
  }

  @Test(arguments: TransportKind.allCases)
  func extraction(_ kind: TransportKind) throws {
    let text = "Market reopens\n\n“It is open,” Ann Lee said. Ann Lee supports [longer hours]."
    try Golden.check(House(kind).send(.post, "/v1/extract?pretty&offsets=utf16", text: text), "extract")
  }

  @Test(arguments: TransportKind.allCases)
  func creation(_ kind: TransportKind) throws {
    try Golden.check(
      House(kind).send(.post, "/v1/articles?pretty", json: MadeUpArticles.all[0].1), "create")
  }

  @Test(arguments: TransportKind.allCases)
  func pages(_ kind: TransportKind) throws {
    let house = try House(kind).fill()
    try Golden.check(house.get("/", [("Accept", "text/html")]), "index-page")
    try Golden.check(house.get("/v1/qoutes", [("Accept", "text/html")] + Golden.requestID), "not-found-page")
  }
}
