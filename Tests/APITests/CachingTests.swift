import HTTP
import JSON
import Testing

/// Entity tags and conditional reads.
@Suite struct CachingTests {
  private static let singles = [
    "/v1/articles/harbour", "/v1/articles/harbour/text", "/v1/actors/ann-lee", "/", "/problems/gone",
  ]
  private static let lists = [
    "/v1/articles", "/v1/quotes", "/v1/positions", "/v1/actors", "/v1/articles/harbour/quotes",
    "/v1/articles/harbour/positions", "/v1/quotes?speaker=ann-lee&limit=500", "/v1/articles?include=quotes",
  ]

  @Test(arguments: TransportKind.allCases)
  func everyGetRepeatedWithItsTagIsUnchanged(_ kind: TransportKind) throws {
    let house = try House(kind).fill()
    let items = [
      "/v1/quotes/" + (try house.get("/v1/quotes").string("data.0.id")),
      "/v1/positions/" + (try house.get("/v1/positions").string("data.0.id")),
    ]
    for target in Self.singles + Self.lists + items {
      let first = try house.get(target)
      let tag = try #require(first["ETag"], "\(target)")
      #expect(tag.hasPrefix("W/") == Self.lists.contains(target), "\(target)")
      for method in [HTTP.Method.get, .head] {
        let again = try house.send(method, target, [("If-None-Match", "\"other\", \(tag)")])
        #expect(again.status == 304, "\(target)")
        #expect(again.content.isEmpty)
        #expect(again["ETag"] == tag)
        #expect(again["Cache-Control"] == "no-cache" && again["Vary"] == "Accept, Accept-Encoding")
        #expect(again["Content-Type"] == nil)
      }
      #expect(try house.get(target, [("If-None-Match", "\"other\"")]).status == 200)
    }
  }

  @Test(arguments: TransportKind.allCases)
  func aWriteBetweenMakesListsNew(_ kind: TransportKind) throws {
    let house = try House(kind).fill()
    let tags = try Self.lists.map { ($0, try #require(try house.get($0)["ETag"])) }
    _ = try house.send(.put, "/v1/articles/more", json: #"{"text":"“More,” Ann Lee said."}"#)
    for (target, tag) in tags {
      let reply = try house.get(target, [("If-None-Match", tag)])
      #expect(reply.status == 200, "\(target)")
      #expect(reply["ETag"] != tag)
    }
  }

  @Test(arguments: TransportKind.allCases)
  func aNewRevisionMakesAnArticleNew(_ kind: TransportKind) throws {
    let house = try House(kind).fill()
    let tag = try #require(try house.get("/v1/articles/market")["ETag"])
    #expect(tag.hasPrefix("\"r1-"))
    _ = try house.send(.put, "/v1/articles/market", json: #"{"text":"Closed."}"#)
    let reply = try house.get("/v1/articles/market", [("If-None-Match", tag)])
    #expect(reply.status == 200)
    #expect(reply["ETag"]?.hasPrefix("\"r2-") == true)
  }

  /// A tag is the tag of bytes: each look has its own, equal questions share one.
  @Test(arguments: TransportKind.allCases)
  func looksHaveTagsOfTheirOwn(_ kind: TransportKind) throws {
    let house = try House(kind).fill()
    for target in ["/v1/articles/harbour", "/v1/quotes"] {
      let looks = ["", "?pretty", "?offsets=utf8", "?offsets=utf16", "?fields=id", "?fields=id,published_at"]
      let tags = Set(try looks.map { try #require(try house.get(target + $0)["ETag"]) })
      #expect(tags.count == looks.count, "\(target)")
    }
    for (a, b) in [
      ("/v1/quotes?type=direct,mixed", "/v1/quotes?type=mixed&type=direct"),
      ("/v1/quotes", "/v1/quotes?limit=20"),
      ("/v1/quotes?speaker=lee", "/v1/quotes?speaker=ann-lee"),
      ("/v1/quotes?pretty", "/v1/quotes?pretty=true"),
    ] {
      #expect(try house.get(a)["ETag"] == house.get(b)["ETag"], "\(a) and \(b)")
    }
  }

  @Test(arguments: TransportKind.allCases)
  func dates(_ kind: TransportKind) throws {
    let house = try House(kind).fill()
    let items = [
      "/v1/articles/harbour", "/v1/articles/harbour/text",
      "/v1/quotes/" + (try house.get("/v1/quotes?article=harbour").string("data.0.id")),
      "/v1/positions/" + (try house.get("/v1/positions?article=harbour").string("data.0.id")),
    ]
    for target in items {
      let modified = "Thu, 01 Feb 2024 00:00:00 GMT"
      #expect(try house.get(target)["Last-Modified"] == modified, "\(target)")
      #expect(try house.get(target, [("If-Modified-Since", modified)]).status == 304)
      #expect(try house.get(target, [("If-Modified-Since", "Wed, 31 Jan 2024 23:59:59 GMT")]).status == 200)
      #expect(
        try house.get(target, [("If-Modified-Since", modified), ("If-None-Match", "\"x\"")]).status == 200)
      #expect(try house.get(target, [("If-Unmodified-Since", "Wed, 31 Jan 2024 23:59:59 GMT")]).status == 412)
      #expect(try house.get(target, [("If-Match", "\"x\"")]).problem == "precondition-failed")
    }
  }

  @Test(arguments: TransportKind.allCases)
  func ranges(_ kind: TransportKind) throws {
    let house = try House(kind).fill()
    let target = "/v1/articles/harbour/text"
    let whole = try house.get(target)
    #expect(whole["Accept-Ranges"] == "bytes")

    let part = try house.get(target, [("Range", "bytes=0-3")])
    #expect(part.status == 206)
    #expect(part.text == "🚢")
    #expect(part["Content-Range"] == "bytes 0-3/\(whole.content.count)")
    #expect(part["ETag"] == whole["ETag"])

    #expect(try house.get(target, [("Range", "bytes=-5")]).text == "said.")

    let behind = try house.get(target, [("Range", "bytes=100000-")])
    #expect(behind.status == 416)
    #expect(behind.problem == "range-not-satisfiable")
    #expect(behind["Content-Range"] == "bytes */\(whole.content.count)")

    for field in ["bytes=0-1,4-5", "bytes=x", "lines=1-2"] {
      #expect(try house.get(target, [("Range", field)]).status == 200, "\(field)")
    }
    #expect(try house.send(.head, target, [("Range", "bytes=0-3")]).status == 200)

    let tag = try #require(whole["ETag"])
    #expect(try house.get(target, [("Range", "bytes=0-3"), ("If-Range", tag)]).status == 206)
    #expect(try house.get(target, [("Range", "bytes=0-3"), ("If-Range", "\"other\"")]).status == 200)
    #expect(try house.get(target, [("Range", "bytes=0-3"), ("If-Range", "W/\(tag)")]).status == 200)
    // Two changes in one second have one date, so it is no strong validator.
    let date = try #require(whole["Last-Modified"])
    #expect(try house.get(target, [("Range", "bytes=0-3"), ("If-Range", date)]).status == 200)
    #expect(try house.get(target, [("Range", "bytes=0-3"), ("If-Range", "\(tag), \(tag)")]).status == 200)
    #expect(try house.get(target, [("If-Range", tag)]).status == 200)
    #expect(try house.get(target, [("Range", "bytes=0-3"), ("If-None-Match", tag)]).status == 304)
  }
}
