import Import
import NewsModel
import TestSupport
import Testing

private func read(_ json: String) throws -> ArticleDraft {
  try Importer.article(content: Array(json.utf8), mediaType: "application/json")
}

@Suite struct JSONArticleTests {
  @Test func everyMember() throws {
    let draft = try read(
      #"""
      {"id":"x-1","url":"https://example.org/1","title":"Plan rejected","text":"It rained.","source":{"id":"kyodo"},
       "byline":"Ann Lee","dateline":"PARIS","section":"World","authors":["Ann Lee"],"lang":"en-GB",
       "topics":["Ports",{"scheme":"medtop","code":"20000638","label":"international relations"}],
       "published_at":"2024-01-30T09:00:00+09:00","rights":"CC BY 4.0"}
      """#)
    #expect(draft.id == "x-1")
    #expect(draft.url == "https://example.org/1")
    #expect(draft.title == "Plan rejected")
    #expect(draft.source == ArticleSource(id: "kyodo", name: "Kyodo News"))
    #expect(draft.byline == "Ann Lee")
    #expect(draft.dateline == "PARIS")
    #expect(draft.section == "World")
    #expect(draft.authors == ["Ann Lee"])
    #expect(draft.lang == "en-GB")
    #expect(
      draft.topics == [
        Topic(scheme: "local", code: "ports", label: "Ports"),
        Topic(scheme: "medtop", code: "20000638", label: "international relations"),
      ])
    #expect(draft.publishedAt?.rfc3339 == "2024-01-30T00:00:00Z")
    #expect(draft.rights == "CC BY 4.0")
    #expect(draft.warnings.isEmpty)
  }

  @Test func textIsKeptScalarForScalar() throws {
    let draft = try read(#"{"title":null,"text":"  Share\r\n\r\nA\u0301 👋\ttab \rend\n"}"#)
    #expect(Array(draft.text.unicodeScalars) == Array("  Share\n\nA\u{301} 👋\ttab \nend\n".unicodeScalars))
    #expect(draft.title == nil)
  }

  @Test func unknownMembersAreNamedAndNotInTheWay() throws {
    let draft = try read(#"{"text":"It rained.","publisher":"P","attributions":[]}"#)
    #expect(
      draft.warnings == [#"The member "attributions" is not used."#, #"The member "publisher" is not used."#])
  }

  @Test func allFaultsAreListed() {
    #expect(
      throws: ImportError.invalid([
        .init(pointer: "/id", detail: "does not match [A-Za-z0-9][A-Za-z0-9._~-]{0,127}"),
        .init(pointer: "/title", detail: "expected a string, found a number"),
        .init(pointer: "/authors/1", detail: "expected a string, found null"),
        .init(pointer: "/lang", detail: "not a language tag (BCP 47), such as en or en-GB"),
        .init(
          pointer: "/published_at", detail: "not an RFC 3339 time (2024-01-30T09:00:00Z) or day (2024-01-30)"),
        .init(pointer: "/text", detail: "is missing; an article needs its text"),
      ])
    ) {
      try read(#"{"id":"a/b","title":7,"authors":["A",null],"lang":"e","published_at":"2024-02-30"}"#)
    }
  }

  @Test(arguments: [
    ("[1]", "", "an article is an object, not an array"),
    ("\"x\"", "", "an article is an object, not a string"),
    (#"{"text":5}"#, "/text", "expected a string, found a number"),
    (#"{"html":"<p>x</p>"}"#, "/html", "HTML is not read yet; send the article's text as \"text\""),
    (#"{"text":"x","source":{}}"#, "/source", "needs \"id\" or \"name\""),
    (#"{"text":"x","source":{"id":4}}"#, "/source/id", "expected a string, found a number"),
    (#"{"text":"x","topics":[3]}"#, "/topics/0", "expected a string or an object, found a number"),
  ])
  func invalid(_ json: String, _ pointer: String, _ detail: String) {
    #expect(throws: ImportError.invalid([.init(pointer: pointer, detail: detail)])) { try read(json) }
  }

  @Test func malformedJSONNamesLineAndColumn() {
    #expect(
      throws: ImportError.malformedJSON(
        .init(detail: #"expected ":" after a member name, at line 2, column 8"#, line: 2, column: 8))
    ) { try read("{\n\"text\" \"It rained.\"}") }
  }

  @Test(arguments: [#"{"text":""}"#, #"{"text":" \n\u00a0"}"#])
  func noText(_ json: String) {
    #expect(throws: ImportError.noText) { try read(json) }
  }
}

@Suite struct ImportPropertyTests {
  /// Whatever comes in: an answer or a typed error, and what is kept came from the input.
  @Test func randomTextNeverTraps() throws {
    let seed = UInt64.random(in: .min ... .max)
    var generator = SeededGenerator(seed: seed)
    let pieces = [
      "Share", "\n", "\n\n", "\r\n", "TOKYO", " (Kyodo) ", "— ", "By ", "Ann Lee", "“", "”", "\"",
      "He said it.", " ",
      "304 Main St.", "Dover, MA 02124", "2024-01-30", "Jan. 30, 2024", "👋", "e\u{301}", "\u{0}", "\u{2028}",
      "|", "en_US",
      "English", "A very long sentence that goes on and on until it ends here.", "(", ")", ",", "-", "--",
      ".",
    ]
    for _ in 0..<3000 {
      var text = ""
      for _ in 0..<Int.random(in: 0...24, using: &generator) {
        text += pieces.randomElement(using: &generator)!
      }
      do {
        let draft = try Importer.article(content: Array(text.utf8), mediaType: "text/plain")
        let kept = Set(draft.text.unicodeScalars)
        let given = Set(text.unicodeScalars)
        #expect(kept.subtracting(given).isSubset(of: ["\n", " "]), "seed \(seed): \(text.debugDescription)")
      } catch {
        #expect(error == .noText, "seed \(seed): \(text.debugDescription)")
      }
    }
  }
}
