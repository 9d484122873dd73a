import HTTP
import Testing

/// Conditions that must change nothing, and every form of `If-Range` and of weights, as RFC 9110 has them.
@Suite struct SemanticsTests {
  private static let text = "/v1/articles/harbour/text"
  private static let modified = "Thu, 01 Feb 2024 00:00:00 GMT"
  private static let before = "Wed, 31 Jan 2024 23:59:59 GMT"
  private static let after = "Thu, 01 Feb 2024 00:00:01 GMT"

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

  /// Two revisions written in one second have one date, so a date proves nothing about bytes (§8.8.2.2).
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

  @Test(
    arguments: TransportKind.allCases,
    [
      ("text/html;q=0.9, application/json;q=0.8", "text/html"),
      ("text/html;q=0.8, application/json;q=0.9", "application/json"),
      ("text/html;q=0, */*", "application/json"), ("application/json;q=0, */*", "text/html"),
      ("text/*;q=0.2, application/*;q=0.1", "text/html"), ("*/*;q=0.5, text/html;q=0.4", "application/json"),
      ("text/html;q=1.000, application/json;q=0.999", "text/html"),
      ("text/html;Q=0.1,*/*", "application/json"),
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
