import HTTP
import Testing

/// `POST`, `PUT` and `DELETE` of articles.
@Suite struct WritingTests {
  private static let json = #"{"url":"https://news.example/1","title":"T","text":"“Yes,” Ann Lee said."}"#

  @Test(arguments: TransportKind.allCases)
  func postCreatesOnce(_ kind: TransportKind) throws {
    let house = House(kind)
    let first = try house.send(.post, "/v1/articles", json: Self.json)
    #expect(first.status == 201)
    let id = try first.string("id")
    #expect(id.hasPrefix("a_") && id.utf8.count == 18)
    #expect(first["Location"] == "/v1/articles/\(id)")
    #expect(first.text.hasPrefix("{\"id\":\"\(id)\",\"created\":true,\"url\":"))
    #expect(try house.get("/v1/articles/\(id)")["ETag"] == first["ETag"])
    #expect(try house.get("/v1/articles/\(id)").text == first.text.replacing("\"created\":true,", with: ""))

    let again = try house.send(.post, "/v1/articles", json: Self.json)
    #expect(again.status == 200)
    #expect(again.text == first.text.replacing("\"created\":true", with: "\"created\":false"))
    #expect(again["OnRecord-Seq"] == "1")

    let revised = try house.send(
      .post, "/v1/articles",
      json: #"{"url":"https://news.example/1","title":"T","text":"“No,” Ann Lee said."}"#)
    #expect(revised.status == 200)
    #expect(try revised.string("id") == id)
    #expect(try revised.int("rev") == 2)
    #expect(revised["OnRecord-Seq"] == "2")
  }

  @Test(arguments: TransportKind.allCases)
  func plainTextTakesItsMetadataFromTheQuery(_ kind: TransportKind) throws {
    let reply = try House(kind).send(
      .post,
      "/v1/articles?title=A+title&url=https://news.example/2&source=kyodo&published_at=2024-01-30&lang=en-GB"
        + "&byline=By+Jo&section=World&fields=title,url,source,published_at,lang,byline,section,text",
      text: "“Yes,” Ann Lee said.")
    #expect(
      reply.text == #"""
        {"url":"https://news.example/2","title":"A title","text":"“Yes,” Ann Lee said.",\#
        "source":{"id":"kyodo","name":"Kyodo News"},"byline":"By Jo","section":"World","lang":"en-GB",\#
        "published_at":"2024-01-30T00:00:00Z"}

        """#)
  }

  @Test(arguments: TransportKind.allCases)
  func putIsIdempotent(_ kind: TransportKind) throws {
    let house = House(kind)
    let first = try house.send(.put, "/v1/articles/my.id_1~x", json: Self.json)
    #expect(first.status == 201)
    #expect(first["Location"] == "/v1/articles/my.id_1~x")
    #expect(first.text.hasPrefix("{\"id\":\"my.id_1~x\",\"changed\":true,\"url\":"))
    let again = try house.send(.put, "/v1/articles/my.id_1~x", json: Self.json)
    #expect(again.status == 200)
    #expect(again.text == first.text.replacing("\"changed\":true", with: "\"changed\":false"))
    #expect(again["OnRecord-Seq"] == first["OnRecord-Seq"])
    // What is shown later is not what was sent, so replacing promises no tag (RFC 9110 §9.3.4).
    #expect(again["ETag"] == nil)
    let other = try house.send(.put, "/v1/articles/my.id_1~x", json: #"{"text":"Other."}"#)
    #expect(other.status == 200)
    #expect(try other.value("changed") == .bool(true))
    #expect(try other.int("rev") == 2)
  }

  @Test(arguments: TransportKind.allCases)
  func putOnlyToCreate(_ kind: TransportKind) throws {
    let house = House(kind)
    let create = [("If-None-Match", "*")]
    #expect(try house.send(.put, "/v1/articles/a", json: Self.json, create).status == 201)
    let again = try house.send(.put, "/v1/articles/a", json: Self.json, create)
    #expect(again.status == 412)
    #expect(again.problem == "precondition-failed")
  }

  @Test(arguments: TransportKind.allCases)
  func putOnlyWhatWasSeen(_ kind: TransportKind) throws {
    let house = House(kind)
    #expect(try house.send(.put, "/v1/articles/a", json: Self.json, [("If-Match", "*")]).status == 412)
    #expect(try house.send(.put, "/v1/articles/a", json: Self.json).status == 201)
    let tag = try #require(try house.get("/v1/articles/a")["ETag"])
    #expect(
      try house.send(.put, "/v1/articles/a", json: #"{"text":"2."}"#, [("If-Match", "\"x\"")]).status == 412)
    #expect(
      try house.send(.put, "/v1/articles/a", json: #"{"text":"2."}"#, [("If-Match", "W/\(tag)")]).status
        == 412)
    #expect(
      try house.send(.put, "/v1/articles/a", json: #"{"text":"2."}"#, [("If-Match", tag)]).status == 200)
    #expect(
      try house.send(.put, "/v1/articles/a", json: #"{"text":"3."}"#, [("If-Match", tag)]).status == 412)
    #expect(
      try house.send(.put, "/v1/articles/a", json: #"{"text":"3."}"#, [("If-Match", "*")]).status == 200)
    #expect(try house.get("/v1/articles/a").string("text") == "3.")
    let past = [("If-Unmodified-Since", "Mon, 01 Jan 2024 00:00:00 GMT")]
    #expect(try house.send(.put, "/v1/articles/a", json: #"{"text":"4."}"#, past).status == 412)
  }

  @Test(arguments: TransportKind.allCases)
  func minimalAnswers(_ kind: TransportKind) throws {
    let house = House(kind)
    let minimal = [("Prefer", "respond-async, return=minimal")]
    let created = try house.send(.put, "/v1/articles/a", json: Self.json, minimal)
    #expect(created.status == 201)
    #expect(created.content.isEmpty)
    #expect(created["Preference-Applied"] == "return=minimal")
    let known = try house.send(.put, "/v1/articles/a", json: Self.json, minimal)
    #expect(known.status == 204)
    #expect(known.content.isEmpty)
    #expect(
      try house.send(.put, "/v1/articles/a", json: Self.json, [("Prefer", "return=representation")]).status
        == 200)
  }

  @Test(arguments: TransportKind.allCases)
  func deleteLeavesATombstone(_ kind: TransportKind) throws {
    let house = try House(kind).fill()
    let quote = try house.get("/v1/quotes?article=market").string("data.0.id")
    let deleted = try house.send(.delete, "/v1/articles/market")
    #expect(deleted.status == 204)
    #expect(deleted.content.isEmpty)
    for target in ["", "/text", "/quotes", "/positions"] {
      let reply = try house.get("/v1/articles/market" + target)
      #expect(reply.status == 410, "\(target)")
      #expect(reply.problem == "gone")
    }
    #expect(try house.send(.delete, "/v1/articles/market").status == 410)
    #expect(try house.send(.delete, "/v1/articles/never").status == 404)
    #expect(try house.get("/v1/quotes/\(quote)").status == 404)
    #expect(try house.get("/v1/articles").int("page.total") == 2)
    #expect(try house.send(.put, "/v1/articles/market", json: Self.json).status == 201)
    #expect(try house.get("/v1/articles/market").status == 200)
  }

  @Test(arguments: TransportKind.allCases)
  func deleteOnlyWhatWasSeen(_ kind: TransportKind) throws {
    let house = try House(kind).fill()
    #expect(try house.send(.delete, "/v1/articles/market", [("If-Match", "\"x\"")]).status == 412)
    #expect(try house.send(.delete, "/v1/articles/never", [("If-Match", "\"x\"")]).status == 404)
    let tag = try #require(try house.get("/v1/articles/market")["ETag"])
    #expect(try house.send(.delete, "/v1/articles/market", [("If-Match", tag)]).status == 204)
  }

  @Test(arguments: TransportKind.allCases)
  func extractStoresNothing(_ kind: TransportKind) throws {
    let house = House(kind)
    let reply = try house.send(.post, "/v1/extract", json: Self.json)
    #expect(reply.status == 200)
    #expect(reply.text.hasPrefix("{\"id\":\"a_"))
    #expect(try reply.string("article.title") == "T")
    #expect(try reply.string("quotes.0.speaker.id") == "ann-lee")
    #expect(try reply.value("positions") == .array([]))
    #expect(reply["OnRecord-Seq"] == "0")
    #expect(try house.get("/v1/status").int("counts.articles") == 0)
    let stored = try house.send(.post, "/v1/articles", json: Self.json)
    #expect(try stored.string("id") == reply.string("id"))
  }

  // MARK: Documents that are refused

  @Test(
    arguments: TransportKind.allCases,
    [
      (HTTP.Method.post, "/v1/extract"), (.post, "/v1/articles"), (.put, "/v1/articles/a"),
    ])
  func refusals(_ kind: TransportKind, _ row: (method: HTTP.Method, path: String)) throws {
    let house = House(kind)
    let (method, path) = row
    func send(_ type: String?, _ content: String, _ more: [(String, String)] = [], query: String = "") throws
      -> Reply
    {
      try house.send(
        method, path + query, (type.map { [("Content-Type", $0)] } ?? []) + more, content: Array(content.utf8)
      )
    }

    for type in [
      nil, "application/pdf", "text", "application/x-www-form-urlencoded", "text/plain; charset=koi8-r",
    ] {
      let reply = try send(type, "x")
      #expect(reply.status == 415, "\(type ?? "none")")
      #expect(reply.problem == "unsupported-media-type")
      #expect(reply["Accept-Post"] == "application/json, text/plain")
    }
    let coded = try send("text/plain", "x", [("Content-Encoding", "zstd")])
    #expect(coded.status == 415)
    #expect(coded["Accept-Encoding"] == "gzip, deflate, br")
    #expect(try send("text/plain", "x", [("Content-Encoding", "identity")]).status < 300)

    let broken = try send("application/json", "{\"text\":}")
    #expect(broken.status == 400)
    #expect(broken.problem == "malformed-json")
    #expect(try broken.string("detail").contains("line 1, column 9"))
    #expect(try send("application/json", #"{"text":"a","text":"b"}"#).problem == "malformed-json")

    let invalid = try send("application/json", #"{"title":1,"published_at":"soon","topics":[{}]}"#)
    #expect(invalid.status == 422)
    #expect(invalid.problem == "invalid-article")
    #expect(
      Set(try invalid.value("errors").strings("pointer")) == [
        "/title", "/published_at", "/topics/0", "/text",
      ])

    #expect(try send("text/plain", " \n ").problem == "no-text-found")
    #expect(try send("application/json", #"{"text":""}"#).status == 422)
    let bytes = try house.send(method, path, [("Content-Type", "text/plain")], content: [0x61, 0xFF])
    #expect(bytes.status == 400)
    #expect(bytes.problem == "undecodable-text")
    let long = try send("text/plain", String(repeating: "long ", count: 210_000))
    #expect(long.status == 413)
    #expect(long.problem == "body-too-large")

    let misplaced = try send("application/json", #"{"text":"a"}"#, query: "?title=T&lang=en")
    #expect(misplaced.status == 400)
    #expect(try misplaced.value("errors").strings("parameter") == ["title", "lang"])
    let bad = try send("text/plain", "a", query: "?published_at=soon&lang=e&include=x&offsets=utf32")
    #expect(bad.status == 400)
    #expect(try bad.value("errors").array?.count ?? 0 >= 3)
    #expect(try house.get("/v1/status").int("counts.articles") <= 1)
  }

  @Test(arguments: TransportKind.allCases)
  func charsets(_ kind: TransportKind) throws {
    let house = House(kind)
    for label in ["\"iso-8859-1\"", "iso-8859-1", "ISO-8859-1", "Iso-8859-1"] {
      let latin = try house.send(
        .post, "/v1/extract", [("Content-Type", "Text/Plain; Charset=\(label)")], content: [0x5A, 0xFC, 0x2E])
      #expect(try latin.string("article.text") == "Zü.")
    }
  }

  @Test(arguments: TransportKind.allCases)
  func idsInAddressAndDocumentAgree(_ kind: TransportKind) throws {
    let house = House(kind)
    let differs = try house.send(.put, "/v1/articles/a", json: #"{"id":"b","text":"x"}"#)
    #expect(differs.status == 422)
    #expect(try differs.string("errors.0.pointer") == "/id")
    #expect(try house.send(.put, "/v1/articles/a", json: #"{"id":"a","text":"x"}"#).status == 201)
    #expect(try house.send(.put, "/v1/articles/-a", json: #"{"text":"x"}"#).problem == "bad-parameter")
    #expect(try house.send(.put, "/v1/articles/a%20b", json: #"{"text":"x"}"#).problem == "bad-parameter")
  }
}
