import Extraction
import NewsModel
import Testing

/// What users of other tools complain of, a row each: marks of every sort, cues in every place, and what is no quote. All
/// sentences are made up.
struct QuotesComplaintsTests {
  @Test(arguments: [
    QuoteRow(
      "curly marks", "“The harbour will close in May,” Mayor Ann Lee said.",
      "Mayor Ann Lee | said | “The harbour will close in May,”"),
    QuoteRow(
      "straight marks", "\"The harbour will close in May,\" Mayor Ann Lee said.",
      "Mayor Ann Lee | said | \"The harbour will close in May,\""),
    QuoteRow(
      "single marks", "‘The harbour will close in May,’ Mayor Ann Lee said.",
      "Mayor Ann Lee | said | ‘The harbour will close in May,’"),
    QuoteRow(
      "guillemets", "«The harbour will close in May», Mayor Ann Lee said.",
      "Mayor Ann Lee | said | «The harbour will close in May»"),
    QuoteRow(
      "low and high marks", "„The harbour will close in May“, Mayor Ann Lee said.",
      "Mayor Ann Lee | said | „The harbour will close in May“"),
    QuoteRow(
      "unclosed mark", "Ann Lee said, “We will never close the harbour.",
      "Ann Lee | said | “We will never close the harbour."),
    QuoteRow(
      "a mark too many", "“We will never close the harbour,”” Ann Lee said.",
      "Ann Lee | said | “We will never close the harbour,”"),
    QuoteRow(
      "nested marks", "“My father called it ‘the old lady’ and he was right,” Ann Lee said.",
      "Ann Lee | said | “My father called it ‘the old lady’ and he was right,”"),
    QuoteRow(
      "apostrophes are no marks", "Ann Lee said the harbour's gates weren't safe.",
      "Ann Lee | said | the harbour's gates weren't safe"),
    QuoteRow("scare quotes", "The so-called “smart harbour” cost the town a fortune."),
    QuoteRow("title of a work", "His novel “The Silent Harbour” won a prize in May."),
    QuoteRow("nickname", "Jack “The Hammer” Roe lives near the harbour."),
    QuoteRow(
      "several paragraphs with reopening marks",
      "“We will build a new harbour,” Ann Lee said. “It will take ten years.\n\n“And then we will build a second one.”",
      "Ann Lee | said | “We will build a new harbour,” … “It will take ten years. … “And then we will build a second one.”"
    ),
    QuoteRow(
      "split quote", "“The harbour,” Ann Lee said, “will close in May.”",
      "Ann Lee | said | “The harbour,” … “will close in May.”"),
    QuoteRow(
      "adjacent quotes by two speakers",
      "“The harbour is safe,” Ann Lee said. “The harbour is a ruin,” Bob Roe replied.",
      "Ann Lee | said | “The harbour is safe,”", "Bob Roe | replied | “The harbour is a ruin,”"),
    QuoteRow(
      "cue before", "Ann Lee said: “The harbour will close in May.”",
      "Ann Lee | said | “The harbour will close in May.”"),
    QuoteRow(
      "cue behind, turned round", "“The harbour will close in May,” said Ann Lee.",
      "Ann Lee | said | “The harbour will close in May,”"),
    QuoteRow(
      "dash and name", "“A harbour is the mouth of a town and must never be shut.” — Ann Lee",
      "Ann Lee | — | “A harbour is the mouth of a town and must never be shut.”"),
    QuoteRow(
      "turns of a transcript", "LEE: Will the harbour close?\nROE: It will never close.",
      "LEE | : | Will the harbour close?", "ROE | : | It will never close"),
    QuoteRow(
      "according to, behind", "The harbour will close in May, according to Ann Lee.",
      "Ann Lee | according to | The harbour will close in May"),
    QuoteRow(
      "according to, before", "According to Ann Lee, the harbour will close in May.",
      "Ann Lee | According to | the harbour will close in May"),
    QuoteRow(
      "inside a question", "Did Ann Lee really say that the harbour would close?",
      "Ann Lee | say | that the harbour would close?"),
    QuoteRow(
      "denial", "Ann Lee denied that the harbour would close.",
      "Ann Lee | denied | that the harbour would close"),
    QuoteRow(
      "refusal to speak", "Ann Lee declined to say whether the harbour would close.",
      "Ann Lee | declined | to say whether the harbour would close"),
    QuoteRow(
      "headline", "Mayor says harbour will close in May\n\nThe town has one harbour.",
      "Mayor | says | harbour will close in May"),
    QuoteRow(
      "bulleted statements",
      "Ann Lee said:\n\n- The harbour will close in May.\n- The ferry will stop in June.",
      "Ann Lee | said | The harbour will close in May", "Ann Lee | said | The ferry will stop in June"),
  ])
  func finds(_ row: QuoteRow) { row.check() }

  /// A quotation of 20 kB in one paragraph is one quote, to its closing mark.
  @Test func paragraphsOfTwentyKilobytes() {
    let words = String(
      repeating: "We will build the harbour again, and nobody will stop us this time. ", count: 300)
    let text = "Ann Lee said: “\(words)That is all.”"
    let analysis = TestExtractor.shared.analyse(title: nil, text: text, source: nil)
    checkSpans(analysis, in: text)
    #expect(analysis.quotes.count == 1)
    #expect(analysis.quotes.first?.mention?.span.exact == "Ann Lee")
    #expect(analysis.quotes.first?.parts.last?.span.exact.hasSuffix("That is all.”") == true)
  }

  @Test func explainTellsWhatLost() {
    let text = "The so-called “smart harbour” closed. Ann Lee said that Bob Roe had said it was safe."
    let candidates = TestExtractor.shared.explain(title: nil, text: text).quoteCandidates
    #expect(candidates.contains { $0.outcome == "scare" && $0.parts.map(\.exact) == ["“smart harbour”"] })
    #expect(candidates.contains { $0.outcome == "listed" && $0.cue?.exact == "said" })
    for candidate in candidates where candidate.outcome == "overlaps" {
      #expect(candidate.better.map { candidates[$0].confidence >= candidate.confidence } == true)
    }
  }
}
