import HTTP
import JSON
import Testing

/// Filters, order, pages.
@Suite struct ListTests {
  /// What each filter leaves, by article.
  @Test(
    arguments: TransportKind.allCases,
    [
      ("/v1/articles", ["market", "harbour", "undated"]),
      ("/v1/articles?sort=published_at", ["harbour", "market", "undated"]),
      ("/v1/articles?actor=bo-park", ["harbour"]),
      ("/v1/articles?actor=Park", ["harbour"]),
      ("/v1/articles?actor=-ann-lee", ["undated"]),
      ("/v1/articles?actor=cy-moss,bo-park", ["harbour", "undated"]),
      ("/v1/articles?actor=cy-moss&actor=bo-park", ["harbour", "undated"]),
      ("/v1/articles?speaker=cy-moss", ["undated"]),
      ("/v1/articles?target=ann-lee", ["harbour"]),
      ("/v1/articles?article=market,undated", ["market", "undated"]),
      ("/v1/articles?article=-market", ["harbour", "undated"]),
      ("/v1/articles?from=2024-01-31", ["market"]),
      ("/v1/articles?to=2024-01-31", ["harbour"]),
      ("/v1/articles?from=2024-01-30&to=2024-01-31", ["harbour"]),
      ("/v1/articles?from=2024-01-30T09:00:00%2B09:00&to=2024-01-31T00:00:00Z", ["harbour"]),
      ("/v1/articles?from=2024-01-31&undated=include", ["market", "undated"]),
      ("/v1/articles?actor=nobody", []),
    ])
  func articles(_ kind: TransportKind, _ row: (target: String, ids: [String])) throws {
    let reply = try House(kind).fill().get(row.target)
    #expect(try reply.value("data").strings("id") == row.ids)
    #expect(try reply.int("page.total") == row.ids.count)
    #expect(try reply.value("page.next") == .null)
  }

  @Test(
    arguments: TransportKind.allCases,
    [
      ("/v1/quotes", ["It is open", "We will build it", "Not on my watch 🌊", "A word"]),
      ("/v1/quotes?speaker=ann-lee", ["It is open", "We will build it"]),
      ("/v1/quotes?actor=ann-lee", ["It is open", "We will build it"]),
      ("/v1/quotes?speaker=-lee", ["Not on my watch 🌊", "A word"]),
      ("/v1/quotes?article=harbour", ["We will build it", "Not on my watch 🌊"]),
      ("/v1/quotes?article=harbour&speaker=lee", ["We will build it"]),
      ("/v1/quotes?min_confidence=0.9", ["It is open", "We will build it", "A word"]),
      ("/v1/quotes?min_confidence=1", []),
      ("/v1/quotes?type=direct&to=2024-01-31", ["We will build it", "Not on my watch 🌊"]),
      ("/v1/quotes?type=indirect,mixed", []),
      ("/v1/quotes?type=-direct", []),
      ("/v1/articles/harbour/quotes", ["We will build it", "Not on my watch 🌊"]),
      ("/v1/articles/harbour/quotes?speaker=park", ["Not on my watch 🌊"]),
      ("/v1/articles/undated/quotes", ["A word"]),
    ])
  func quotes(_ kind: TransportKind, _ row: (target: String, texts: [String])) throws {
    let reply = try House(kind).fill().get(row.target)
    #expect(try reply.value("data").strings("text") == row.texts)
    #expect(try reply.int("page.total") == row.texts.count)
  }

  @Test(
    arguments: TransportKind.allCases,
    [
      ("/v1/positions", ["longer hours", "the 𝒏ew harbour", "the tax"]),
      ("/v1/positions?polarity=oppose", ["the 𝒏ew harbour", "the tax"]),
      ("/v1/positions?polarity=-oppose", ["longer hours"]),
      ("/v1/positions?act=endorse", ["longer hours"]),
      ("/v1/positions?act=reject,demand&target=ann-lee", ["the 𝒏ew harbour"]),
      ("/v1/positions?actor=ann-lee", ["longer hours", "the 𝒏ew harbour"]),
      ("/v1/positions?mode=reporter", ["longer hours", "the 𝒏ew harbour", "the tax"]),
      ("/v1/positions?mode=self,spokesperson,third_party", []),
      ("/v1/positions?speaker=ann-lee", []),
      ("/v1/positions?min_confidence=0.81", []),
      ("/v1/positions?from=2024-01-31", ["longer hours"]),
      ("/v1/articles/harbour/positions", ["the 𝒏ew harbour"]),
      ("/v1/articles/harbour/positions?polarity=support", []),
    ])
  func positions(_ kind: TransportKind, _ row: (target: String, texts: [String])) throws {
    let reply = try House(kind).fill().get(row.target)
    #expect(try reply.value("data").strings("proposal.text") == row.texts)
    #expect(try reply.int("page.total") == row.texts.count)
  }

  @Test(
    arguments: TransportKind.allCases,
    [
      ("/v1/actors", ["ann-lee", "bo-park", "cy-moss"]),
      ("/v1/actors?kind=person", ["ann-lee", "bo-park", "cy-moss"]),
      ("/v1/actors?kind=country,party", []), ("/v1/actors?actor=lee,moss", ["ann-lee", "cy-moss"]),
      ("/v1/actors?article=harbour", ["ann-lee", "bo-park"]),
    ])
  func actors(_ kind: TransportKind, _ row: (target: String, ids: [String])) throws {
    #expect(try House(kind).fill().get(row.target).value("data").strings("id") == row.ids)
  }

  // MARK: Pages

  @Test(
    arguments: TransportKind.allCases,
    [
      "/v1/articles?limit=1", "/v1/articles?limit=2&sort=published_at", "/v1/quotes?limit=1",
      "/v1/quotes?limit=3",
      "/v1/positions?limit=2", "/v1/actors?limit=1", "/v1/quotes?limit=1&speaker=lee&fields=id",
      "/v1/articles/harbour/quotes?limit=1",
    ])
  func walkingSeesEveryRowOnce(_ kind: TransportKind, _ target: String) throws {
    let house = try House(kind).fill()
    let whole = try house.get(target.replacing(/limit=\d/, with: "limit=500"))
    var ids: [String] = []
    var next: String? = target
    while let target = next {
      let page = try house.get(target)
      #expect(page.status == 200)
      ids += try page.value("data").strings("id")
      #expect(try page.value("page.total") == whole.value("page.total"))
      next = try page.value("links.next").string
      #expect((page["Link"]?.contains("rel=\"next\"") == true) == (next != nil))
      if let next { #expect(page["Link"]?.contains("<\(next)>; rel=\"next\"") == true) }
    }
    #expect(try ids == whole.value("data").strings("id"))
    #expect(Set(ids).count == ids.count)
  }

  /// Rows that were there at the start are seen exactly once, whatever comes and goes between pages.
  @Test(arguments: TransportKind.allCases, ["-published_at", "published_at"])
  func cursorsSurviveWrites(_ kind: TransportKind, _ sort: String) throws {
    let house = House(kind)
    try house.fill(articles: 12, from: 10)
    let before = try house.get("/v1/quotes?limit=500&sort=\(sort)").value("data").strings("id")
    var ids: [String] = []
    var next: String? = "/v1/quotes?limit=5&sort=\(sort)"
    var round = 0
    while let target = next {
      let page = try house.get(target)
      ids += try page.value("data").strings("id")
      next = try page.value("links.next").string
      try house.fill(articles: 1, from: 30 + round)
      try house.fill(articles: 1, from: round)
      if let last = try page.value("data").array?.last?["article_id"]?.string {
        // The very article that the cursor points into is replaced by itself with another title.
        _ = try house.send(
          .put, "/v1/articles/\(last)", json: try Self.retitled(house.get("/v1/articles/\(last)").json()))
      }
      round += 1
      #expect(round < 40)
    }
    #expect(ids.filter(Set(before).contains) == before)
    #expect(Set(ids).count == ids.count)
  }

  private static func retitled(_ article: JSONValue) throws -> String {
    let text = try #require(article["text"]?.string)
    let day = try #require(article["published_at"]?.string)
    return #"{"title":"again","text":"\#(text)","published_at":"\#(day)"}"#
  }

  @Test(arguments: TransportKind.allCases)
  func addressesAreInNormalForm(_ kind: TransportKind) throws {
    let house = try House(kind).fill()
    for (target, address) in [
      ("/v1/quotes?pretty", "/v1/quotes"),
      ("/v1/quotes?speaker=Lee&limit=20&pretty", "/v1/quotes?speaker=ann-lee"),
      ("/v1/quotes?type=mixed&type=direct,mixed", "/v1/quotes?type=direct,mixed"),
      (
        "/v1/quotes?to=2024-02-01&from=2024-01-01",
        "/v1/quotes?from=2024-01-01T00:00:00Z&to=2024-02-01T00:00:00Z"
      ),
      ("/v1/quotes?sort=-published_at&offsets=unicode", "/v1/quotes"),
      ("/v1/quotes?speaker=nobody%26x", "/v1/quotes?speaker=nobody%26x"),
      ("/v1/articles?include=text,quotes&limit=7", "/v1/articles?include=quotes,text&limit=7"),
    ] {
      let reply = try house.get(target)
      #expect(try reply.string("links.self") == address)
      #expect(reply["Link"]?.contains("<\(address)>; rel=\"first\"") == true)
    }
  }

  @Test(arguments: TransportKind.allCases)
  func cursorsBelongToTheirList(_ kind: TransportKind) throws {
    let house = try House(kind).fill()
    let cursor = try house.get("/v1/quotes?limit=1&speaker=lee").string("page.next")
    #expect(cursor.hasPrefix("c_"))
    for target in [
      "/v1/quotes?speaker=ann-lee", "/v1/quotes?speaker=Ann+Lee&limit=3",
      "/v1/quotes?speaker=lee&pretty&fields=id",
    ] {
      #expect(try house.get("\(target)&cursor=\(cursor)").status == 200, "\(target)")
    }
    for target in [
      "/v1/quotes?", "/v1/quotes?speaker=park&", "/v1/quotes?speaker=lee&type=direct&",
      "/v1/quotes?speaker=lee&sort=published_at&", "/v1/positions?speaker=lee&", "/v1/actors?",
    ] {
      let reply = try house.get("\(target)cursor=\(cursor)")
      #expect(reply.status == 400, "\(target)")
      #expect(reply.problem == "bad-cursor")
    }
    for broken in [
      "", "c_", "x", "c_%20", cursor + "A", String(cursor.dropLast()), String(cursor.dropFirst(2)),
    ] {
      #expect(try house.get("/v1/quotes?speaker=lee&cursor=\(broken)").problem == "bad-cursor", "\(broken)")
    }
  }
}
