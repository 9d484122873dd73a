import TestSupport
import Testing
import Text

/// Who is named, and who is meant, in made-up sentences.
@Suite struct MentionTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var name: String
    var text: String
    /// Words of a mention and the name of its entity; `-` for nobody.
    var expected: [(String, String)]
    var testDescription: String { name }

    init(_ name: String, _ text: String, _ expected: (String, String)...) {
      self.name = name
      self.text = text
      self.expected = expected
    }
  }

  static let rows = [
    Row("surname", "Mara Lind spoke. Lind said no.", ("Mara Lind", "Mara Lind"), ("Lind", "Mara Lind")),
    Row("surname before the full name", "Lind said no. The mayor, Mara Lind, left.", ("Lind", "Mara Lind")),
    Row("title before a name", "Norwegian Foreign Minister Anna Berg said no.", ("Anna Berg", "Anna Berg")),
    Row(
      "office alone", "Foreign Minister Anna Berg spoke. The minister said no.", ("The minister", "Anna Berg")
    ),
    Row(
      "office with its country",
      "Norwegian Foreign Minister Anna Berg spoke. Norway’s foreign minister said no.",
      ("Norway’s foreign minister", "Anna Berg")),
    Row(
      "top diplomat", "Foreign Minister Anna Berg of Norway spoke. The country’s top diplomat said no.",
      ("Anna Berg", "Anna Berg")),
    Row(
      "another country’s office",
      "Norwegian Foreign Minister Anna Berg spoke. Sweden’s foreign minister said no.",
      ("Sweden’s foreign minister", "-")),
    Row(
      "another office", "Foreign Minister Anna Berg spoke. The finance minister said no.",
      ("The finance minister", "-")),
    Row(
      "apposition", "Mara Lind, the mayor of Newport, spoke. The mayor said no.", ("The mayor", "Mara Lind")),
    Row("nobody with that office", "The senator said no.", ("The senator", "-")),
    Row("she", "Mara Lind spoke on Monday. She said no.", ("She", "Mara Lind")),
    Row("he after a woman alone", "Mary Smith spoke on Monday. He said no.", ("He", "-")),
    Row("two people told apart by gender", "Mary Smith met John Brown. She said no.", ("She", "Mary Smith")),
    Row(
      "two of one surname",
      "Mary Smith spoke. John Smith listened. Mr. Smith said no, and Mrs. Smith said yes.",
      ("Mary Smith", "Mary Smith"), ("John Smith", "John Smith")),
    Row(
      "unnamed speaker", "John Brown left. A spokesman for the town said no. He added nothing.", ("He", "-")),
    Row("pronoun in a quotation", "John Brown left. “He is wrong,” Mary Smith said.", ("He", "John Brown")),
    Row("country", "Norway said no.", ("Norway", "Norway")),
    Row("capital as government", "Oslo said no.", ("Oslo", "Norway")),
    Row("capital as place", "They met in Oslo on Monday.", ("Oslo", "Oslo")),
    Row("demonym", "The Norwegian plan failed.", ("Norwegian", "Norway")),
    Row(
      "abbreviation", "The U.S. said no. DPRK officials left.", ("U.S.", "United States"),
      ("DPRK", "North Korea")),
    Row("metonym", "The Kremlin said no. Downing Street agreed.", ("Kremlin", "Russia")),
    Row(
      "body", "The European Union said no. The EU left.", ("European Union", "European Union"),
      ("EU", "European Union")),
    Row(
      "body by its last word", "The Harbour Workers Union said no.",
      ("Harbour Workers Union", "Harbour Workers Union")),
    Row(
      "acronym of a body", "The Harbour Workers Union said no. The HWU left.",
      ("HWU", "Harbour Workers Union")),
    Row("family name first", "President Yoon Suk Yeol spoke. Yoon said no.", ("Yoon", "Yoon Suk Yeol")),
    Row("family name first, short", "Xi Jinping spoke. Xi said no.", ("Xi", "Xi Jinping")),
    Row("dateline is no actor", "OSLO (AP) — Norway said no to the plan.", ("Norway", "Norway")),
    Row("company’s officer", "The Acme Steel CEO said no.", ("Acme Steel", "Acme Steel")),
  ]

  @Test(arguments: rows)
  func mentions(_ row: Row) {
    let document = Reader.shared.read(row.text)
    var found: [(String, String)] = document.mentions.map { mention in
      (document.text(mention.tokens), mention.entity.map { document.entities[$0].name } ?? "-")
    }
    for (words, name) in row.expected {
      guard let index = found.firstIndex(where: { $0.0 == words && $0.1 == name }) else {
        Issue.record("\(words) → \(name) is not among \(found)")
        continue
      }
      found.remove(at: index)
    }
  }

  @Test func datelineHoldsNoMention() {
    let document = Reader.shared.read("OSLO (Kyodo) — Norway said no to the plan.")
    #expect(document.mentions.map { document.text($0.tokens) } == ["Norway"])
  }

  @Test func theHeadlineSpellsOutASurname() {
    func names(_ title: String?) -> [String] {
      Reader.shared.read("Brown said no. The town agreed.", title: title).entities.map(\.name)
    }
    #expect(names("Mayor Mary Brown turns down the bridge") == ["Mary Brown"])
    #expect(
      names("Mary Brown Turns Down New Harbour Bridge") == ["Brown"], "capitals of title case tell nothing")
    #expect(names(nil) == ["Brown"])
  }

  @Test func rolesAndCountriesOfPersons() throws {
    let document = Reader.shared.read(
      "Norwegian Foreign Minister Anna Berg met Mara Lind, the mayor of Newport, on Monday.")
    let berg = try #require(document.entities.first { $0.name == "Anna Berg" })
    #expect(berg.kind == .person)
    #expect(berg.country == "NOR")
    #expect(berg.roles == [Role(title: "foreign minister", organization: "Norway")])
    let lind = try #require(document.entities.first { $0.name == "Mara Lind" })
    #expect(lind.roles.map(\.title) == ["mayor"])
  }
}
