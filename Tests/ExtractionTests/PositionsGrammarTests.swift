import Testing

/// Passives, nouns, negation, conditions, coordination, speech.
@Suite struct PositionsGrammarTests {
  static let rows = [
    PositionRow(
      "passive with agent", "The tariff plan was rejected by Norway.",
      Expected("Norway", .reject, .oppose, proposal: "The tariff plan")),
    PositionRow("passive without agent", "The tariff plan was rejected on Monday."),
    PositionRow(
      "noun behind a light verb", "Norway expressed serious concern over the naval drills.",
      Expected("Norway", .criticize, .oppose, proposal: "the naval drills")),
    PositionRow(
      "another's pledge renewed",
      "Norwegian Foreign Minister Anna Berg renewed Norway's pledge to guard the strait.",
      Expected("Norway", .commit, .support, mode: .spokesperson, speaker: "Anna Berg", continuing: true)),
    PositionRow(
      "participle after a comma", "Norway welcomed the truce, urging Brazil to lower the tariffs.",
      Expected("Norway", .endorse), Expected("Norway", .demand, target: "Brazil", role: .addressee)),
    PositionRow(
      "verdict", "Norway called the tariff plan a mistake.",
      Expected("Norway", .criticize, .oppose, proposal: "the tariff plan")),
    PositionRow(
      "good verdict", "Norway described the truce as a breakthrough.", Expected("Norway", .endorse, .support)),
    PositionRow(
      "negated endorsement", "Norway does not support the tariff plan.",
      Expected("Norway", .criticize, .oppose)),
    PositionRow("negated demand", "Norway did not urge Brazil to lower the tariffs."),
    PositionRow(
      "negated opposition", "Norway does not oppose the tariff plan.",
      Expected("Norway", .endorse, .support, strength: 1)),
    PositionRow(
      "double negation", "Norway did not rule out talks with the rebels.",
      Expected("Norway", .commit, .support, strength: 1)),
    PositionRow(
      "never tolerated", "The missile tests will never be tolerated, President Anna Berg said.",
      Expected("Anna Berg", .criticize, .oppose, strength: 3)),
    PositionRow(
      "future endorsement is a commitment", "Norway said it will support the treaty.",
      Expected("Norway", .commit, .support, mode: .selfVoice, commitment: .intention)),
    PositionRow(
      "should", "“Brazil should lower the tariffs,” President Anna Berg said.",
      Expected("Anna Berg", .advocate, .support, commitment: .preference, target: "Brazil", role: .addressee)),
    PositionRow(
      "should not", "“The tariffs should not be raised,” President Anna Berg said.",
      Expected("Anna Berg", .criticize, .oppose)),
    PositionRow(
      "we must", "“We must protect the forests,” President Anna Berg said.",
      Expected("Anna Berg", .advocate, .support, proposal: "protect the forests")),
    PositionRow(
      "evaluation in speech", "“The tariff plan is a disgrace,” President Anna Berg said.",
      Expected("Anna Berg", .criticize, .oppose, strength: 3)),
    PositionRow(
      "needed", "“A lasting truce is urgently needed,” President Anna Berg said.",
      Expected("Anna Berg", .advocate, .support)),
    PositionRow(
      "coordinate infinitives", "Norway pledged to maintain sanctions on Russia and offer help to Ukraine.",
      Expected("Norway", .commit, proposal: "maintain sanctions on Russia"),
      Expected("Norway", .commit, proposal: "offer help to Ukraine")),
    PositionRow(
      "elaboration is not split", "Norway pledged to widen the harbour and make it safer.",
      Expected("Norway", .commit)),
    PositionRow(
      "criticism and remedy", "Norway criticised the tariffs and called for new talks.",
      Expected("Norway", .criticize), Expected("Norway", .advocate)),
    PositionRow(
      "joint holders", "Norway and Sweden agreed to share the catch.",
      Expected("Sweden", .agree, mode: .reporter, commitment: .decision, plover: "AGREE")),
    PositionRow(
      "condition in front", "If the talks succeed, Norway will lift the tariffs.",
      Expected("Norway", .commit, condition: "If the talks succeed")),
    PositionRow(
      "threat with condition", "Norway threatened to close the strait if the fleet sails.",
      Expected("Norway", .threaten, .support, plover: "THREATEN", condition: "if the fleet sails")),
    PositionRow(
      "offer turned down", "Norway opposes the proposed treaty.",
      Expected("Norway", .reject, .oppose, plover: "REJECT")),
  ]

  @Test(arguments: rows) func grammar(_ row: PositionRow) throws { try check(row) }

  static let silent = [
    PositionRow("X1 state of affairs", "Ties between Norway and Russia were strained last year."),
    PositionRow("X2 role", "“Norway and Chile have a great duty to the ocean,” Anna Berg said."),
    PositionRow("X3 event", "President Anna Berg met Chilean President Luis Soto in Oslo on Monday."),
    PositionRow("X3 deeds", "Russian troops shelled the harbour and detained twelve fishermen."),
    PositionRow("X4 relative clause", "The ship that Norway banned reached the port."),
    PositionRow("X5 prediction", "Exports will fall by 4 percent, the ministry said."),
    PositionRow("X6 unadopted condition", "It is unclear whether Norway supports the treaty."),
    PositionRow("X6 question", "Will Norway lift the tariffs?"),
    PositionRow("Q1 unnamed holder", "Critics condemned the tariffs."),
    PositionRow("uncertain", "Norway could support the treaty."),
    PositionRow("no holder", "The tariffs were condemned."),
  ]

  @Test(arguments: silent) func nothing(_ row: PositionRow) throws { try check(row) }

  static let more = [
    PositionRow(
      "neither nor", "Neither Norway nor Sweden supports the levy.", Expected("Norway", .criticize, .oppose)),
    PositionRow(
      "no intention", "Norway has no intention of joining the pact.",
      Expected("Norway", .reject, .oppose, plover: "REJECT")),
    PositionRow(
      "denied from above", "“I don't think we should raise taxes,” President Anna Berg said.",
      Expected("Anna Berg", .criticize, .oppose)),
    PositionRow(
      "opening phrase without a comma", "In her budget Anna Berg pledged to cut the fuel tax.",
      Expected("Anna Berg", .commit, proposal: "cut the fuel tax")),
    PositionRow(
      "list of measures",
      "President Anna Berg announced:\n- Raised the fuel tax\n- Scrapped the fishing quota",
      Expected("Anna Berg", .decide), Expected("Anna Berg", .decide)),
    PositionRow(
      "more must be done", "President Anna Berg said more must be done to protect witnesses.",
      Expected("Anna Berg", .advocate, .support)),
    PositionRow(
      "subject with a verb inside", "Cuba's decision to free the sailors was welcomed by Spain.",
      Expected("Spain", .endorse, proposal: "Cuba's decision to free the sailors")),
    PositionRow(
      "judging verb", "“The council overstepped its powers,” Senator Maria Lopez said.",
      Expected("Maria Lopez", .criticize, .oppose)),
  ]

  @Test(arguments: more) func further(_ row: PositionRow) throws { try check(row) }

  static let unwanted = [
    PositionRow("X7 support for a candidate", "Senator Maria Lopez endorsed President Anna Berg."),
    PositionRow("X7 a request to nobody", "Senator Maria Lopez asked the crowd to applaud."),
    PositionRow("forecast of another's deeds", "Senator Maria Lopez said Norway will build a wall."),
    PositionRow("zero relative", "Fishermen read the guidelines Norway proposed in May."),
    PositionRow("reason", "Norway left because Brazil opposed the levy."),
  ]

  @Test(arguments: unwanted) func nothingEither(_ row: PositionRow) throws { try check(row) }

  @Test func anaphorGoesBack() throws {
    let text = "Russia imposed a blanket ban on salmon from Norway. Norway condemned the ban."
    let found = TestExtractor.shared.analyse(title: nil, text: text, source: nil).positions
    #expect(found.last?.proposal.span.exact == "the ban")
    #expect(found.last?.proposal.antecedent?.exact == "a blanket ban on salmon")
  }

  @Test func laterRepeatPointsBack() throws {
    let text =
      "Norway called for stricter fishing quotas.\n\nThe fleet sailed. Norway called for stricter fishing quotas."
    let found = TestExtractor.shared.analyse(title: nil, text: text, source: nil).positions
    #expect(found.map(\.sameAs) == [nil, 0])
  }
}
