import Testing

/// What only the tree shows: control, coordination, attachment, holders behind descriptions.
@Suite struct PositionsTreeTests {
  static let rows = [
    PositionRow(
      "catenatives pass the stance on", "Norway vowed to keep asking Russia to lift the ban on salmon.",
      Expected(
        "Norway", .demand, .support, commitment: .pledge, target: "Russia", role: .addressee, continuing: true
      )),
    PositionRow(
      "the object's infinitive is the object's", "Norway is pushing Brazil to lower the tariffs.",
      Expected("Norway", .demand, .support, target: "Brazil", role: .addressee)),
    PositionRow(
      "clause behind the day", "Norway demanded on Friday that Brazil lower the tariffs.",
      Expected("Norway", .demand, .support)),
    PositionRow(
      "is to", "Norway is to review the sale of the port.",
      Expected("Norway", .commit, .support, mode: .reporter, commitment: .intention)),
    PositionRow(
      "infinitives without to, joined by commas",
      "Norway is prepared to rebuild the navy, reduce the fuel tax and repeal the port law.",
      Expected("Norway", .commit, proposal: "rebuild the navy"),
      Expected("Norway", .commit, proposal: "reduce the fuel tax"),
      Expected("Norway", .commit, proposal: "repeal the port law")),
    PositionRow(
      "letter asking", "Norway sent a letter urging Brazil to lower the tariffs.",
      Expected("Norway", .demand, .support, target: "Brazil", role: .addressee)),
    PositionRow(
      "spokesman without a name", "A spokesman for the Norwegian government defended the fishing quotas.",
      Expected("Norwegian government", .endorse, .support, mode: .spokesperson)),
    PositionRow(
      "extraposed", "President Anna Berg said it was wrong to raise the fuel tax.",
      Expected("Anna Berg", .criticize, .oppose)),
    PositionRow(
      "let us", "“Let us lower the tariffs,” President Anna Berg said.",
      Expected("Anna Berg", .advocate, .support, proposal: "lower the tariffs")),
    PositionRow(
      "there is concern", "“There is serious concern about the tariff plan,” President Anna Berg said.",
      Expected("Anna Berg", .criticize, .oppose)),
    PositionRow(
      "our support", "“Our support for the treaty is firm,” President Anna Berg said.",
      Expected("Anna Berg", .endorse, .support)),
    PositionRow(
      "what it brings", "“The tariff plan poses a threat to the islands,” President Anna Berg said.",
      Expected("Anna Berg", .criticize, .oppose)),
    PositionRow(
      "how it was done", "“Brazil wrongly closed the strait,” President Anna Berg said.",
      Expected("Anna Berg", .criticize, .oppose, target: "Brazil", role: .criticized)),
    PositionRow(
      "which it welcomes", "Brazil lowered the tariffs on fish, which Norway welcomed.",
      Expected("Norway", .endorse, .support)),
    PositionRow(
      "praise denied", "“That is not a legitimate law,” President Anna Berg said.",
      Expected("Anna Berg", .criticize, .oppose)),
    PositionRow(
      "quotation that goes on",
      "President Anna Berg said the harbour had been closed. “The tariffs should be lowered at once by the council.”",
      Expected("Anna Berg", .advocate, .support)),
    PositionRow(
      "owner is criticized", "Norway condemned Russia's missile tests.",
      Expected("Norway", .criticize, .oppose, target: "Russia", role: .criticized)),
    PositionRow(
      "partners of a relation", "Norway pledged to deepen its cooperation with Chile.",
      Expected("Norway", .commit, .support, target: "Chile", role: .partner)),
  ]

  @Test(arguments: rows) func found(_ row: PositionRow) throws { try check(row) }

  static let silent = [
    PositionRow(
      "a condition by inversion", "Should Norway lose, exports will fall, President Anna Berg said."),
    PositionRow("going to a place", "President Anna Berg is going to Oslo."),
    PositionRow("a great duty", "“Norway and Chile have a great responsibility,” President Anna Berg said."),
    PositionRow("another verb with its particle", "Senator Maria Lopez called out for her mother."),
    PositionRow("a company's trade", "Nordic Motors plans to build a factory in Chile."),
    PositionRow("an election", "Senator Maria Lopez plans to run for president."),
    PositionRow("a plan of a person's day", "President Anna Berg will open the harbour on Monday."),
    PositionRow("background of time", "Norway left after Brazil opposed the levy."),
    PositionRow("done by nobody named", "The tariffs were lowered on Monday."),
    PositionRow("not yet decided", "Norway needs to decide whether to lower the tariffs."),
  ]

  @Test(arguments: silent) func nothing(_ row: PositionRow) throws { try check(row) }
}
