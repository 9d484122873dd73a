import Extraction
import Ingestion
import NewsModel
import Store
import Testing

@Suite struct ActorNamingTests {
  /// Stores one article that quotes the given speakers and returns their ids.
  private func speakers(_ ingestion: Ingestion, _ id: String, text: String = "t") throws -> [String?] {
    try ingestion.put(Make.draft(text), id: id).record.quotes.map(\.speaker?.id)
  }

  /// `cast` gives the speakers of the article with that text.
  private func ingestion(_ cast: [String: [ActorReference]]) -> Ingestion {
    Ingestion.testing { draft in
      let speakers = cast[draft.text] ?? []
      return Make.analysis(
        speakers.enumerated().map { Make.quote("words \($0)", by: $1) },
        speakers.map { Make.position(of: $0) })
    }
  }

  @Test func clashesInsideOneArticle() throws {
    let cast = [
      Make.actor("smith", country: "GBR"), Make.actor("smith", country: "USA"), Make.actor("smith"),
      Make.actor("smith", .organization), Make.actor("smith", country: "GBR", qid: "Q1"),
    ]
    let ingestion = ingestion(["t": cast])
    let record = try ingestion.put(Make.draft("t"), id: "one").record
    #expect(record.quotes.map(\.speaker?.id) == ["smith", "smith-2", "smith", "smith-3", "smith"])
    #expect(
      record.positions.map { $0.holders[0].actor.id } == ["smith", "smith-2", "smith", "smith-3", "smith"])
    #expect(record.positions.map { $0.speaker?.id } == ["smith", "smith-2", "smith", "smith-3", "smith"])
    #expect(record.actors.map(\.reference.id) == ["smith", "smith-2", "smith-3"])
    #expect(record.actors[0].reference == Make.actor("smith", country: "GBR", qid: "Q1").named("smith"))
    #expect(record.quotes[2].speaker == record.actors[0].reference)
    #expect(Set(record.positions.map(\.id)).count == 5)
  }

  @Test func clashesWithTheStore() throws {
    let (british, american) = (Make.actor("smith", country: "GBR"), Make.actor("smith", country: "USA"))
    let ingestion = ingestion([
      "british": [british], "american": [american], "both": [american, british],
      "unknown": [Make.actor("smith")],
      "firm": [Make.actor("smith", .organization)],
    ])
    #expect(try speakers(ingestion, "1", text: "british") == ["smith"])
    #expect(try speakers(ingestion, "2", text: "american") == ["smith-2"])
    #expect(try speakers(ingestion, "3", text: "both") == ["smith-2", "smith"])
    #expect(try speakers(ingestion, "4", text: "firm") == ["smith-3"])
    #expect(try speakers(ingestion, "5", text: "unknown") == ["smith"])
    let snapshot = ingestion.store.snapshot
    #expect(snapshot.actor("smith")?.articles == 3 && snapshot.actor("smith-2")?.articles == 2)
    #expect(snapshot.actor("smith-2")?.reference.country == "USA")
  }

  @Test func aRevisionKeepsItsActorsIDs() throws {
    let (british, american) = (Make.actor("smith", country: "GBR"), Make.actor("smith", country: "USA"))
    let ingestion = ingestion(["british": [british], "american": [american], "american again": [american]])
    #expect(try speakers(ingestion, "1", text: "british") == ["smith"])
    #expect(try speakers(ingestion, "2", text: "american") == ["smith-2"])
    _ = try ingestion.delete(id: "1", if: .none) { _ in "" }
    #expect(try speakers(ingestion, "2", text: "american again") == ["smith-2"])
  }

  @Test func anArticleDoesNotClashWithItsOwnPast() throws {
    let ingestion = ingestion([
      "before": [Make.actor("smith", country: "GBR")], "after": [Make.actor("smith", country: "USA")],
    ])
    #expect(try speakers(ingestion, "1", text: "before") == ["smith"])
    #expect(try speakers(ingestion, "1", text: "after") == ["smith"])
    #expect(ingestion.store.snapshot.counts.actors == 1)
  }

  @Test func actorsAreThoseThatItemsPointTo() throws {
    let (speaker, holder, target) = (
      Make.actor("speaker"), Make.actor("holder"), Make.actor("target", .country)
    )
    let ingestion = Ingestion.testing { _ in
      var analysis = Make.analysis(
        [Make.quote("words", by: speaker)], [Make.position(of: holder, to: target)])
      analysis.actors = [
        ArticleActor(reference: Make.actor("bystander"), aliases: ["By"], roles: []),
        ArticleActor(reference: holder, aliases: ["H", "Holder", "H"], roles: []),
        ArticleActor(
          reference: holder, aliases: ["Hold"], roles: [ActorRole(title: "mayor", organization: nil)]),
      ]
      return analysis
    }
    let record = try ingestion.put(Make.draft("t"), id: "1").record
    #expect(record.actors.map(\.reference.id) == ["holder", "speaker", "target"])
    #expect(record.actors[0].aliases == ["H", "Holder", "Hold"] && record.actors[0].roles.count == 1)
    #expect(record.article.counts.actors == 3)
  }
}

extension ActorReference {
  fileprivate func named(_ name: String) -> ActorReference {
    var copy = self
    copy.name = name
    return copy
  }
}
