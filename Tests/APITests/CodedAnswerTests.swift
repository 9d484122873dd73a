import HTTP
import Testing

@testable import API

/// Answers in the coding that `Accept-Encoding` asks for.
@Suite struct CodedAnswerTests {
  /// One of every kind of answer that is long enough.
  private static let targets = [
    "/v1/articles/long", "/v1/articles/long?pretty", "/v1/articles/long?include=quotes",
    "/v1/articles/long/text",
    "/v1/articles", "/v1/quotes?limit=100", "/v1/positions", "/v1/articles/long/quotes",
    "/v1/quotes?types=x&speakr=x&lmit=2&fild=x&pretty",
  ]

  @Test(arguments: TransportKind.allCases, ["br", "gzip"])
  func everyLongAnswer(_ kind: TransportKind, _ coding: String) throws {
    let house = try House(kind).fill()
    try house.addLong()
    for target in Self.targets {
      let plain = try house.get(target, Golden.requestID)
      #expect(plain["Content-Encoding"] == nil && plain.content.count >= 1024, "\(target)")
      let coded = try house.get(target, Golden.requestID + [("Accept-Encoding", coding)])
      #expect(coded.status == plain.status)
      #expect(coded["Content-Encoding"] == coding, "\(target)")
      #expect(coded.fields.values("Content-Encoding").count == 1)
      #expect(coded["Vary"] == "Accept, Accept-Encoding" && plain["Vary"] == coded["Vary"])
      #expect(coded["Content-Type"] == plain["Content-Type"])
      #expect(coded.content.count < plain.content.count)
      #expect(try coded.decoded() == plain.content, "\(target)")

      let head = try house.send(.head, target, Golden.requestID + [("Accept-Encoding", coding)])
      #expect(head.length == coded.content.count, "\(target)")
      for name in [
        "Content-Encoding", "ETag", "Content-Type", "Last-Modified", "Vary", "Link", "Accept-Ranges",
      ] {
        #expect(head[name] == coded[name], "\(target): \(name)")
      }
    }
  }

  /// What a write or an analysis answers is coded like anything else.
  @Test(arguments: TransportKind.allCases)
  func answersToWrites(_ kind: TransportKind) throws {
    let house = House(kind)
    let text = String(repeating: "“Yes,” Ann Lee said. ", count: 60)
    for (method, target) in [
      (HTTP.Method.post, "/v1/extract"), (.post, "/v1/articles"), (.put, "/v1/articles/a"),
    ] {
      let reply = try house.send(method, target, text: text, [("Accept-Encoding", "gzip")])
      #expect(reply["Content-Encoding"] == "gzip", "\(target)")
      #expect(try String(decoding: reply.decoded(), as: UTF8.self).contains("\"quotes\""))
    }
    let minimal = [("Prefer", "return=minimal"), ("Accept-Encoding", "gzip")]
    let nothing = try house.send(.put, "/v1/articles/a", text: text, minimal)
    #expect(nothing.status == 204 && nothing["Content-Encoding"] == nil && nothing.content.isEmpty)
    #expect(try house.send(.delete, "/v1/articles/a", [("Accept-Encoding", "gzip")]).status == 204)
  }

  @Test(
    arguments: TransportKind.allCases, ["/livez", "/v1/articles/undated/text", "/nothing", "/v1/articles/no"])
  func shortAnswersStayAsTheyAre(_ kind: TransportKind, _ target: String) throws {
    let reply = try House(kind).fill().get(target, [("Accept-Encoding", "br, gzip")])
    #expect(reply["Content-Encoding"] == nil && !reply.content.isEmpty)
  }

  /// Unless that is just what the client does not take.
  @Test(arguments: TransportKind.allCases, ["/livez", "/v1/articles/undated/text", "/v1/actors/ann-lee"])
  func shortAnswersToThoseWhoRefuseIdentity(_ kind: TransportKind, _ target: String) throws {
    let house = try House(kind).fill()
    let plain = try house.get(target)
    #expect(plain.content.count < 1024)
    for field in ["gzip, identity;q=0", "gzip, *;q=0"] {
      let reply = try house.get(target, [("Accept-Encoding", field)])
      #expect(reply["Content-Encoding"] == "gzip" && reply.status == 200)
      #expect(try reply.decoded() == plain.content)
      if let tag = plain["ETag"] { #expect(reply["ETag"] == "\(tag.dropLast())-gzip\"") }
    }
    // And that leaves no trace in what others get.
    let other = try house.get(target, [("Accept-Encoding", "gzip")])
    #expect(other["Content-Encoding"] == nil && other["ETag"] == plain["ETag"])
  }

  @Test(arguments: TransportKind.allCases, ["identity;q=0", "*;q=0", "zstd, *;q=0", "identity;q=0, deflate"])
  func nothingAcceptable(_ kind: TransportKind, _ field: String) throws {
    let house = try House(kind).fill()
    for target in ["/v1/articles/harbour", "/v1/quotes", "/livez", "/"] {
      let reply = try house.get(target, [("Accept-Encoding", field)])
      #expect(reply.status == 406 && reply.problem == "not-acceptable", "\(target)")
      #expect(try reply.value("errors.0.allowed").array?.compactMap(\.string) == ["br", "gzip", "identity"])
      #expect(try reply.string("errors.0.header") == "Accept-Encoding")
      #expect(reply["Content-Encoding"] == nil)
    }
    // Before anything happens, not after.
    let write = try house.send(.put, "/v1/articles/new", text: "A text.", [("Accept-Encoding", field)])
    #expect(write.status == 406)
    #expect(try house.get("/v1/articles/new").status == 404)
  }

  @Test(arguments: [
    ("application/json; charset=utf-8", true), ("application/problem+json", true), ("text/plain", true),
    ("text/html; charset=utf-8", true), ("application/x-ndjson", true), ("application/ld+json", true),
    ("application/atom+xml", true), ("image/png", false), ("application/octet-stream", false), ("", false),
  ])
  func compressibleTypes(_ type: String, _ pays: Bool) {
    let content = [UInt8](repeating: 0x20, count: 1024)
    #expect(CodingChoice.pays(content, type) == pays)
    #expect(!CodingChoice.pays(Array(content.dropLast()), type))
  }
}
