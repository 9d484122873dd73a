import HTTP
import Testing

/// What RFC 9110 demands of methods, conditions, parts and negotiation; `HTTP.docc` names each test by its section.
@Suite struct SemanticsTests {
  private static let text = "/v1/articles/harbour/text"
  private static let modified = "Thu, 01 Feb 2024 00:00:00 GMT"
  private static let before = "Wed, 31 Jan 2024 23:59:59 GMT"
  private static let after = "Thu, 01 Feb 2024 00:00:01 GMT"

  // MARK: Methods

  @Test(arguments: TransportKind.allCases)
  func safeMethodsChangeNothing(_ kind: TransportKind) throws {
    let house = try House(kind).fill()
    for target in RoutingTests.readable {
      for method in [HTTP.Method.get, .head, .options] {
        #expect(try house.send(method, target)["OnRecord-Seq"] == "3", "\(method) \(target)")
      }
    }
    #expect(try house.get("/v1/articles").int("page.total") == 3)
  }

  @Test(arguments: TransportKind.allCases)
  func answersWithoutContent(_ kind: TransportKind) throws {
    let house = try House(kind).fill()
    let tag = try #require(try house.get(Self.text)["ETag"])
    for (method, target, lines, status) in [
      (HTTP.Method.head, Self.text, [], 200), (.head, "/nothing", [], 404),
      (.head, Self.text, [("If-None-Match", tag)], 304), (.get, Self.text, [("If-None-Match", tag)], 304),
      (.head, Self.text, [("If-Match", "\"x\"")], 412), (.options, "/", [], 204),
      (.delete, "/v1/articles/harbour", [], 204),
    ] as [(HTTP.Method, String, [(String, String)], Int)] {
      let reply = try house.send(method, target, lines)
      #expect(reply.status == status, "\(method) \(target)")
      #expect(reply.content.isEmpty, "\(method) \(target)")
      #expect(reply["Transfer-Encoding"] == nil)
    }
  }

  @Test(arguments: TransportKind.allCases, ["/nothing", "/v1/quotes?x=1", "/v1/articles/none"])
  func headOfAProblem(_ kind: TransportKind, _ target: String) throws {
    let house = House(kind)
    let id = [("X-Request-Id", "same")]
    let get = try house.get(target, id)
    let head = try house.send(.head, target, id)
    #expect(get.status >= 400 && head.status == get.status)
    #expect(head.content.isEmpty && head.length == get.length && get.length > 0)
    for field in ["Content-Type", "Cache-Control", "Vary"] { #expect(head[field] == get[field]) }
  }

  @Test(arguments: TransportKind.allCases)
  func unknownFieldsAreIgnored(_ kind: TransportKind) throws {
    let house = try House(kind).fill()
    let plain = try house.get("/v1/articles/harbour")
    let lines = [
      ("X-Unknown", "1"), ("Accept-Language", "ja;q=0.5"), ("Accept-Charset", "utf-16"), ("Cookie", "a=b"),
      ("Cache-Control", "no-cache"), ("Pragma", "no-cache"), ("Max-Forwards", "0"), ("DNT", "1"),
      ("Authorization", "Basic eA=="), ("Upgrade-Insecure-Requests", "1"), ("From", "a@b.example"),
    ]
    let reply = try house.get("/v1/articles/harbour", lines)
    #expect(reply.status == 200 && reply.content == plain.content && reply["ETag"] == plain["ETag"])
  }

  @Test(arguments: TransportKind.allCases)
  func partialPutIsRefused(_ kind: TransportKind) throws {
    let house = try House(kind).fill()
    let before = try house.get(Self.text).text
    let part = [("Content-Range", "bytes 0-3/10")]
    for target in ["/v1/articles/harbour", "/v1/articles/new"] {
      let reply = try house.send(.put, target, text: "Part", part)
      #expect(reply.status == 400 && reply.problem == "malformed-request")
      #expect(try reply.string("errors.0.header") == "Content-Range")
    }
    #expect(try house.get(Self.text).text == before)
    #expect(try house.get("/v1/articles/new").status == 404)
  }

  // MARK: Conditions

  /// §13.2.2, by pairs of which the first is decisive: what it says comes out, whatever the second would.
  @Test(
    arguments: TransportKind.allCases,
    [
      ([("If-Match", "TAG"), ("If-Unmodified-Since", before)], 200),
      ([("If-Match", "\"x\""), ("If-Unmodified-Since", modified)], 412),
      ([("If-Match", "\"x\""), ("If-None-Match", "TAG")], 412),
      ([("If-Match", "TAG"), ("If-None-Match", "TAG")], 304),
      ([("If-Unmodified-Since", before), ("If-None-Match", "TAG")], 412),
      ([("If-Unmodified-Since", modified), ("If-None-Match", "TAG")], 304),
      ([("If-Unmodified-Since", "no date"), ("If-None-Match", "\"x\"")], 200),
      ([("If-None-Match", "\"x\""), ("If-Modified-Since", modified)], 200),
      ([("If-None-Match", "TAG"), ("If-Modified-Since", before)], 304),
      ([("If-Modified-Since", modified), ("Range", "bytes=0-3")], 304),
      ([("If-Modified-Since", before), ("Range", "bytes=0-3")], 206),
      ([("If-None-Match", "TAG"), ("Range", "bytes=9999999-")], 304),
      ([("If-Match", "\"x\""), ("Range", "bytes=9999999-")], 412),
      ([("If-Match", "TAG"), ("Range", "bytes=0-3"), ("If-Range", "\"x\"")], 200),
      ([("If-Match", "TAG"), ("Range", "bytes=9999999-"), ("If-Range", "TAG")], 416),
      ([("If-Match", "TAG"), ("Range", "bytes=9999999-"), ("If-Range", "\"x\"")], 200),
    ] as [([(String, String)], Int)])
  func preconditionsStandInTheirOrder(
    _ kind: TransportKind, _ row: (lines: [(String, String)], status: Int)
  ) throws {
    let house = try House(kind).fill()
    let tag = try #require(try house.get(Self.text)["ETag"])
    let lines = row.lines.map { ($0.0, $0.1 == "TAG" ? tag : $0.1) }
    #expect(try house.get(Self.text, lines).status == row.status)
    #expect(try house.get(Self.text, lines.reversed()).status == row.status, "in whatever order they stand")
  }

  /// §13.2.1
  @Test(arguments: TransportKind.allCases)
  func conditionsOfWhatIsNotThere(_ kind: TransportKind) throws {
    let house = try House(kind).fill()
    let demands = [("If-Match", "\"x\""), ("If-None-Match", "*"), ("If-Unmodified-Since", Self.before)]
    for demand in demands {
      #expect(try house.get("/nothing", [demand]).status == 404)
      #expect(try house.get("/v1/articles/none", [demand]).status == 404)
      #expect(try house.send(.delete, "/v1/articles/none", [demand]).status == 404)
      #expect(try house.send(.patch, "/v1/articles/harbour", [demand]).status == 405)
      #expect(try house.send(.options, "/v1/articles/harbour", [demand]).status == 204)
      #expect(try house.get("/v1/quotes?x=1", [demand]).status == 400)
      #expect(try house.get("/v1/articles/harbour", [demand, ("Accept", "image/png")]).status == 406)
    }
    #expect(try house.send(.put, "/v1/articles/a", json: "{", [("If-Match", "\"x\"")]).status == 400)
  }

  @Test(arguments: TransportKind.allCases)
  func refusedConditionsChangeNothing(_ kind: TransportKind) throws {
    let house = try House(kind).fill()
    let before = try house.get("/v1/articles/harbour")
    for demand in [
      ("If-Match", "\"x\""), ("If-None-Match", "*"), ("If-Unmodified-Since", Self.before),
      ("If-Match", "W/\(before["ETag"] ?? "")"), ("If-None-Match", before["ETag"] ?? ""),
    ] {
      #expect(try house.send(.put, "/v1/articles/harbour", text: "New.", [demand]).status == 412, "\(demand)")
      #expect(try house.send(.delete, "/v1/articles/harbour", [demand]).status == 412, "\(demand)")
    }
    let after = try house.get("/v1/articles/harbour")
    #expect(after.content == before.content && after["OnRecord-Seq"] == before["OnRecord-Seq"])
  }

  @Test(arguments: TransportKind.allCases, [HTTP.Method.get, .head])
  func notModifiedCarriesWhatCachesNeed(_ kind: TransportKind, _ method: HTTP.Method) throws {
    let house = try House(kind).fill()
    for target in RoutingTests.readable {
      let whole = try house.get(target)
      guard let tag = whole["ETag"] else { continue }
      let reply = try house.send(method, target, [("If-None-Match", tag)])
      #expect(reply.status == 304, "\(target)")
      for name in ["Cache-Control", "ETag", "Vary", "Expires", "Content-Location"] {
        #expect(reply[name] == whole[name], "\(name) of \(target)")
      }
      for name in ["Content-Type", "Content-Encoding", "Content-Range", "Content-Language"] {
        #expect(reply[name] == nil, "\(name) of \(target)")
      }
    }
  }

  // MARK: Parts

  @Test(
    arguments: TransportKind.allCases,
    [
      ("bytes=0-0", 0..<1), ("bytes=2-5", 2..<6), ("bytes=10-", 10..<53), ("bytes=-1", 52..<53),
      ("bytes=-53", 0..<53), ("bytes=-54", 0..<53), ("bytes=-99999999999999999999", 0..<53),
      ("bytes=52-52", 52..<53), ("bytes=0-99999999999999999999", 0..<53), ("Bytes=0-1", 0..<2),
      ("bytes= 0-1", 0..<2), ("bytes=,0-1,", 0..<2), ("bytes=000-001", 0..<2),
      ("bytes=53-", nil), ("bytes=53-60", nil), ("bytes=-0", nil), ("bytes=99999999999999999999-", nil),
    ] as [(String, Range<Int>?)])
  func everyFormOfRange(_ kind: TransportKind, _ row: (field: String, part: Range<Int>?)) throws {
    let house = House(kind)
    let text = "“A word,” Cy Moss said. Cy Moss opposes [the tax]"
    _ = try house.send(.put, "/v1/articles/a", text: text)
    let bytes = Array(text.utf8)
    #expect(bytes.count == 53)
    let reply = try house.get("/v1/articles/a/text", [("Range", row.field)])
    if let part = row.part {
      #expect(reply.status == 206)
      #expect(reply.content == Array(bytes[part]))
      #expect(reply["Content-Range"] == "bytes \(part.lowerBound)-\(part.upperBound - 1)/53")
      #expect(reply["Content-Type"] == "text/plain; charset=utf-8", "one part is no multipart")
    } else {
      #expect(reply.status == 416)
      #expect(reply["Content-Range"] == "bytes */53")
    }
    for field in ["bytes=5-4", "bytes=a-b", "bytes", "bytes=", "bytes=-", "bytes=0-1,3-4", "bytes=0 - 1", "items=0-1"] {
      let reply = try house.get("/v1/articles/a/text", [("Range", field)])
      #expect(reply.status == 200 && reply.content == bytes && reply["Content-Range"] == nil, "\(field)")
    }
  }

  @Test(
    arguments: TransportKind.allCases,
    [
      ("TAG", 206), ("W/TAG", 200), ("\"x\"", 200), ("W/\"x\"", 200), ("TAG, \"x\"", 200), ("*", 200),
      ("", 200), (modified, 200), (before, 200), (after, 200), ("Thursday, 01-Feb-24 00:00:00 GMT", 200),
      ("Thu Feb  1 00:00:00 2024", 200), ("yesterday", 200), ("2024-02-01T00:00:00Z", 200),
    ])
  func everyFormOfIfRange(_ kind: TransportKind, _ row: (field: String, status: Int)) throws {
    let house = try House(kind).fill()
    let whole = try house.get(Self.text)
    let condition = ("If-Range", row.field.replacing("TAG", with: try #require(whole["ETag"])))
    let reply = try house.get(Self.text, [("Range", "bytes=0-3"), condition])
    #expect(reply.status == row.status)
    #expect(reply.content == (row.status == 206 ? Array(whole.content.prefix(4)) : whole.content))
    #expect(try house.get(Self.text, [condition]).status == 200, "without Range it is nothing")
  }

  /// Two revisions written in one second have one date, so a date proves nothing about bytes (§8.8.2.2).
  @Test(arguments: TransportKind.allCases)
  func datesAreWeak(_ kind: TransportKind) throws {
    let house = try House(kind).fill()
    let first = try house.get(Self.text)
    let range = ("Range", "bytes=0-3")
    let date = try #require(first["Last-Modified"])
    #expect(try house.get(Self.text, [range, ("If-Range", date)]).status == 200)
    #expect(try house.get(Self.text, [("If-Modified-Since", date)]).status == 304, "which weak dates do for")
  }

  @Test(arguments: TransportKind.allCases)
  func partsCarryWhatTheWholeWould(_ kind: TransportKind) throws {
    let house = try House(kind).fill()
    let whole = try house.get(Self.text)
    let part = try house.get(Self.text, [("Range", "bytes=0-3")])
    for name in [
      "Cache-Control", "ETag", "Vary", "Expires", "Content-Location", "Last-Modified", "Content-Type",
      "Accept-Ranges",
    ] {
      #expect(part[name] == whole[name], "\(name)")
    }
    #expect(part["Content-Range"] != nil && whole["Content-Range"] == nil)
  }

  @Test(arguments: TransportKind.allCases)
  func onlyTextIsDivisible(_ kind: TransportKind) throws {
    let house = try House(kind).fill()
    for target in RoutingTests.readable {
      let reply = try house.get(target, [("Range", "bytes=0-3")])
      #expect(reply.status == (target == Self.text ? 206 : 200), "\(target)")
      #expect(reply["Accept-Ranges"] == (target == Self.text ? "bytes" : nil), "\(target)")
    }
  }

  // MARK: Caches

  /// RFC 9111 §5
  @Test(arguments: TransportKind.allCases)
  func answersToCachesSayWhatHolds(_ kind: TransportKind) throws {
    let house = try House(kind).fill()
    for target in RoutingTests.readable + ["/nothing", "/v1/quotes?x=1", "/v1/quotes/"] {
      let reply = try house.get(target)
      #expect(reply.fields.values("Cache-Control") == ["no-cache"], "\(target)")
      for name in ["Age", "Expires", "Pragma", "Warning"] { #expect(reply[name] == nil, "\(name) of \(target)") }
    }
  }

  // MARK: Negotiation

  @Test(
    arguments: TransportKind.allCases,
    [
      ("text/html;q=0.9, application/json;q=0.8", "text/html"),
      ("text/html;q=0.8, application/json;q=0.9", "application/json"),
      ("text/html;q=0, */*", "application/json"), ("application/json;q=0, */*", "text/html"),
      ("text/*;q=0.2, application/*;q=0.1", "text/html"), ("*/*;q=0.5, text/html;q=0.4", "application/json"),
      ("text/html;q=1.000, application/json;q=0.999", "text/html"), ("text/html;Q=0.1,*/*", "application/json"),
      ("text/html ; q=0.1 , application/json ; q=0.2", "application/json"), (",, text/html ,", "text/html"),
      ("TEXT/HTML", "text/html"), ("", "application/json"), ("*/*", "application/json"),
      ("image/png", nil), ("text/html;q=0, application/json;q=0.000", nil), ("*/*;q=0", nil),
    ] as [(String, String?)])
  func acceptHasWeights(_ kind: TransportKind, _ row: (field: String, type: String?)) throws {
    let reply = try House(kind).get("/", [("Accept", row.field)])
    if let type = row.type {
      #expect(reply.status == 200 && reply["Content-Type"] == "\(type); charset=utf-8")
    } else {
      #expect(reply.status == 406)
    }
  }
}
