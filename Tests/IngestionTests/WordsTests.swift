import Testing

@testable import Ingestion

@Suite struct WordsTests {
  @Test(arguments: [
    ("“We will,”", "We will"),
    ("\"We will\"", "We will"),
    ("‘mutually beneficial’ ties", "mutually beneficial ties"),
    ("«Nous  verrons» ", "Nous verrons"),
    ("Japan’s top diplomat", "Japan’s top diplomat"),
    ("it’s the ministers’ job", "it’s the ministers job"),
    ("  a\n\tb\u{A0}c  ", "a b c"),
    ("– and then (he went)…", "and then (he went"),
    (
      "make it “constructive and stable” through dialogue", "make it constructive and stable through dialogue"
    ),
    ("U.N. Security Council.", "U.N. Security Council"),
    ("costs $5", "costs $5"),
    ("“…”", ""),
    ("", ""),
  ])
  func plainWords(text: String, words: String) { #expect(Words.plain(text) == words) }

  @Test func partsAreJoinedByOneSpace() {
    #expect(Words.plain(["“I will go,”", "“to Paris.”", "“!”"]) == "I will go to Paris")
  }
}
