import TestSupport
import Testing
import Text

@Suite struct SentenceTests {
  @Test(arguments: [
    ("It rained. It stopped.", ["It rained.", "It stopped."]),
    ("Gen. Lind met Dr. Brown. They left.", ["Gen. Lind met Dr. Brown.", "They left."]),
    ("The U.S. said no. Norway agreed.", ["The U.S. said no.", "Norway agreed."]),
    ("No. 10 said no.", ["No. 10 said no."]),
    ("“It rained.” She left.", ["“It rained.”", "She left."]),
    ("“Did it rain?” she asked.", ["“Did it rain?” she asked."]),
    ("It rained (a lot.) It stopped.", ["It rained (a lot.)", "It stopped."]),
    ("A headline without a stop\nIt rained.", ["A headline without a stop", "It rained."]),
    ("J. R. Smith left.", ["J. R. Smith left."]),
    ("It cost $3.5 million. It broke.", ["It cost $3.5 million.", "It broke."]),
    ("Wait... It rained!", ["Wait...", "It rained!"]),
    (
      "“It rained. It stopped,” she said. They left.",
      ["“It rained.", "It stopped,” she said.", "They left."]
    ),
    (
      "\"It rained,\" she said. \"It stopped.\" They left.",
      ["\"It rained,\" she said.", "\"It stopped.\"", "They left."]
    ),
    (
      "‘It rained,’ she said. ‘It stopped.’ They left.",
      ["‘It rained,’ she said.", "‘It stopped.’", "They left."]
    ),
    ("The plan — a bad one — failed. They left.", ["The plan — a bad one — failed.", "They left."]),
    // A dateline stands for itself, as in the English Web Treebank.
    ("NEWPORT (AP) — It rained. It stopped.", ["NEWPORT (AP) —", "It rained.", "It stopped."]),
    ("Acme Inc. said on Nov. 3 that it lost.", ["Acme Inc. said on Nov. 3 that it lost."]),
    (
      "Rep. A. B. Lind, R-Ohio, left. Sen. Brown stayed.",
      ["Rep. A. B. Lind, R-Ohio, left.", "Sen. Brown stayed."]
    ),
    ("They met at 5 p.m. on Monday. It rained.", ["They met at 5 p.m. on Monday.", "It rained."]),
    ("By Mara Lind\nIt rained in Newport.", ["By Mara Lind", "It rained in Newport."]),
    ("“Stop!” she shouted. They stopped.", ["“Stop!” she shouted.", "They stopped."]),
  ])
  func sentences(_ text: String, _ expected: [String]) {
    let document = Reader.shared.read(text)
    #expect(document.sentences.map(document.text) == expected)
  }

  @Test func everyLineBreakEndsAParagraph() {
    let document = Reader.shared.read("One.\nTwo. Three.\r\n\r\nFour")
    #expect(document.paragraphs.map(document.text) == ["One.", "Two. Three.", "Four"])
  }
}

@Suite struct QuotationTests {
  @Test(arguments: [
    ("She said “no” twice.", ["no"]), ("She said \"no\" twice.", ["no"]), ("She said ‘no’ twice.", ["no"]),
    ("She said 'no' twice.", ["no"]), ("She said «no» twice.", ["no"]), ("She said „no“ twice.", ["no"]),
    ("The voters' choice and the states' rights", []), ("It's Ann's, and they don't.", []),
    ("“One,” she said, “two.”", ["One,", "two."]),
    ("“She said ‘no’ twice.”", ["She said ‘no’ twice.", "no"]),
    ("“It never closes", ["It never closes"]), ("“It closes\nNext day.", ["It closes"]),
    ("The '90s were long.", []),
  ])
  func regions(_ text: String, _ expected: [String]) {
    let document = Reader.shared.read(text)
    #expect(document.quotations.map { document.text($0.tokens) } == expected)
  }

  @Test func aReopeningMarkContinues() {
    let document = Reader.shared.read("“It rained.\n\n“It stopped.”")
    #expect(document.quotations.map(\.continues) == [false, true])
  }
}

@Suite struct TagTests {
  @Test(arguments: [
    ("Norway pledged to help.", "pledged", XPOS.vbd, "pledge"), ("She has sworn it.", "sworn", .vbn, "swear"),
    ("The ministers left.", "ministers", .nns, "minister"), ("They were hoping.", "hoping", .vbg, "hope"),
    ("The council should lower the fees.", "lower", .vb, "lower"),
    ("It is open to talks.", "talks", .nns, "talk"),
    ("She says no.", "says", .vbz, "say"), ("The plan is unfair.", "unfair", .jj, "unfair"),
    ("Norway favours stricter quotas.", "favours", .vbz, "favour"),
  ])
  func tagAndLemma(_ text: String, _ word: String, _ tag: XPOS, _ lemma: String) throws {
    let document = Reader.shared.read(text)
    let token = try #require(document.tokens.indices.first { document.form($0) == word })
    #expect(document.tokens[token].xpos == tag)
    #expect(document.lemma(token) == lemma)
  }
}
