import HTTP
import Testing

@Suite struct FieldValuesTests {
  @Test(arguments: [
    ("a, b ,c", ["a", "b", "c"]), ("", []), (" , ,", []), ("a", ["a"]),
    ("\"a, b\", c", ["\"a, b\"", "c"]), (#""a\", b", c"#, [#""a\", b""#, "c"]),
    ("\"open, end", ["\"open, end"]),
  ])
  func splitsLists(_ value: String, _ elements: [String]) {
    #expect(FieldValues.list(value) == elements)
  }

  @Test(arguments: [
    ("token", "token"), ("\"quoted text\"", "quoted text"), (#""a \"b\" \\c""#, #"a "b" \c"#), ("\"\"", ""),
  ])
  func reads(_ text: String, _ content: String) {
    #expect(FieldValues.tokenOrQuoted(text) == content)
  }

  @Test(arguments: ["", "a b", "\"open", "open\"", "\"a\"b\"", #""a\""#, "\""])
  func refuses(_ text: String) {
    #expect(FieldValues.tokenOrQuoted(text) == nil)
  }
}

@Suite struct MediaTypeTests {
  @Test func readsTypeAndParameters() throws {
    let type = try #require(MediaType("Text/HTML; Charset=\"UTF-8\"; a=b"))
    #expect(type.essence == "text/html")
    #expect(type.charset == "UTF-8")
    #expect(type.parameter("a") == "b")
  }

  @Test(arguments: [
    "", "text", "text/", "/plain", "text/plain/x", "*/*", "text/*", "te xt/plain", "text/plain; =x",
    "text/plain; charset", "text/plain; charset=\"x",
  ])
  func refuses(_ text: String) {
    #expect(MediaType(text) == nil)
  }

  @Test func emptyParametersAreNone() throws {
    #expect(try #require(MediaType("text/plain;;")).parameters.isEmpty)
  }
}

@Suite struct AcceptTests {
  private static let offers = ["application/json", "text/html"].compactMap { MediaType($0) }

  @Test(arguments: [
    ("nothing said", String?.none, "application/json" as String?),
    ("anything", "*/*", "application/json"),
    ("one", "text/html", "text/html"),
    ("a range", "text/*", "text/html"),
    ("case", "TEXT/HTML", "text/html"),
    ("a browser", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
    ("weights", "text/html;q=0.5, application/json;q=0.6", "application/json"),
    ("weights with three places", "text/html;q=0.501, application/json;q=0.5", "text/html"),
    ("equals: the server's order", "text/html, application/json", "application/json"),
    ("the specific range decides", "*/*, application/json;q=0.1", "text/html"),
    ("zero excludes", "*/*, application/json;q=0", "text/html"),
    ("a parameter we always send", "text/html; charset=utf-8", "text/html"),
    ("nothing readable", "nonsense", "application/json"),
    ("an impossible weight", "text/html;q=2, */*;q=0.1", "application/json"),
    ("a weight in quotation marks", "text/html;q=\"1\", */*;q=0.1", "application/json"),
    ("no weight behind q=", "text/html;q=, */*;q=0.1", "application/json"),
    ("a weight that is opened only", "text/html;q=\"0, */*;q=0.1", "application/json"),
    ("a blank before the equals sign", "text/html;q =0, application/json;q=0.5", "application/json"),
    ("a blank behind the equals sign", "text/html;q= 0, application/json;q=0.5", "application/json"),
    ("a weight without a value", "text/html;q, application/json;q=0.5", "application/json"),
    ("a parameter without a value", "text/html;level, application/json;q=0.5", "application/json"),
    ("an empty parameter", "text/html;;q=0.9, application/json;q=0.5", "text/html"),
    ("a weight of four places", "text/html;q=0.1234, */*;q=0.1", "application/json"),
    ("a weight in other letters", "text/html;Q=0.1, application/json;Q=0.2", "application/json"),
    ("something behind the weight", "text/html;q=0.9;level=1, application/json;q=0.8", "text/html"),
    ("blanks around the weight", "text/html ; q=0.1 , application/json ;\tq=0.2", "application/json"),
    ("no type for a subtype", "*/html, application/json;q=0.1", "application/json"),
    ("the least weight", "text/html;q=0.001, application/json;q=0.000", "text/html"),
    ("none of ours", "image/png", nil),
    ("none at all", "*/*;q=0", nil),
  ])
  func chooses(_ name: String, _ field: String?, _ best: String?) {
    #expect(Accept(field).best(of: Self.offers)?.essence == best)
  }
}
