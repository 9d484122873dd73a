import Testing

@testable import OnRecordTrain

/// GUM's entities as they stand in the MISC column, and the names among them.
@Suite struct GoldNameTests {
  struct Word: Sendable {
    var form: String
    var head: Int?
    var entity = ""
    var isProper = true
    var deprel = "nmod"
  }

  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var words: [Word]
    /// Words and type of each name, nested ones too.
    var all: [String]
    var outermost: [String]
  }

  static let rows = [
    Row(
      testDescription: "one word",
      words: [Word(form: "Norway", head: nil, entity: "(1-place-new-nnnnn-cf1-1-sgl-Norway)")],
      all: ["Norway place"], outermost: ["Norway place"]),
    Row(
      testDescription: "a pronoun and a description are none",
      words: [
        Word(form: "the", head: 1, entity: "(1-place-new-nnnnn-cf1-2-coref-Athens", isProper: false),
        Word(form: "city", head: nil, entity: "1)", isProper: false),
      ], all: [], outermost: []),
    Row(
      testDescription: "article and what stands behind a comma are no part of it",
      words: [
        Word(form: "the", head: 1, entity: "(1-person-new-nnnnn-cf1-2,3-sgl", isProper: false),
        Word(form: "Anna", head: nil), Word(form: "Berg", head: 1),
        Word(form: ",", head: 1, isProper: false), Word(form: "42", head: 1, entity: "1)", isProper: false),
      ], all: ["Anna Berg person"], outermost: ["Anna Berg person"]),
    Row(
      testDescription: "nested",
      words: [
        Word(form: "University", head: nil, entity: "(1-organization-new-nnnnn-cf1-1,3-sgl"),
        Word(form: "of", head: 2, isProper: false),
        Word(form: "Texas", head: 0, entity: "(2-place-new-nnnnn-cf2-1-sgl)1)"),
      ], all: ["University of Texas organization", "Texas place"],
      outermost: ["University of Texas organization"]),
    Row(
      testDescription: "a place behind a comma is a name of its own",
      words: [
        Word(form: "Sydney", head: nil, entity: "(1-place-new-nnnnn-cf1-1,3-sgl"),
        Word(form: ",", head: 0, isProper: false),
        Word(form: "Australia", head: 0, entity: "(2-place-new-nnnnn-cf2-1-sgl)1)"),
      ], all: ["Sydney place", "Australia place"], outermost: ["Sydney place", "Australia place"]),
    Row(
      testDescription: "a group of names is none",
      words: [
        Word(
          form: "Anna", head: nil, entity: "(1-person-new-nnnnn-cf1-1,3-sgl(2-person-new-nnnnn-cf1-1-sgl)"),
        Word(form: "and", head: 2, isProper: false),
        Word(form: "Mara", head: 0, entity: "(3-person-new-nnnnn-cf1-1-sgl)1)", deprel: "conj"),
      ], all: ["Anna person", "Mara person"], outermost: ["Anna person", "Mara person"]),
    Row(
      testDescription: "other types are none",
      words: [Word(form: "Monday", head: nil, entity: "(1-time-new-nnnnn-cf1-1-sgl)")], all: [], outermost: []
    ),
  ]

  @Test(arguments: rows)
  func names(_ row: Row) {
    var sentence = TreebankSentence()
    for word in row.words {
      sentence.words.append(
        TreebankWord(
          form: word.form, lemma: word.form, upos: word.isProper ? .propn : .x, xpos: .nnp, spaceAfter: true,
          misc: "SpaceAfter=Yes|Entity=" + word.entity, isTypo: false, head: word.head, deprel: word.deprel))
    }
    let names = GoldNames.all(sentence, GoldEntities.mentions([sentence])[0])
    func shown(_ names: [GoldName]) -> [String] {
      names.map { name in
        (name.words.map { sentence.words[$0].form } + ["\(name.type)"]).joined(separator: " ")
      }
    }
    #expect(shown(names) == row.all)
    #expect(shown(GoldNames.outermost(names)) == row.outermost)
  }

  @Test func aMentionThatCrossesSentencesIsLeftOut() {
    func sentence(_ entity: String) -> TreebankSentence {
      var sentence = TreebankSentence()
      sentence.words.append(
        TreebankWord(
          form: "Anna", lemma: "Anna", upos: .propn, xpos: .nnp, spaceAfter: true, misc: "Entity=" + entity,
          isTypo: false, head: nil, deprel: "root"))
      return sentence
    }
    let mentions = GoldEntities.mentions([sentence("(1-person-new-nnnnn-cf1-1-sgl"), sentence("1)")])
    #expect(mentions.allSatisfy { $0.isEmpty })
  }

  @Test func scoresCountWhatAgrees() {
    var score = SpanScore()
    score.add(found: [1, 2, 3], gold: [2, 3, 4, 5])
    #expect(score.precision == 2.0 / 3)
    #expect(score.recall == 0.5)
    #expect(score.f1 == 4.0 / 7)
  }
}
