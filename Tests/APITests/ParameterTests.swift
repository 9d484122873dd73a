import HTTP
import JSON
import Testing

@testable import API

/// What parameters take, and what is said when they do not.
@Suite struct ParameterTests {
  @Test(
    arguments: TransportKind.allCases,
    [
      ("/v1/quotes?speakr=x", "speakr", "speaker"), ("/v1/quotes?lmit=2", "lmit", "limit"),
      ("/v1/articles?inclde=text", "inclde", "include"), ("/v1/actors?kidn=person", "kidn", "kind"),
      ("/v1/status?prety", "prety", "pretty"), ("/v1/articles/harbour?field=id", "field", "fields"),
    ])
  func unknownNames(_ kind: TransportKind, _ row: (target: String, name: String, near: String)) throws {
    let reply = try House(kind).fill().get(row.target)
    #expect(reply.status == 400)
    #expect(reply.problem == "unknown-parameter")
    #expect(try reply.string("errors.0.parameter") == row.name)
    #expect(try reply.string("detail").contains("Did you mean \"\(row.near)\"?"))
    #expect(try reply.value("errors.0.allowed").array?.contains(.string(row.near)) == true)
    #expect(try reply.string("instance") == row.target)
  }

  /// A filter of one list is unknown to another: nothing is ignored.
  @Test(
    arguments: TransportKind.allCases,
    [
      "/v1/quotes?polarity=support", "/v1/quotes?target=x", "/v1/articles?type=direct",
      "/v1/articles?min_confidence=1",
      "/v1/positions?type=direct", "/v1/positions?include=text", "/v1/actors?sort=published_at",
      "/v1/actors?offsets=utf8",
      "/v1/articles/harbour/quotes?article=x", "/v1/articles/harbour/quotes?from=2024-01-01",
      "/v1/articles/harbour/quotes?sort=published_at", "/v1/articles/harbour/text?pretty", "/v1/quotes?q=x",
      "/v1/quotes?title=x", "/v1/quotes?=x", "/v1/quotes?LIMIT=2",
    ])
  func parametersOfOtherPlaces(_ kind: TransportKind, _ target: String) throws {
    #expect(try House(kind).fill().get(target).problem == "unknown-parameter")
  }

  @Test(
    arguments: TransportKind.allCases,
    [
      ("/v1/quotes?type=drect", "type", "direct"), ("/v1/positions?polarity=suport", "polarity", "support"),
      ("/v1/positions?act=demnad", "act", "demand"), ("/v1/positions?mode=thirdparty", "mode", "third_party"),
      ("/v1/actors?kind=persn", "kind", "person"), ("/v1/quotes?sort=published-at", "sort", "published_at"),
      ("/v1/quotes?offsets=utf-8", "offsets", "utf8"), ("/v1/articles?include=quots", "include", "quotes"),
      ("/v1/articles?undated=includ", "undated", "include"), ("/v1/quotes?type=-drect", "type", "direct"),
      ("/v1/quotes?fields=speaker.nam", "fields", "speaker.name"),
      ("/v1/quotes?fields=txt", "fields", "text"),
    ])
  func unknownValues(_ kind: TransportKind, _ row: (target: String, name: String, near: String)) throws {
    let reply = try House(kind).fill().get(row.target)
    #expect(reply.status == 400)
    #expect(reply.problem == "bad-parameter")
    #expect(try reply.string("errors.0.parameter") == row.name)
    #expect(try reply.string("detail").contains("Did you mean \"\(row.near)\"?"))
    #expect(try reply.value("errors.0.allowed").array?.contains(.string(row.near)) == true)
  }

  @Test(
    arguments: TransportKind.allCases,
    [
      "limit=0", "limit=501", "limit=-1", "limit=x", "limit=", "limit=1.0", "limit=%2B1", "limit=1&limit=2",
      "limit=99999999999999999999", "min_confidence=1.01", "min_confidence=-0.1", "min_confidence=nan",
      "min_confidence=0x1", "min_confidence=", "min_confidence=1e0", "from=yesterday", "from=2024-02-30",
      "to=",
      "from=2024-01-30T09:00:00+09:00", "pretty=2", "pretty&pretty", "speaker=", "speaker=a,,b", "speaker=-",
      "fields=", "fields=id.x", "sort=", "speaker=%zz", "speaker=%ff", "%zz=1", "type=direct,",
    ])
  func badValues(_ kind: TransportKind, _ query: String) throws {
    let reply = try House(kind).get("/v1/quotes?\(query)")
    #expect(reply.status == 400)
    #expect(reply.problem == "bad-parameter")
    #expect(try reply.value("errors").array?.isEmpty == false)
  }

  @Test(arguments: TransportKind.allCases)
  func allFaultsAreListed(_ kind: TransportKind) throws {
    let reply = try House(kind).get("/v1/positions?foo=1&limit=0&bar=2&polarity=x,support,y&cursor=c_x&foo=3")
    #expect(reply.problem == "unknown-parameter")
    #expect(
      try reply.value("errors").strings("parameter") == [
        "foo", "bar", "polarity", "polarity", "limit", "cursor",
      ])
  }

  /// A query full of faults is answered with a bounded list of them.
  @Test(arguments: TransportKind.allCases)
  func manyFaultsAreCounted(_ kind: TransportKind) throws {
    let names = (0..<500).map { "x\($0)=" }.joined(separator: "&")
    let unknown = try House(kind).get("/v1/quotes?\(names)&limit=0")
    #expect(try unknown.value("errors").array?.count == 20)
    #expect(try unknown.string("detail").contains("and 500 more"))
    let values = (0..<60).map { "x\($0)" }.joined(separator: ",")
    let bad = try House(kind).get("/v1/quotes?fields=\(values)&cursor=x")
    #expect(try bad.value("errors").array?.count == 20)
    #expect(bad.problem == "bad-parameter")
    #expect(try bad.string("detail").contains("and 60 more"))
  }

  @Test(arguments: TransportKind.allCases)
  func aFilterHasABound(_ kind: TransportKind) throws {
    let house = House(kind)
    let hundred = (0..<100).map { "a\($0)" }.joined(separator: ",")
    #expect(try house.get("/v1/quotes?article=\(hundred)").status == 200)
    #expect(try house.get("/v1/quotes?article=\(hundred),more").problem == "bad-parameter")
  }

  @Test(arguments: TransportKind.allCases)
  func bounds(_ kind: TransportKind) throws {
    let house = House(kind)
    try house.fill(articles: 12)
    #expect(try house.get("/v1/quotes").value("data").array?.count == 20)
    #expect(try house.get("/v1/quotes?limit=500").value("data").array?.count == 24)
    #expect(try house.get("/v1/quotes?limit=1").value("data").array?.count == 1)
  }

  // MARK: Looks

  @Test(arguments: TransportKind.allCases, ["pretty", "pretty=1", "pretty=true"])
  func pretty(_ kind: TransportKind, _ query: String) throws {
    let house = try House(kind).fill()
    for target in ["/", "/v1/status", "/v1/articles/harbour", "/v1/quotes", "/v1/actors/ann-lee", "/nothing"]
    {
      let compact = try house.get(target)
      let pretty = try house.get("\(target)?\(query)")
      #expect(pretty.text.hasPrefix("{\n  \""), "\(target)")
      #expect(compact.text.last == "\n" && compact.text.dropLast().contains("\n") == false, "\(target)")
      if target != "/nothing" { #expect(try pretty.json() == compact.json()) }
    }
    #expect(try house.get("/v1/quotes?pretty=0").text == house.get("/v1/quotes").text)
  }

  @Test(
    arguments: TransportKind.allCases,
    [
      ("/v1/quotes?fields=id&limit=1&speaker=park", #"{"data":[{"id":"q_yzefsagc80fr802t"}],"#),
      (
        "/v1/quotes?fields=text,speaker.name&speaker=park",
        #"{"data":[{"text":"Not on my watch 🌊","speaker":{"name":"Bo Park"}}],"#
      ),
      (
        "/v1/quotes?fields=parts.start&fields=type&speaker=park",
        #"{"data":[{"type":"direct","parts":[{"start":106}]}],"#
      ),
      ("/v1/articles/market?fields=id,counts.quotes", #"{"id":"market","counts":{"quotes":1}}"#),
      ("/v1/articles/market?fields=quotes.text", #"{"quotes":[{"text":"It is open"}]}"#),
      (
        "/v1/articles?fields=text&article=undated",
        #"{"data":[{"text":"Cy Moss opposes [the tax]. “A word,” Cy Moss said."}],"#
      ),
      ("/v1/actors/ann-lee?fields=name,aliases", #"{"name":"Ann Lee","aliases":["Ann Lee","Lee"]}"#),
      (
        "/v1/positions?fields=stance,targets.actor.id&target=lee",
        #"{"data":[{"stance":{"polarity":"oppose","strength":2,"commitment":"preference"},"targets":[{"actor":{"id":"ann-lee"}}]}],"#
      ),
    ])
  func fields(_ kind: TransportKind, _ row: (target: String, beginning: String)) throws {
    let reply = try House(kind).fill().get(row.target)
    #expect(reply.text.hasPrefix(row.beginning), "\(reply.text)")
    if reply.text.hasPrefix("{\"data\"") { #expect(try reply.int("page.limit") > 0) }
  }

  @Test(arguments: TransportKind.allCases)
  func fieldsOfWrites(_ kind: TransportKind) throws {
    let house = House(kind)
    #expect(
      try house.send(.post, "/v1/articles?fields=created,rev", json: #"{"text":"x"}"#).text
        == "{\"created\":true,\"rev\":1}\n")
    #expect(
      try house.send(.put, "/v1/articles/a?fields=id,changed", json: #"{"text":"x"}"#).text
        == "{\"id\":\"a\",\"changed\":true}\n")
    #expect(try house.send(.put, "/v1/articles/a?fields=created", json: #"{"text":"x"}"#).status == 400)
    #expect(
      try house.send(.post, "/v1/extract?fields=article.text,quotes.id", json: #"{"text":"x"}"#).text
        == "{\"article\":{\"text\":\"x\"},\"quotes\":[]}\n")
  }

  @Test(arguments: TransportKind.allCases)
  func inclusions(_ kind: TransportKind) throws {
    let house = try House(kind).fill()
    let plain = try #require(try house.get("/v1/articles/harbour").json().object)
    #expect(plain["text"] != nil && plain["quotes"] == nil && plain["positions"] == nil)
    let all = try house.get("/v1/articles/harbour?include=quotes,positions")
    #expect(try all.value("quotes") == house.get("/v1/articles/harbour/quotes").value("data"))
    #expect(try all.value("positions") == house.get("/v1/articles/harbour/positions").value("data"))
    let row = try #require(try house.get("/v1/articles?article=harbour").value("data.0").object)
    #expect(row["text"] == nil && row["quotes"] == nil)
    let wide = try house.get("/v1/articles?article=harbour&include=text&include=positions").value("data.0")
    #expect(wide["text"] == plain["text"])
    #expect(try wide["positions"] == all.value("positions"))
  }

  /// Every path that `fields=` takes selects something: the paths and the answers cannot differ.
  @Test(arguments: [
    ("/v1/articles/harbour?include=quotes,positions", FieldPaths.article), ("/v1/actors/ann-lee", .actor),
  ])
  func everyFieldPathOfAnAnswerIsKnown(_ target: String, _ known: FieldPaths) throws {
    let house = try House().fill()
    var found: Set<String> = []
    collect(try house.get(target).json(), "", &found)
    #expect(found.subtracting(known.all) == [])
    for path in found {
      let separator = target.contains("?") ? "&" : "?"
      let reply = try house.get("\(target)\(separator)fields=\(path)")
      #expect(reply.status == 200, "\(path)")
      #expect(reply.content.count > 3, "\(path)")
    }
  }

  private func collect(_ value: JSONValue, _ path: String, _ found: inout Set<String>) {
    for (name, member) in value.object ?? [:] {
      let inner = path.isEmpty ? name : "\(path).\(name)"
      found.insert(inner)
      collect(member, inner, &found)
    }
    for element in value.array ?? [] { collect(element, path, &found) }
  }
}
