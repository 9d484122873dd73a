import Testing

/// Words in quotation marks, and where their cue stands. All sentences are made up.
struct QuotesDirectTests {
  @Test(arguments: [
    QuoteRow(
      "quotation, source, cue", "“The bridge is safe,” Mayor Ann Lee said.",
      "Mayor Ann Lee | said | “The bridge is safe,”"),
    QuoteRow(
      "quotation, cue, source", "“The bridge is safe,” said Ann Lee.",
      "Ann Lee | said | “The bridge is safe,”"),
    QuoteRow(
      "inverted, with apposition", "“The bridge is safe,” said Ann Lee, the mayor of Ashford.",
      "Ann Lee, the mayor of Ashford | said | “The bridge is safe,”"),
    QuoteRow(
      "source, cue, quotation", "Ann Lee said, “The bridge is safe.”",
      "Ann Lee | said | “The bridge is safe.”"),
    QuoteRow(
      "source, cue, colon, quotation", "Ann Lee said: “The bridge is safe.”",
      "Ann Lee | said | “The bridge is safe.”"),
    QuoteRow(
      "interrupted sentence", "“The bridge,” Ann Lee said, “is safe.”",
      "Ann Lee | said | “The bridge,” … “is safe.”"),
    QuoteRow(
      "second sentence goes on", "“The bridge is safe,” Ann Lee said. “We tested it twice.”",
      "Ann Lee | said | “The bridge is safe,” … “We tested it twice.”"),
    QuoteRow(
      "question", "“Who will pay for the bridge?” she asked.",
      "she | asked | “Who will pay for the bridge?”"),
    QuoteRow(
      "exclamation", "“Never again!” the driver shouted.",
      "the driver | shouted | “Never again!”"),
    QuoteRow(
      "straight marks", "\"The bridge is safe,\" Ann Lee said.",
      "Ann Lee | said | \"The bridge is safe,\""),
    QuoteRow(
      "several sentences in one pair of marks",
      "“We tested it. We tested it twice. It holds,” the engineer said.",
      "the engineer | said | “We tested it. We tested it twice. It holds,”"),
    QuoteRow(
      "adverbials between cue and quotation",
      "Ann Lee said on Tuesday in a statement, “The bridge will open again.”",
      "Ann Lee | said | “The bridge will open again.”"),
    QuoteRow(
      "hearer between cue and quotation", "Ann Lee told reporters, “The bridge will open again.”",
      "Ann Lee | told | “The bridge will open again.”"),
    QuoteRow(
      "tweet", "Ann Lee tweeted: “The bridge will open again.”",
      "Ann Lee | tweeted | “The bridge will open again.”"),
    QuoteRow(
      "written", "“The bridge will open again,” Ann Lee wrote on her page.",
      "Ann Lee | wrote | “The bridge will open again,”"),
    QuoteRow(
      "the next paragraph goes on with a reopening mark",
      "“We tested the bridge for a week,” Ann Lee said. “We found nothing.\n\n“Now it will open again.”",
      "Ann Lee | said | “We tested the bridge for a week,” … “We found nothing. … “Now it will open again.”"),
    QuoteRow(
      "the cue ends the paragraph before",
      "Ann Lee wrote in a letter:\n\n“The bridge will open again next week.”",
      "Ann Lee | wrote | “The bridge will open again next week.”"),
    QuoteRow(
      "two speakers one after the other",
      "“The bridge is safe,” Ann Lee said. “It is not,” Bob Ray replied.",
      "Ann Lee | said | “The bridge is safe,”", "Bob Ray | replied | “It is not,”"),
    QuoteRow(
      "dash and name", "“A bridge is a promise to both banks.” — Ann Lee",
      "Ann Lee | — | “A bridge is a promise to both banks.”"),
    QuoteRow(
      "transcript turns", "LEE: Is the bridge safe?\nRAY: It was never closed.",
      "LEE | : | Is the bridge safe?", "RAY | : | It was never closed"),
    QuoteRow(
      "inner quotation belongs to the outer",
      "“He told me ‘never’ and then he said it was fine,” Ann Lee said.",
      "Ann Lee | said | “He told me ‘never’ and then he said it was fine,”"),
    QuoteRow(
      "unclosed mark runs to the paragraph's end", "Ann Lee said: “The bridge will open again.",
      "Ann Lee | said | “The bridge will open again."),
    QuoteRow(
      "relative clause in the source", "“The bridge is safe,” said Ann Lee, who built it.",
      "Ann Lee | said | “The bridge is safe,”"),
    QuoteRow(
      "apposition before the cue", "“The bridge is safe,” Ann Lee, the mayor, said.",
      "Ann Lee, the mayor, | said | “The bridge is safe,”"),
  ])
  func finds(_ row: QuoteRow) { row.check() }
}
