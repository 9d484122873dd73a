import Testing

/// Whom `he`, `she`, `they` and `it` mean, in made-up news.
@Suite struct PronounTests {
  static let singularRows = [
    ChainRow("she, next sentence", "Mara Lind spoke on Monday. She said no.", ("She", "Mara Lind")),
    ChainRow("he, next sentence", "John Brown left early. He was tired.", ("He", "John Brown")),
    ChainRow("her, possessive", "Mara Lind took her coat.", ("her", "Mara Lind")),
    ChainRow("his, next sentence", "John Brown resigned. His deputy takes over.", ("His", "John Brown")),
    ChainRow("himself", "John Brown blamed himself for the delay.", ("himself", "John Brown")),
    ChainRow("herself", "Mara Lind defended herself in court on Monday.", ("herself", "Mara Lind")),
    ChainRow(
      "two told apart by gender, she", "Mary Smith met John Brown on Friday. She praised the plan.",
      ("She", "Mary Smith")),
    ChainRow(
      "two told apart by gender, he", "Mary Smith met John Brown on Friday. He praised the plan.",
      ("He", "John Brown")),
    ChainRow(
      "two pronouns in a sentence", "Mary Smith met John Brown on Friday. She told him the plan had failed.",
      ("She", "Mary Smith"), ("him", "John Brown")),
    ChainRow(
      "subject before object", "John Brown met Peter Stone on Friday. He said the talks went well.",
      ("He", "John Brown")),
    ChainRow(
      "he in a row", "John Brown arrived on Monday. He met union leaders. He left without an agreement.",
      ("He#1", "John Brown"), ("He#2", "John Brown")),
    ChainRow(
      "surname, then pronoun",
      "Mara Lind and Peter Stone spoke. Lind said the tax was wrong. She wants a vote.",
      ("She", "Mara Lind")),
    ChainRow(
      "after a title", "Prime Minister Anna Berg arrived in Rome. She will stay a week.", ("She", "Anna Berg")
    ),
    ChainRow("Mr.", "Mr. Brown denied it. He said he was at home.", ("He", "Brown"), ("he", "Brown")),
    ChainRow("Mrs.", "Mrs. Stone denied it. She was at home.", ("She", "Stone")),
    ChainRow("king", "King Harald opened the session. He spoke for an hour.", ("He", "Harald")),
    ChainRow(
      "said he", "John Brown said he would not run again.", ("he", "John Brown")),
    ChainRow(
      "reported of another", "Mara Lind said Peter Stone had lost his nerve.", ("his", "Peter Stone")),
    ChainRow(
      "in a subordinate clause", "When Mara Lind returned, she found the office closed.", ("she", "Mara Lind")
    ),
    ChainRow("he after a woman alone", "Mary Smith spoke on Monday. He said no.", ("He", "-")),
    ChainRow("she after a man alone", "John Brown spoke on Monday. She said no.", ("She", "-")),
    ChainRow("nobody before", "He said no. The plan failed.", ("He", "-")),
    ChainRow("no body is a he", "The State Department closed an office. He said no.", ("He", "-")),
    ChainRow(
      "new paragraph", "Mara Lind leads the party.\n\nShe was elected in May.", ("She", "Mara Lind")),
    ChainRow(
      "unnamed speaker", "John Brown left. A spokesman for the town said no. He added nothing.",
      ("He", "=A spokesman")),
    ChainRow(
      "unnamed woman", "A nurse found the letter. She gave it to the police.", ("She", "=A nurse")),
    ChainRow(
      "spokeswoman", "John Brown left on Monday. A spokeswoman confirmed it. She gave no reason.",
      ("She", "=A spokeswoman")),
    ChainRow(
      "the one with the known gender", "Peter Stone and a witness, Anna Berg, spoke. She cried.",
      ("She", "Anna Berg")),
    ChainRow(
      "long way",
      "Mara Lind founded the firm. The firm makes boats. Sales rose last year. She plans a new yard.",
      ("She", "Mara Lind")),
  ]

  static let pluralRows = [
    ChainRow(
      "unnamed many", "The workers walked out on Monday. They want more pay.", ("They", "=The workers")),
    ChainRow("their", "The senators cast their votes.", ("their", "=The senators")),
    ChainRow("themselves", "The villagers armed themselves.", ("themselves", "=The villagers")),
    ChainRow(
      "nearer many", "The ministers met union leaders. The leaders said they would strike.",
      ("they", "=union leaders")),
    ChainRow(
      "not one person", "Mara Lind met the farmers. They asked for help.", ("They", "=the farmers")),
    ChainRow(
      "they in a row", "Residents fled the town. They took little. They may not return.",
      ("They#1", "=Residents"), ("They#2", "=Residents")),
    ChainRow(
      "officials said", "Police officials said they had found the car.", ("they", "=Police officials")),
    ChainRow(
      "them", "The protesters blocked a road. Police removed them.", ("them", "=The protesters")),
  ]

  static let neuterRows = [
    ChainRow("company", "Acme Steel Corp. said it would close a mill.", ("it", "Acme Steel Corp.")),
    ChainRow("its", "Acme Steel Corp. cut its forecast.", ("its", "Acme Steel Corp.")),
    ChainRow("ministry", "The State Department said it would act.", ("it", "State Department")),
    ChainRow("party", "The Unity Party lost its majority.", ("its", "Unity Party")),
    ChainRow("country", "Norway said it would sign the treaty.", ("it", "Norway")),
    ChainRow("country's", "Norway closed its border on Monday.", ("its", "Norway")),
    ChainRow("capital that acts", "Oslo said it would sign the treaty.", ("it", "Norway")),
    ChainRow("no person is an it", "Mara Lind spoke. It was raining.", ("It", "-")),
    ChainRow("weather", "Acme Steel Corp. closed a mill. It is clear that more will follow.", ("It", "-")),
    ChainRow(
      "unnamed body", "The committee met on Monday. It will vote on Friday.", ("It", "=The committee")),
    ChainRow("union", "The European Union said it would respond.", ("it", "European Union")),
  ]

  @Test(arguments: singularRows) func singular(_ row: ChainRow) { #expect(row.faults() == []) }
  @Test(arguments: pluralRows) func plural(_ row: ChainRow) { #expect(row.faults() == []) }
  @Test(arguments: neuterRows) func neuter(_ row: ChainRow) { #expect(row.faults() == []) }
}
