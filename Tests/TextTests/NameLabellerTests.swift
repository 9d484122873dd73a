import TestSupport
import Testing

@testable import Text

/// Names as the words spell them, and the files they are found with.
@Suite struct NameLabellerTests {
  private static let rows: [(String, [String])] = [
    ("Mary Smith met John Brown in Chicago.", ["Mary Smith person", "John Brown person", "Chicago place"]),
    ("She studied at the University of Texas.", ["University of Texas organization"]),
    ("They met in Oslo, Norway, on Monday.", ["Oslo place", "Norway place"]),
    ("Senator Mary Smith left early.", ["Senator Mary Smith person"]),
    ("Nothing happened on Monday.", []),
    (
      "The World Health Organization (WHO) agreed. Later WHO said no.",
      ["World Health Organization organization", "WHO organization", "WHO organization"]
    ),
    ("Write to Anna Berg a.berg@example.org Chicago.", ["Anna Berg person", "Chicago place"]),
    ("The bridge cost US$10 million.", []),
    ("They drove through Western Australia.", ["Western Australia place"]),
  ]

  @Test(arguments: rows)
  func names(_ text: String, _ expected: [String]) {
    let document = Reader.shared.read(text)
    #expect(document.names.map { "\(document.text($0.tokens)) \($0.kind)" } == expected)
  }

  /// Names are in order, apart, and within a sentence, whatever the text.
  @Test func namesAreInOrderInAnyText() {
    var random = SeededGenerator(seed: 20261125)
    let pieces = [
      "Anna", "Berg", "President", "of", "the", "Oslo", "New", "York", ",", ".", "’s", "-", "(", "said",
      "Ms.", "“",
      "United", "States", "\n", "NATO", "é", "🙂", "U.S.", "and",
    ]
    for _ in 0..<300 {
      let text = (0..<Int.random(in: 0..<40, using: &random)).map { _ in
        pieces.randomElement(using: &random) ?? ""
      }
      .joined(separator: Bool.random(using: &random) ? " " : "")
      let document = Reader.shared.read(text)
      var last = 0
      for name in document.names {
        #expect(!name.tokens.isEmpty && name.tokens.lowerBound >= last, "\(random): \(text)")
        let sentence = document.sentences[document.sentence(of: name.tokens.lowerBound)]
        #expect(name.tokens.upperBound <= sentence.upperBound, "\(random): \(text)")
        last = name.tokens.upperBound
      }
    }
  }

  @Test func labelsSpellNames() {
    let person = UInt8(NameLabel.begin(.person))
    let inside = UInt8(NameLabel.inside(.person))
    let place = UInt8(NameLabel.begin(.place))
    #expect(
      NameLabel.names([0, person, inside, place, 0, place], first: 10) == [
        Name(tokens: 11..<13, kind: .person), Name(tokens: 13..<14, kind: .place),
        Name(tokens: 15..<16, kind: .place),
      ])
    #expect(NameLabel.names([], first: 0).isEmpty)
    #expect(!NameLabel.allows(0, Int(inside)))
    #expect(!NameLabel.allows(Int(place), Int(inside)))
    #expect(NameLabel.allows(Int(inside), Int(inside)))
  }

  @Test(arguments: ["gazetteer.bin", "names.bin", "word-clusters.bin"])
  func damagedFilesAreRefused(_ damaged: String) throws {
    func read(_ change: @escaping ([UInt8]) -> [UInt8]) throws {
      _ = try Reader(file: { name in Assets.file(name).map { name == damaged ? change($0) : $0 } })
    }
    #expect(throws: ReaderError.self) { try read { Array($0.dropLast()) } }
    #expect(throws: ReaderError.self) { try read { [0] + $0.dropFirst() } }
    #expect(throws: ReaderError.self) { try read { _ in [] } }
    #expect(throws: ReaderError.self) { try read { Array($0[..<4]) + [255, 255, 255, 255] + $0[8...] } }
  }

  @Test func listsKnowWordsAndPhrases() throws {
    let gazetteer = try #require(Assets.file("gazetteer.bin").flatMap(Gazetteer.init))
    func flags(_ words: String...) -> ListFlags {
      let keys = words.map { Gazetteer.key($0.utf8) }
      return gazetteer.flags(keys.dropFirst().reduce(keys[0]) { Gazetteer.key($0, then: $1) })
    }
    #expect(flags("norway").contains(.country))
    #expect(flags("oslo").contains(.capital))
    #expect(flags("western").contains(.beginsPhrase))
    #expect(flags("western", "australia").contains(.region))
    #expect(flags("minister").contains(.titleHead))
    #expect(flags("qqqq").isEmpty)
  }
}
