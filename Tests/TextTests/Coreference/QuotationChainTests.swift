import Testing

/// Who speaks as `I`, and whom the pronouns in quotation marks mean, in made-up news; capitals and countries that act.
@Suite struct QuotationChainTests {
  static let speakersRows = [
    ChainRow("I, speaker behind", "“I will not go,” Mara Lind said.", ("I", "Mara Lind")),
    ChainRow("I, speaker before", "Mara Lind said: “I will not go.”", ("I", "Mara Lind")),
    ChainRow("I, said before the name", "“I will not go,” said Mara Lind.", ("I", "Mara Lind")),
    ChainRow("my", "“My answer is no,” said Peter Stone.", ("My", "Peter Stone")),
    ChainRow(
      "I, spoken by a pronoun", "Mara Lind rose. “I will not go,” she said.", ("I", "Mara Lind"),
      ("she", "Mara Lind")),
    ChainRow(
      "quotation goes on", "“I will not go,” Mara Lind said. “I never wanted to.”", ("I#2", "Mara Lind")),
    ChainRow(
      "two speakers", "“I agree,” Mara Lind said.\n\n“I do not,” Peter Stone said.", ("I#1", "Mara Lind"),
      ("I#2", "Peter Stone")),
    ChainRow("I, told", "“I am sorry,” Mara Lind told reporters.", ("I", "Mara Lind")),
    ChainRow("I, title and name", "“I am sorry,” said Foreign Minister Anna Berg.", ("I", "Anna Berg")),
    ChainRow("I of nobody", "“I am sorry.” The letter was not signed.", ("I", "-")),
    ChainRow("unnamed speaker", "“I saw it,” a nurse said. She wept.", ("I", "=I"), ("She", "=I")),
    ChainRow("me", "“They lied to me,” Peter Stone said.", ("me", "Peter Stone")),
  ]

  static let insidesRows = [
    ChainRow(
      "he in another’s quotation", "John Brown left on Monday. “He was wrong,” Mary Smith said.",
      ("He", "John Brown")),
    ChainRow(
      "he is not who speaks", "Peter Stone spoke of John Brown. “He was wrong,” Stone said.",
      ("He", "John Brown")),
    ChainRow("she said behind", "Mary Smith rose. “The plan is wrong,” she said.", ("she", "Mary Smith")),
    ChainRow(
      "he added", "“The plan is wrong,” John Brown said. He added that it was late.", ("He", "John Brown")),
  ]

  static let capitalsRows = [
    ChainRow("capital", "Oslo said no.", ("Oslo", "Norway")),
    ChainRow("capital as place", "They met in Oslo on Monday.", ("Oslo", "Oslo")),
    ChainRow("Kremlin", "The Kremlin said no.", ("Kremlin", "Russia")),
    ChainRow(
      "country and capital", "Japan protested. Tokyo said it would respond.", ("Tokyo", "Japan"),
      ("it", "Japan")),
    ChainRow("demonym", "The Norwegian plan failed.", ("Norwegian", "Norway")),
    ChainRow("abbreviation of a country", "The U.S. said no.", ("U.S.", "United States")),
  ]

  @Test(arguments: speakersRows) func speakers(_ row: ChainRow) { #expect(row.faults() == []) }
  @Test(arguments: insidesRows) func insides(_ row: ChainRow) { #expect(row.faults() == []) }
  @Test(arguments: capitalsRows) func capitals(_ row: ChainRow) { #expect(row.faults() == []) }
}
