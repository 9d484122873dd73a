import Import
import NewsModel
import TestSupport
import Testing

@Suite struct FoundingArticleTests {
  let draft: ArticleDraft

  init() throws {
    draft = try Importer.article(content: Samples.bytes("kyodo-2024-01-30.txt"), mediaType: "text/plain")
  }

  @Test func textIsTheBodyAlone() {
    #expect(draft.text.unicodeScalars.count == 3958)
    #expect(draft.text.utf8.count == 4040)
    #expect(draft.text.hasPrefix("TOKYO (Kyodo) — Japanese Foreign Minister"))
    #expect(draft.text.hasSuffix("to reinforce supply chains."))
    #expect(draft.text.split(separator: "\n\n").count == 16)
  }

  @Test func headIsMetadata() {
    #expect(draft.title == "Japan foreign minister wants ‘mutually beneficial’ ties with China")
    #expect(draft.dateline == "TOKYO")
    #expect(draft.source == ArticleSource(id: "kyodo", name: "Kyodo News"))
    #expect(draft.byline == nil)
    #expect(draft.publishedAt == nil, "the article names no date, and none is guessed")
    #expect(draft.lang == "en")
  }

  @Test func furnitureIsCutAndListed() {
    #expect(draft.warnings.count == 3)
    #expect(draft.warnings.contains { $0.hasPrefix("Cut a language selector") })
    #expect(draft.warnings.contains { $0.contains("304 North Cardinal St.") })
  }
}
