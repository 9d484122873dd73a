import JSON
import Testing

/// `text[start..<end] == exact`, in each unit, wherever spans occur.
@Suite struct OffsetTests {
  private static let articles = MadeUpArticles.all.map(\.0)

  @Test(arguments: TransportKind.allCases, ["unicode", "utf16", "utf8"])
  func spansCoverTheirWords(_ kind: TransportKind, _ unit: String) throws {
    let house = try House(kind).fill()
    for id in Self.articles {
      let text = try house.get("/v1/articles/\(id)").string("text")
      var answers = [try house.get("/v1/articles/\(id)?include=quotes,positions&offsets=\(unit)")]
      #expect(try answers[0].string("offset_unit") == unit)
      for list in [
        "/v1/articles/\(id)/quotes?", "/v1/articles/\(id)/positions?", "/v1/quotes?article=\(id)&",
      ] {
        let reply = try house.get("\(list)offsets=\(unit)")
        #expect(try reply.json()["offset_unit"]?.string == (unit == "unicode" ? nil : unit))
        answers.append(reply)
      }
      let quote = try answers[1].string("data.0.id")
      let position = try house.get("/v1/positions?article=\(id)&limit=1").json()["data.0.id"]?.string
      answers.append(try house.get("/v1/quotes/\(quote)?offsets=\(unit)"))
      if let position { answers.append(try house.get("/v1/positions/\(position)?offsets=\(unit)")) }

      var spans = 0
      for answer in answers { check(try answer.json(), text, unit, &spans) }
      #expect(spans > 10, "\(id) has spans to check")
    }
  }

  @Test(arguments: TransportKind.allCases, ["unicode", "utf16", "utf8"])
  func extraction(_ kind: TransportKind, _ unit: String) throws {
    for (_, json) in MadeUpArticles.all {
      let reply = try House(kind).send(.post, "/v1/extract?offsets=\(unit)", json: json)
      var spans = 0
      check(try reply.json(), try reply.string("article.text"), unit, &spans)
      #expect(spans > 3)
      #expect(try reply.string("article.offset_unit") == unit)
    }
  }

  /// Evidence carries the words around it.
  @Test(arguments: TransportKind.allCases)
  func surroundings(_ kind: TransportKind) throws {
    let house = try House(kind).fill()
    let text = Array(try house.get("/v1/articles/harbour").string("text").unicodeScalars)
    for unit in ["unicode", "utf8"] {
      let reply = try house.get("/v1/positions?article=harbour&offsets=\(unit)")
      let whole = try ["prefix", "exact", "suffix"].map { try reply.string("data.0.evidence.\($0)") }.joined()
      let start = 59 - 32
      #expect(Array(whole.unicodeScalars) == Array(text[start..<(start + whole.unicodeScalars.count)]))
    }
  }

  /// Checks every object below `value` that has `start`, `end` and `exact`; scalar for scalar, since `==` of strings
  /// takes different scalars for equal.
  private func check(_ value: JSONValue, _ text: String, _ unit: String, _ spans: inout Int) {
    switch value {
    case .array(let elements): for element in elements { check(element, text, unit, &spans) }
    case .object(let members):
      for member in members.values { check(member, text, unit, &spans) }
      guard let start = members["start"]?.int, let end = members["end"]?.int,
        let exact = members["exact"]?.string
      else { return }
      spans += 1
      #expect(slice(text, start, end, unit) == Array(exact.utf8), "\(exact) at \(start)..<\(end) in \(unit)")
    default: break
    }
  }

  private func slice(_ text: String, _ start: Int, _ end: Int, _ unit: String) -> [UInt8] {
    switch unit {
    case "utf8": Array(Array(text.utf8)[start..<end])
    case "utf16": Array(String(decoding: Array(text.utf16)[start..<end], as: UTF16.self).utf8)
    default:
      Array(String(String.UnicodeScalarView(Array(text.unicodeScalars)[start..<end])).utf8)
    }
  }
}
