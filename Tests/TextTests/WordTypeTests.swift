import TestSupport
import Testing

@testable import Text

@Suite struct WordTypeTests {
  @Test func equalFormsShareAType() {
    let document = Reader.shared.read("The plan and the plan. The plan’s end.")
    let word = { document.word(of: $0) }
    #expect(word(0) == word(6) && word(0) != word(3), "The, the")
    #expect(word(1) == word(4) && word(1) == word(7), "plan")
    #expect(document.lower(0) == "the" && document.form(0) == "The")
    #expect(document.lower(8) == "'s", "curly apostrophes made straight")
    #expect(document.words.count == Set(document.tokens.indices.map(document.form)).count)
  }

  @Test func typesAreWhatTokensSay() {
    let seed = UInt64.random(in: .min ... .max)
    var articles = RandomArticle(seed: seed)
    for _ in 0..<30 {
      let document = Reader.shared.read(articles.text())
      for token in document.tokens.indices {
        let form = String(decoding: document.utf8[document.tokens[token].bytes], as: UTF8.self)
        #expect(document.form(token) == form, "seed \(seed)")
        #expect(
          document.lower(token) == form.lowercased().replacing("\u{2019}", with: "'"), "seed \(seed)")
        #expect(document.words.lowerUTF8(document.word(of: token)).elementsEqual(document.lower(token).utf8))
      }
    }
  }

  static let flags: [(String, WordFlags)] = [
    ("Lind", [.startsUpper, .hasUpper, .hasLower, .hasLetter]),
    ("NATO", [.startsUpper, .hasUpper, .hasInnerUpper, .hasLetter]),
    ("2005", [.hasDigit, .startsDigit]), ("—", [.isMark, .isWide]),
    ("non-profit", [.hasLower, .hasLetter, .hasHyphen]), ("a.m.", [.hasLower, .hasLetter, .hasStop]),
  ]

  @Test(arguments: flags)
  func flagsOfForms(_ form: String, _ flags: WordFlags) {
    #expect(FormReader.read(0..<form.utf8.count, of: Array(form.utf8)).flags == flags)
  }

  @Test func shapesAreRuns() {
    func shape(_ form: String) -> UInt32 { FormReader.read(0..<form.utf8.count, of: Array(form.utf8)).shape }
    #expect(shape("Xxx") == 0x21 && shape("Abcdef") == 0x21)
    #expect(shape("U.S.") == 0x6161)
    #expect(shape("1990s") == 0x24)
    #expect(shape("a1b2c3d4e5f6") == 0x4242_4242, "eight runs at most")
  }

  /// Many more types than the first table holds: it grows, and every form is found again.
  @Test func theTableGrows() {
    let forms = (0..<5_000).map { "w\($0)" }
    let document = Reader.shared.cut(Array((forms + forms).joined(separator: " ").utf8))
    #expect(document.words.count == forms.count)
  }
}
