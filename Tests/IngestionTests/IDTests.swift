import Ingestion
import NewsModel
import Testing

@Suite struct IDTests {
  /// Words long enough to make ids of, in a text of our own.
  private static let quoted = "“Nobody leaves before the bridge is open,”"

  @Test func articleIDsComeFromTheURLOrTitleAndText() {
    let ingestion = Ingestion.testing { _ in Make.analysis() }
    func id(_ draft: ArticleDraft) -> String { ingestion.analyse(draft).article.id }
    let byText = id(Make.draft("b", title: "a"))
    #expect(byText == id(Make.draft("b", title: "a")))
    #expect(byText != id(Make.draft("b")))
    #expect(byText.wholeMatch(of: /a_[0-9a-hjkmnp-tv-z]{16}/) != nil)
    let byURL = id(Make.draft("b", url: "https://example.org/1"))
    #expect(byURL == id(Make.draft("other text", title: "t", url: "https://example.org/1")))
    // SHA-256 of "text\na\nb" and "uri\nhttps://example.org/1", made with another program.
    #expect(byText == "a_rfwxny1576cs0bs0")
    #expect(byURL == "a_2x0bd5m45wm8ydxa")
  }

  @Test func aChosenIDWinsUnlessItCannotBeOne() {
    let ingestion = Ingestion.testing { _ in Make.analysis() }
    var draft = Make.draft("text")
    draft.id = "my-id.1"
    #expect(ingestion.analyse(draft).article.id == "my-id.1")
    draft.id = "no/id"
    #expect(ingestion.analyse(draft).article.id.hasPrefix("a_"))
  }

  @Test func itemIDsDoNotChangeWithMarksAndPlace() {
    let holder = Make.actor("mayor", country: "FRA")
    let one = Ingestion.testing { _ in
      Make.analysis([Make.quote(Self.quoted)], [Make.position(of: holder, evidence: "the bridge  opens.")])
    }.analyse(Make.draft("t", url: "u"))
    let two = Ingestion.testing { _ in
      Make.analysis(
        [Make.quote("Something before"), Make.quote("Nobody leaves\nbefore the bridge is open")],
        [Make.position(of: holder, evidence: "“the bridge opens”")])
    }.analyse(Make.draft("longer text", url: "u"))
    #expect(one.quotes[0].id == two.quotes[1].id)
    #expect(one.positions[0].id == two.positions[0].id)
  }

  @Test func equalWordsAreNumbered() {
    let (a, b) = (Make.actor("a"), Make.actor("b"))
    let record = Ingestion.testing { _ in
      Make.analysis(
        [Make.quote("Yes"), Make.quote("“Yes!”"), Make.quote("No")],
        [
          Make.position(of: a), Make.position(of: a), Make.position(of: b),
          Make.position(of: a, issue: "other"),
        ])
    }.analyse(Make.draft("t"))
    #expect(Set(record.quotes.map(\.id)).count == 3)
    #expect(Set(record.positions.map(\.id)).count == 4)
    // The first of equals has the id it would have alone.
    let alone = Ingestion.testing { _ in Make.analysis([Make.quote("Yes")], [Make.position(of: a)]) }
      .analyse(Make.draft("t"))
    #expect(alone.quotes[0].id == record.quotes[0].id && alone.positions[0].id == record.positions[0].id)
  }
}
