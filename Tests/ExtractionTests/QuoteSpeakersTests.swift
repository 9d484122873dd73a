import Extraction
import NewsModel
import Testing

/// Whom a quote is credited to. All persons and sentences are made up.
struct QuoteSpeakersTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    /// The speakers of the quotes in text order; `nil` where nobody may be named.
    let speakers: [String?]

    init(_ name: String, _ text: String, _ speakers: String?...) {
      self.name = name
      self.text = text
      self.speakers = speakers
    }

    var testDescription: String { name }
  }

  @Test(arguments: [
    Row("full name", "“The bridge is safe,” said Anna Lindqvist.", "Anna Lindqvist"),
    Row(
      "surname", "Anna Lindqvist opened the bridge. “It is safe,” Lindqvist said.", "Anna Lindqvist"),
    Row(
      "pronoun", "Anna Lindqvist opened the bridge in May. “It is safe,” she said.", "Anna Lindqvist"),
    Row(
      "pronouns of two people",
      "Anna Lindqvist met Robert Hayes on Monday. “It is safe,” she said. He said it would hold.",
      "Anna Lindqvist", "Robert Hayes"),
    Row(
      "the other speaker's pronoun inside the quotation",
      "Anna Lindqvist met Robert Hayes on Monday. “He told me he was late,” she said.", "Anna Lindqvist"),
    Row(
      "title before the name", "Finance Minister Anna Lindqvist said the budget would hold.", "Anna Lindqvist"
    ),
    Row(
      "apposition", "Robert Hayes, a spokesman for the port, said the gates were open.", "Robert Hayes"),
    Row(
      "name behind a role and its body",
      "The chairman of the Labour Party Robert Hayes said the gates were open.", "Robert Hayes"),
    Row("relative pronoun", "Robert Hayes, who said the gates were open, left early.", "Robert Hayes"),
    Row(
      "role", "Prime Minister Anna Lindqvist came late. The prime minister said the bridge was safe.",
      "Anna Lindqvist"),
    Row("country", "Japan said it would lift the ban.", "Japan"),
    Row("no name at all", "A witness said the bridge had moved.", nil),
    Row(
      "adding", "Anna Lindqvist said the bridge was safe, adding that it would open again.",
      "Anna Lindqvist", "Anna Lindqvist"),
  ])
  func names(_ row: Row) {
    let analysis = TestExtractor.shared.analyse(title: nil, text: row.text, source: nil)
    #expect(analysis.quotes.map(\.speaker?.name) == row.speakers, "\(row.name): \(row.text)")
  }

  @Test func actorsAreListedOnce() {
    let text = "Anna Lindqvist opened the bridge. “It is safe,” Lindqvist said. “It holds,” she added."
    let analysis = TestExtractor.shared.analyse(title: nil, text: text, source: nil)
    #expect(analysis.actors.map(\.reference.id) == ["anna-lindqvist"])
    #expect(analysis.actors.first?.aliases.contains("Lindqvist") == true)
    #expect(analysis.quotes.map(\.mention?.kind) == [.name, .pronoun])
  }
}
