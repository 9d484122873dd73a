import API
import HTTP
import Testing

/// `POST /v1/analyze`: what the reader sees in a document.
@Suite struct AnalyzeTests {
  @Test(arguments: TransportKind.allCases)
  func answers(_ kind: TransportKind) throws {
    try Golden.check(
      House(kind).send(.post, "/v1/analyze?pretty&offsets=utf8&title=T", text: "Ann “is Ann"), "analyze")
  }

  @Test(arguments: TransportKind.allCases)
  func storesNothing(_ kind: TransportKind) throws {
    let house = House(kind)
    let reply = try house.send(.post, "/v1/analyze", text: "Ann left.")
    #expect(reply.status == 200)
    #expect(reply["OnRecord-Seq"] == "0")
    #expect(try house.get("/v1/articles").text.contains("\"total\":0"))
  }

  @Test func takesEveryTypeThatArticlesTake() throws {
    let house = House()
    let plain = try house.send(.post, "/v1/analyze?fields=tokens.lemma", text: "Ann left.")
    let json = try house.send(.post, "/v1/analyze?fields=tokens.lemma", json: #"{"text":"Ann left."}"#)
    #expect(plain.text == json.text)
    #expect(plain.text == #"{"tokens":[{"lemma":"ann"},{"lemma":"left."}]}"# + "\n")
  }

  @Test(arguments: [("unicode", 2, 5), ("utf16", 3, 6), ("utf8", 5, 8)])
  func offsets(_ row: (unit: String, start: Int, end: Int)) throws {
    let reply = try House().send(
      .post, "/v1/analyze?offsets=\(row.unit)&fields=names,offset_unit", text: "🙂 Ann")
    #expect(
      reply.text.hasPrefix(
        #"{"offset_unit":"\#(row.unit)","names":[{"start":\#(row.start),"end":\#(row.end),"#))
  }

  @Test func faults() throws {
    let house = House()
    #expect(try house.send(.post, "/v1/analyze?depth=2", text: "Ann left.").problem == "unknown-parameter")
    #expect(try house.send(.post, "/v1/analyze?fields=tokens.head.form", text: "Ann left.").status == 400)
    #expect(
      try house.send(.post, "/v1/analyze", [("Content-Type", "text/csv")], content: [0x41]).status == 415)
    #expect(try house.send(.post, "/v1/analyze", text: " ").problem == "no-text-found")
    #expect(try house.send(.post, "/v1/analyze", json: "{").problem == "malformed-json")
    #expect(try house.get("/v1/analyze").status == 405)
    #expect(try house.send(.post, "/v1/analyze", text: "Ann left.", [("If-Match", "*")]).status == 412)
  }

  @Test func longTextsAreRefused() throws {
    let house = House()
    let longest = String(repeating: "a ", count: APILimits.analyzedTextBytesMax / 2 - 1) + "aa"
    #expect(try house.send(.post, "/v1/analyze?fields=offset_unit", text: longest).status == 200)
    let reply = try house.send(.post, "/v1/analyze", text: longest + "a")
    #expect(reply.status == 413)
    #expect(reply.problem == "body-too-large")
    #expect(
      try house.get("/v1/status").text.contains("\"analyzed_text_bytes\":\(APILimits.analyzedTextBytesMax)"))
  }
}
