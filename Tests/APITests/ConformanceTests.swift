import HTTP
import Testing

/// What RFC 9110 and 9111 demand of answers, beyond what the suites of each topic hold.
@Suite struct ConformanceTests {
  private static let article = "/v1/articles/harbour"
  private static let readable = RoutingTests.readable + ["/metrics"]

  // MARK: Methods (RFC 9110 §9)

  @Test(arguments: TransportKind.allCases)
  func safeMethodsChangeNothing(_ kind: TransportKind) throws {
    let house = try House(kind).fill()
    let seq = try house.get("/")["OnRecord-Seq"]
    for target in Self.readable + ["/v1/extract", "*"] {
      for method in [HTTP.Method.get, .head, .options] where target != "*" || method == .options {
        let reply = try house.send(method, target)
        #expect(reply.status < 300 || reply.status == 405, "\(method) \(target)")
      }
    }
    #expect(try house.get("/")["OnRecord-Seq"] == seq)
  }

  /// Content that has no meaning changes nothing (§9.3.1, §9.3.2, §9.3.5, §9.3.7).
  @Test(arguments: TransportKind.allCases)
  func contentWithoutMeaning(_ kind: TransportKind) throws {
    let house = try House(kind).fill()
    let content = Array(#"{"text":"Other."}"#.utf8)
    for method in [HTTP.Method.get, .head, .options] {
      let plain = try house.send(method, Self.article)
      let other = try house.send(
        method, Self.article, [("Content-Type", "application/json")], content: content)
      #expect(
        other.status == plain.status && other.content == plain.content && other["ETag"] == plain["ETag"])
    }
    #expect(try house.send(.delete, Self.article, content: content).status == 204)
  }

  /// Fields that nobody here knows, or that are for caches and proxies, change nothing (§5.1, §7.6.2, §7.8, §8.7, §12.5,
  /// §14.4; RFC 9111 §5.2.1, §5.4).
  @Test(
    arguments: TransportKind.allCases,
    [
      ("Unknown", "x"), ("Upgrade", "h2c"), ("Connection", "Upgrade, HTTP2-Settings"),
      ("TE", "trailers, gzip;q=0.1"),
      ("Max-Forwards", "0"), ("Via", "1.1 a"), ("Accept-Charset", "utf-16;q=1, *;q=0"),
      ("Accept-Language", "fr;q=1, *;q=0"), ("Content-Location", "/elsewhere"),
      ("Content-Range", "bytes 0-1/2"),
      ("Pragma", "no-cache"), ("Cache-Control", "no-cache"), ("Cache-Control", "no-store"),
      ("Cache-Control", "only-if-cached"), ("Cache-Control", "max-age=0, min-fresh=99999"),
      ("From", "a@b.example"),
      ("Referer", "http://b.example/"), ("User-Agent", "x"), ("Expect", ""), ("Accept", ""), ("Prefer", "x"),
    ])
  func fieldsWithoutMeaning(_ kind: TransportKind, _ field: (name: String, value: String)) throws {
    let house = try House(kind).fill()
    for target in [Self.article, "/v1/quotes", "/nothing"] {
      let plain = try house.get(target, Golden.requestID)
      let other = try house.get(target, Golden.requestID + [(field.name, field.value)])
      #expect(
        other.status == plain.status && other.content == plain.content && other["ETag"] == plain["ETag"])
    }
  }

  /// Nor are they kept with what is stored (§9.3.4).
  @Test(arguments: TransportKind.allCases)
  func fieldsAreNotStored(_ kind: TransportKind) throws {
    let house = House(kind)
    let json = #"{"text":"One."}"#
    let lines = [("Unknown", "x"), ("Content-Location", "/elsewhere"), ("Content-Language", "fr")]
    _ = try house.send(.put, "/v1/articles/a", json: json)
    _ = try house.send(.put, "/v1/articles/b", json: json, lines)
    let (a, b) = (try house.get("/v1/articles/a"), try house.get("/v1/articles/b"))
    for name in ["Unknown", "Content-Location", "Content-Language"] { #expect(b[name] == nil) }
    #expect(
      Set(try a.json().object.map { Array($0.keys) } ?? [])
        == Set(try b.json().object.map { Array($0.keys) } ?? []))
  }

  // MARK: Writing (§9.3.3, §9.3.4)

  /// What is shown later is not what was sent, so no validator stands for it; of what a POST made, one may be told.
  @Test(arguments: TransportKind.allCases)
  func putTellsNoValidator(_ kind: TransportKind) throws {
    let house = House(kind)
    for text in ["One.", "One.", "Two."] {
      let reply = try house.send(.put, "/v1/articles/a", json: #"{"text":"\#(text)"}"#)
      #expect(reply.status < 300 && reply["ETag"] == nil && reply["Last-Modified"] == nil)
    }
    let made = try house.send(.post, "/v1/articles", json: #"{"text":"Three."}"#)
    #expect(made.status == 201)
    #expect(try made["ETag"] == house.get(try #require(made["Location"]))["ETag"])
  }

  @Test(arguments: TransportKind.allCases)
  func putOfAPartIsRefused(_ kind: TransportKind) throws {
    let house = House(kind)
    let reply = try house.send(.put, "/v1/articles/a", text: "One.", [("Content-Range", "bytes 0-3/8")])
    #expect(reply.status == 400 && reply.problem == "malformed-request")
    #expect(try reply.string("errors.0.header") == "Content-Range")
    #expect(try house.get("/v1/articles/a").status == 404)
  }

  /// Two types for one content can be read in two ways (§8.3).
  @Test(arguments: TransportKind.allCases)
  func twoContentTypesAreNone(_ kind: TransportKind) throws {
    let lines = [("Content-Type", "text/plain"), ("Content-Type", "application/json")]
    for both in [lines, lines.reversed(), [("Content-Type", "text/plain, text/plain")]] {
      let reply = try House(kind).send(.post, "/v1/extract", both, content: Array("One.".utf8))
      #expect(reply.status == 415)
    }
  }

  // MARK: Conditions (§13)

  @Test(
    arguments: TransportKind.allCases,
    [
      ("If-Match", "*", 201, 412), ("If-Match", "\"x\"", 412, 412), ("If-Match", "LIST", 412, 412),
      ("If-None-Match", "*", 412, 200), ("If-None-Match", "LIST", 412, 200),
      ("If-None-Match", "\"x\"", 201, 200),
      ("If-Modified-Since", "Sun, 06 Nov 2094 08:49:37 GMT", 201, 200),
      ("If-Unmodified-Since", "Sun, 06 Nov 1994 08:49:37 GMT", 201, 200),
    ])
  func conditionsOfPosts(
    _ kind: TransportKind, _ row: (name: String, value: String, toArticles: Int, toExtract: Int)
  ) throws {
    let house = try House(kind).fill()
    let tag = try #require(try house.get("/v1/articles")["ETag"])
    let line = [(row.name, row.value == "LIST" ? tag : row.value)]
    let reply = try house.send(.post, "/v1/articles?title=T", text: "One.", line)
    #expect(reply.status == row.toArticles)
    #expect(try house.get("/v1/articles").int("page.total") == (reply.status == 201 ? 4 : 3))
    #expect(try house.send(.post, "/v1/extract", text: "One.", line).status == row.toExtract)
  }

  /// What would not succeed anyhow is answered as if there were no conditions (§13.2.1).
  @Test(arguments: TransportKind.allCases)
  func conditionsWithoutSuccess(_ kind: TransportKind) throws {
    let house = try House(kind).fill()
    _ = try house.send(.delete, "/v1/articles/undated")
    let conditions: [[(String, String)]] = [
      [("If-Match", "\"x\"")], [("If-None-Match", "*")],
      [("If-Unmodified-Since", "Sun, 06 Nov 1994 08:49:37 GMT")],
      [("If-Modified-Since", "Sun, 06 Nov 2094 08:49:37 GMT")],
    ]
    let requests: [(HTTP.Method, String, [(String, String)], String, Int)] = [
      (.get, "/nothing", [], "", 404), (.get, "/v1/articles/never", [], "", 404),
      (.get, "/v1/quotes/never", [], "", 404),
      (.get, "/v1/articles/undated", [], "", 410), (.get, "/v1/quotes?x=1", [], "", 400),
      (.get, "/v1/quotes/", [], "", 308), (.get, "/v1/actors/lee", [], "", 308),
      (.get, "/v1/articles/%zz", [], "", 400),
      (.get, Self.article, [("Accept", "image/png")], "", 406), (.patch, Self.article, [], "", 405),
      (.delete, "/v1/articles/never", [], "", 404),
      (.put, Self.article, [("Content-Type", "image/png")], "x", 415),
      (.put, Self.article, [("Content-Type", "application/json")], "{", 400),
      (.put, Self.article, [("Content-Type", "application/json")], "{}", 422),
      (.post, "/v1/articles", [("Content-Type", "application/json")], "{}", 422),
      (.post, "/v1/extract", [("Content-Type", "text/plain")], " ", 422),
    ]
    for (method, target, lines, content, status) in requests {
      for condition in conditions {
        let reply = try house.send(method, target, lines + condition, content: Array(content.utf8))
        #expect(reply.status == status, "\(method) \(target) with \(condition)")
      }
    }
    #expect(try house.send(.options, Self.article, [("If-Match", "\"x\"")]).status == 204)
  }

  /// The order of §13.2.2, condition by condition, with Range last.
  @Test(arguments: TransportKind.allCases)
  func conditionsInTheirOrder(_ kind: TransportKind) throws {
    let house = try House(kind).fill()
    let target = Self.article + "/text"
    let tag = try #require(try house.get(target)["ETag"])
    let (modified, before) = ("Thu, 01 Feb 2024 00:00:00 GMT", "Wed, 31 Jan 2024 23:59:59 GMT")
    let rows: [([(String, String)], Int)] = [
      ([("If-Match", "\"x\""), ("If-None-Match", tag), ("Range", "bytes=0-0")], 412),
      ([("If-Match", tag), ("If-Unmodified-Since", before)], 200),
      ([("If-Match", "\"x\""), ("If-Unmodified-Since", modified)], 412),
      ([("If-Match", tag), ("If-None-Match", tag)], 304),
      ([("If-Unmodified-Since", before), ("If-None-Match", tag)], 412),
      ([("If-Unmodified-Since", modified), ("If-None-Match", tag)], 304),
      ([("If-None-Match", "\"x\""), ("If-Modified-Since", modified)], 200),
      ([("If-None-Match", tag), ("If-Modified-Since", before)], 304),
      ([("If-Modified-Since", modified), ("Range", "bytes=0-0")], 304),
      ([("If-None-Match", tag), ("Range", "bytes=99999-")], 304),
      ([("If-None-Match", "\"x\""), ("Range", "bytes=0-0")], 206),
      ([("If-Match", tag), ("Range", "bytes=99999-")], 416),
      ([("If-Match", tag), ("Range", "bytes=0-0"), ("If-Range", "\"x\"")], 200),
      ([("If-Match", tag), ("Range", "bytes=0-0"), ("If-Range", tag)], 206),
      ([("Range", "bytes=99999-"), ("If-Range", "\"x\"")], 200),
    ]
    for (lines, status) in rows {
      for order in [lines, lines.reversed()] {
        #expect(try house.get(target, order).status == status, "\(order)")
      }
    }
  }

  // MARK: Parts (§14)

  @Test(
    arguments: TransportKind.allCases,
    [
      ("bytes=0-3", "0-3"), ("bytes=0-0", "0-0"), ("Bytes=0-3", "0-3"), ("bytes=0-", "0-"),
      ("bytes=-4", "-4"),
      ("bytes=0-99999", "0-"), ("bytes=-99999", "0-"), ("bytes= 0-3", "0-3"), ("bytes=,0-3", "0-3"),
      ("bytes=0-3,", "0-3"), ("bytes=99999-", nil), ("bytes=-0", nil), ("bytes=99999999999999999999-", nil),
      ("bytes=3-0", "whole"), ("bytes=0-1,3-4", "whole"), ("bytes=0-1, 0-2, 0-3", "whole"),
      ("bytes=", "whole"),
      ("bytes", "whole"), ("bytes=-", "whole"), ("bytes=a-b", "whole"), ("bytes=0-x", "whole"),
      ("bytes=0x0-3", "whole"),
      ("bytes=--1", "whole"), ("bytes=0", "whole"), ("bytes 0-3", "whole"), ("bytes =0-3", "whole"),
      ("bytes=0 - 3", "whole"), ("seconds=0-3", "whole"), ("0-3", "whole"), ("", "whole"),
    ] as [(String, String?)])
  func partsOfEveryForm(_ kind: TransportKind, _ row: (range: String, part: String?)) throws {
    let house = try House(kind).fill()
    let whole = try house.get(Self.article + "/text")
    let reply = try house.get(Self.article + "/text", [("Range", row.range)])
    let length = whole.content.count
    guard let part = row.part else {
      #expect(reply.status == 416 && reply["Content-Range"] == "bytes */\(length)")
      return
    }
    if part == "whole" {
      #expect(reply.status == 200 && reply.content == whole.content && reply["Content-Range"] == nil)
      return
    }
    let numbers = part.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    let first = numbers[0] ?? length - (numbers[1] ?? 0)
    let last = numbers[0] == nil ? length - 1 : numbers[1] ?? length - 1
    #expect(reply.status == 206 && reply["Content-Range"] == "bytes \(first)-\(last)/\(length)")
    #expect(reply.content == Array(whole.content[first...last]))
    for name in ["ETag", "Cache-Control", "Vary", "Content-Type"] {
      #expect(reply[name] == whole[name], "\(name)")
    }
  }

  /// A part that a validator asks for brings what is demanded and nothing of the rest (§15.3.7).
  @Test(arguments: TransportKind.allCases)
  func fieldsOfAPartThatIsKnown(_ kind: TransportKind) throws {
    let house = try House(kind).fill()
    let tag = try #require(try house.get(Self.article + "/text")["ETag"])
    let reply = try house.get(Self.article + "/text", [("Range", "bytes=0-3"), ("If-Range", tag)])
    #expect(
      reply.status == 206 && reply["ETag"] == tag && reply["Content-Range"]?.hasPrefix("bytes 0-3/") == true)
    #expect(reply["Cache-Control"] == "no-cache" && reply["Vary"] == "Accept, Accept-Encoding")
    for name in ["Content-Type", "Last-Modified", "Accept-Ranges"] { #expect(reply[name] == nil, "\(name)") }
  }

  @Test(arguments: TransportKind.allCases, ["/v1/articles/harbour", "/v1/quotes", "/", "/livez", "/nothing"])
  func partsOfOtherThings(_ kind: TransportKind, _ target: String) throws {
    let house = try House(kind).fill()
    let plain = try house.get(target, Golden.requestID)
    for lines in [
      [("Range", "bytes=0-3")], [("Range", "bytes=99999-")], [("Range", "bytes=0-3"), ("If-Range", "\"x\"")],
    ] {
      let reply = try house.get(target, Golden.requestID + lines)
      #expect(reply.status == plain.status && reply.content == plain.content)
    }
    #expect(plain["Accept-Ranges"] == nil)
  }

  /// Range is for GET (§14.2).
  @Test(arguments: TransportKind.allCases)
  func partsByOtherMethods(_ kind: TransportKind) throws {
    let house = try House(kind).fill()
    let line = [("Range", "bytes=0-3")]
    #expect(try house.send(.head, Self.article + "/text", line).status == 200)
    #expect(try house.send(.post, "/v1/extract", text: "One.", line).status == 200)
    #expect(try house.send(.put, "/v1/articles/a", text: "One.", line).status == 201)
  }

  // MARK: What answers say (§6.6.1, §8.6, §15; RFC 9111)

  /// 304 says which representation it is and what caches are to know, and no more (§15.4.5).
  @Test(arguments: TransportKind.allCases)
  func fieldsOfNotModified(_ kind: TransportKind) throws {
    let house = try House(kind).fill()
    for target in [Self.article, Self.article + "/text", "/v1/quotes"] {
      let whole = try house.get(target)
      let reply = try house.get(target, [("If-None-Match", "*")])
      #expect(reply.status == 304 && reply.content.isEmpty)
      for name in ["ETag", "Cache-Control", "Vary"] {
        #expect(reply[name] == whole[name] && whole[name] != nil, "\(name)")
      }
      for name in ["Content-Type", "Content-Encoding", "Last-Modified", "Accept-Ranges", "Content-Range"] {
        #expect(reply[name] == nil, "\(name)")
      }
    }
  }

  /// Over a socket, since it is the connection that says these things.
  @Test func everyAnswerHasItsDateAndLength() throws {
    let house = try House(.socket).fill()
    let requests: [(HTTP.Method, String, [(String, String)], Int)] = [
      (.get, Self.article, [], 200), (.head, Self.article, [], 200),
      (.get, Self.article, [("If-None-Match", "*")], 304),
      (.head, Self.article, [("If-None-Match", "*")], 304),
      (.get, Self.article, [("If-Match", "\"x\"")], 412),
      (.get, Self.article + "/text", [("Range", "bytes=0-3")], 206),
      (.get, Self.article + "/text", [("Range", "bytes=99999-")], 416), (.options, Self.article, [], 204),
      (.options, "*", [], 204), (.patch, Self.article, [], 405), (.get, "/nothing", [], 404),
      (.head, "/nothing", [], 404),
      (.get, "/v1/quotes/", [], 308), (.get, "/v1/quotes?x", [], 400), (.get, "/", [("Accept", "a/b")], 406),
      (.put, Self.article, [], 415), (.delete, Self.article, [], 204), (.get, Self.article, [], 410),
    ]
    for (method, target, lines, status) in requests {
      let reply = try house.send(method, target, lines)
      #expect(reply.status == status, "\(method) \(target)")
      let dates = reply.connectionFields.values("Date")
      #expect(dates.count == 1 && HTTPDate.parse(dates.first ?? "") != nil && dates.first?.utf8.count == 29)
      let lengths = reply.connectionFields.values("Content-Length")
      #expect(lengths.isEmpty == (status == 204 || status == 304), "\(method) \(target)")
      #expect(lengths.count <= 1)
      if method != .head, let length = lengths.first { #expect(Int(length) == reply.content.count) }
      if method == .head { #expect(reply.content.isEmpty) }
      if let modified = reply["Last-Modified"].flatMap(HTTPDate.parse),
        let date = dates.first.flatMap(HTTPDate.parse)
      {
        #expect(modified <= date)
      }
    }
  }

  /// HEAD is answered as GET would be, also where GET would fail (§9.3.2).
  @Test(
    arguments: TransportKind.allCases,
    ["/nothing", "/v1/quotes?x=1", "/v1/articles/never", "/v1/quotes/", "/v1/extract"])
  func headOfFailures(_ kind: TransportKind, _ target: String) throws {
    let house = try House(kind).fill()
    let get = try house.get(target, Golden.requestID)
    let head = try house.send(.head, target, Golden.requestID)
    #expect(head.status == get.status && head.content.isEmpty)
    for name in ["Content-Type", "Location", "Allow", "Cache-Control", "Vary"] {
      #expect(head[name] == get[name], "\(name)")
    }
  }

  /// Lines of one name are one list, whichever way it is cut (§5.3).
  @Test(arguments: TransportKind.allCases)
  func listsOverLines(_ kind: TransportKind) throws {
    let house = try House(kind).fill()
    let tag = try #require(try house.get(Self.article)["ETag"])
    #expect(try house.get(Self.article, [("If-None-Match", "\"x\""), ("If-None-Match", tag)]).status == 304)
    #expect(
      try house.get("/", [("Accept", "text/html;q=0.5"), ("Accept", "application/json;q=0.4")])[
        "Content-Type"]
        == "text/html; charset=utf-8")
    #expect(try house.get("/", [("Accept", "image/png"), ("Accept", "a/b")]).status == 406)
    #expect(
      try house.get(Self.article + "/text", [("Range", "bytes=0-1"), ("Range", "bytes=3-4")]).status == 200)
  }

  /// Every cacheable answer says what chose it and how long it may be kept (RFC 9110 §12.5.5; RFC 9111 §5.2.2).
  @Test(arguments: TransportKind.allCases)
  func answersSayHowTheyMayBeKept(_ kind: TransportKind) throws {
    let house = try House(kind).fill()
    for target in Self.readable + ["/nothing", "/v1/quotes/", "/v1/quotes?x=1"] {
      let reply = try house.get(target)
      #expect(reply.fields.values("Cache-Control") == ["no-cache"], "\(target)")
      #expect(reply.fields.values("Vary") == ["Accept, Accept-Encoding"], "\(target)")
      for name in ["Age", "Expires", "Pragma", "Warning"] {
        #expect(reply[name] == nil, "\(target): \(name)")
      }
    }
  }
}
