import Testing

/// The classes of the guidelines' worked examples (section 6), in sentences of our own.
@Suite struct PositionsWorkedExamplesTests {
  static let rows = [
    PositionRow(
      "1 pledge", "President Anna Berg pledged to widen the canal treaty with Brazil.",
      Expected(
        "Anna Berg", .commit, .support, mode: .selfVoice, commitment: .pledge, strength: 2, plover: "AGREE",
        target: "Brazil", role: .partner)),
    PositionRow(
      "2 continuing demand by a spokesperson",
      "Norwegian Foreign Minister Anna Berg said Norway will continue to ask Russia to lift the ban on salmon.",
      Expected(
        "Norway", .demand, .support, mode: .spokesperson, speaker: "Anna Berg", commitment: .intention,
        plover: "REQUEST", cameo: "1054", target: "Russia", role: .addressee, continuing: true)),
    PositionRow(
      "3 opposition to conduct", "Norway has fiercely opposed the dredging.",
      Expected(
        "Norway", .criticize, .oppose, mode: .reporter, commitment: .some(.none), strength: 3,
        plover: "ACCUSE")),
    PositionRow(
      "4 values", "Norway said Chile and Peru “bear a heavy responsibility for the calm of the coast.”"),
    PositionRow("6 attributive background", "The Moscow-backed rebels crossed the Norway-built bridge."),
    PositionRow(
      "7 third party", "Norwegian Prime Minister Anna Berg said Russia opposes the harbour works.",
      Expected("Russia", .criticize, .oppose, mode: .thirdParty, speaker: "Anna Berg")),
    PositionRow(
      "8 refusal with condition",
      "Norway will not send troops to Chad unless the African Union asks, Norwegian Prime Minister Anna Berg said.",
      Expected(
        "Norway", .reject, .oppose, mode: .spokesperson, plover: "REJECT", cameo: "1212",
        condition: "unless the African Union asks")),
    PositionRow(
      "10 denial of fact", "Foreign Minister Igor Petrov denied that Russia had armed the militia."),
    PositionRow(
      "11 abstention", "Brazil abstained, saying it would not take sides.",
      Expected("Brazil", .abstain, .neutral, commitment: .decision)),
    PositionRow(
      "13 concession", "France dropped its demand for a wine levy.",
      Expected("France", .concede, .support, commitment: .decision, plover: "CONCEDE")),
    PositionRow(
      "14 vote", "Norway voted 81-60 to extend the whaling law.",
      Expected("Norway", .decide, .support, mode: .reporter, commitment: .decision)),
    PositionRow("15 analysts", "Analysts expect Norway to cut rates."),
    PositionRow("16 silence", "The minister declined to say whether Canada backs the embargo."),
    PositionRow("17 question", "“Who gave them that licence?” Senator Maria Lopez asked."),
    PositionRow(
      "18 two acts", "India hailed the truce and urged Nepal to free the prisoners.",
      Expected("India", .endorse, .support, plover: "SUPPORT"),
      Expected(
        "India", .demand, .support, plover: "REQUEST", cameo: "1053", target: "Nepal", role: .addressee)),
  ]

  @Test(arguments: rows) func workedExample(_ row: PositionRow) throws { try check(row) }
}
