import Testing

/// Whom surnames, offices and descriptions mean, in made-up news.
@Suite struct DescriptionTests {
  static let namesRows = [
    ChainRow("surname", "Mara Lind spoke. Lind said no.", ("Lind", "Mara Lind")),
    ChainRow(
      "surname before the full name", "Lind said no. The mayor, Mara Lind, left.", ("Lind", "Mara Lind")),
    ChainRow("Mr. and surname", "John Brown spoke. Mr. Brown said no.", ("Brown", "John Brown")),
    ChainRow(
      "couple, by Mr. and Mrs.",
      "Mary Smith spoke. John Smith listened. Mr. Smith said no, and Mrs. Smith said yes.",
      ("Smith#1", "John Smith"), ("Smith#2", "Mary Smith")),
    ChainRow(
      "couple, by pronouns", "Mary Smith spoke first. John Smith listened. She was angry. He was not.",
      ("She", "Mary Smith"), ("He", "John Smith")),
    ChainRow(
      "two of one surname by given names", "Anna Berg met Karl Berg. Anna left. Karl stayed.",
      ("Anna", "Anna Berg"),
      ("Karl", "Karl Berg")),
    ChainRow(
      "headline names them", "Brown said no to the bridge. He wants a tunnel.",
      title: "Mayor John Brown turns down the bridge",
      ("Brown", "John Brown"), ("He", "John Brown")),
    ChainRow("abbreviation", "The European Union met. The EU said no.", ("EU", "European Union")),
    ChainRow(
      "acronym of a body", "The Harbour Workers Union met. The HWU said no.", ("HWU", "Harbour Workers Union")
    ),
    ChainRow("family name first", "President Yoon Suk Yeol spoke. Yoon said no.", ("Yoon", "Yoon Suk Yeol")),
    ChainRow("title and surname", "Gov. Mara Lind spoke. Gov. Lind said no.", ("Lind", "Mara Lind")),
    ChainRow("possessive", "Mara Lind spoke. Lind’s plan failed.", ("Lind", "Mara Lind")),
    ChainRow("initial", "John F. Brown spoke. Brown said no.", ("Brown", "John F. Brown")),
  ]

  static let officesRows = [
    ChainRow(
      "office alone", "Foreign Minister Anna Berg spoke. The minister said no.", ("The minister", "Anna Berg")
    ),
    ChainRow(
      "office with its country",
      "Norwegian Foreign Minister Anna Berg spoke. Norway’s foreign minister said no.",
      ("Norway’s foreign minister", "Anna Berg")),
    ChainRow(
      "another country’s office",
      "Norwegian Foreign Minister Anna Berg spoke. Sweden’s foreign minister said no.",
      ("Sweden’s foreign minister", "-")),
    ChainRow(
      "another office", "Foreign Minister Anna Berg spoke. The finance minister said no.",
      ("The finance minister", "-")),
    ChainRow(
      "apposition behind", "Mara Lind, the mayor of Newport, spoke. The mayor said no.",
      ("The mayor", "Mara Lind")),
    ChainRow(
      "apposition before", "The mayor, Mara Lind, spoke. The mayor said no.", ("The mayor#2", "Mara Lind")),
    ChainRow(
      "senator", "Sen. John Brown of Texas spoke. The senator said no.", ("The senator", "John Brown")),
    ChainRow(
      "Texas senator", "Sen. John Brown of Texas spoke. The Texas senator said no.",
      ("The Texas senator", "John Brown")),
    ChainRow(
      "president", "President Maria Santos arrived. The president will stay a week.",
      ("The president", "Maria Santos")),
    ChainRow(
      "former president", "Former President Maria Santos arrived. The former president said no.",
      ("The former president", "Maria Santos")),
    ChainRow(
      "top diplomat", "Norwegian Foreign Minister Anna Berg spoke. Norway’s top diplomat said no.",
      ("Norway’s top diplomat", "Anna Berg")),
    ChainRow(
      "prime minister", "Prime Minister Anna Berg spoke. The prime minister said no.",
      ("The prime minister", "Anna Berg")),
    ChainRow("judge", "Judge Peter Stone agreed. The judge gave no reason.", ("The judge", "Peter Stone")),
    ChainRow(
      "professor", "Professor Mara Lind agreed. The professor gave no reason.", ("The professor", "Mara Lind")
    ),
    ChainRow("nobody with that office", "The senator said no.", ("The senator", "-")),
    ChainRow("a new one", "Sen. John Brown spoke. A senator from Ohio objected.", ("A senator", "-")),
    ChainRow(
      "two ministers",
      "Foreign Minister Anna Berg met Finance Minister Karl Holm. The finance minister said no.",
      ("The finance minister", "Karl Holm")),
    ChainRow(
      "two senators", "Sen. John Brown met Rep. Mary Stone. The senator said no.",
      ("The senator", "John Brown")),
    ChainRow(
      "office, then pronoun", "Foreign Minister Anna Berg spoke. The minister said she would resign.",
      ("she", "Anna Berg")),
    ChainRow(
      "role that changes",
      "Foreign Minister Anna Berg became prime minister in May. The prime minister said no.",
      ("The prime minister", "Anna Berg")),
    ChainRow(
      "predicate", "Mara Lind is the mayor of Newport. The mayor said no.", ("The mayor", "Mara Lind")),
  ]

  static let descriptionsRows = [
    ChainRow(
      "same noun", "A driver was hurt on Monday. The driver was taken to hospital.",
      ("The driver", "=A driver")),
    ChainRow(
      "same noun, many", "Two hikers were lost. The hikers were found on Friday.",
      ("The hikers", "=Two hikers")),
    ChainRow(
      "demonstrative", "A lawyer objected. This lawyer had lost before.", ("This lawyer", "=A lawyer")),
    ChainRow(
      "the company", "Acme Steel closed a mill. The company blamed high costs.", ("The company", "Acme Steel")
    ),
    ChainRow(
      "the company, then it", "Acme Steel closed a mill. The company said it had no choice.",
      ("it", "Acme Steel")),
    ChainRow(
      "the department", "The State Department met envoys. The department said no.",
      ("The department", "State Department")),
    ChainRow(
      "the union", "The Harbour Workers Union called a strike. The union wants more pay.",
      ("The union", "Harbour Workers Union")),
    ChainRow(
      "the party", "The Harvest Party lost. The party will choose a new leader.",
      ("The party", "Harvest Party")),
    ChainRow(
      "someone's daughter", "Mara Lind came with her daughter. The daughter waved.",
      ("The daughter", "=her daughter")),
    ChainRow("his wife is not he", "John Brown came with his wife. He waved.", ("He", "John Brown")),
    ChainRow("his wife, she", "John Brown came with his wife. She waved.", ("She", "=his wife")),
    ChainRow("apposed name", "His wife, Anna Berg, waved. She left early.", ("She", "Anna Berg")),
  ]

  @Test(arguments: namesRows) func names(_ row: ChainRow) { #expect(row.faults() == []) }
  @Test(arguments: officesRows) func offices(_ row: ChainRow) { #expect(row.faults() == []) }
  @Test(arguments: descriptionsRows) func descriptions(_ row: ChainRow) { #expect(row.faults() == []) }
}
