import TestSupport
import Testing

@testable import Extraction

@Suite struct PositionsLexiconTests {
  static var entries: [StanceLexicon.Entry] {
    get throws { try StanceLexicon(Assets.file(StanceLexicon.fileName) ?? []).entries }
  }

  @Test func everyExampleIsFound() throws {
    for entry in try Self.entries {
      let found = TestExtractor.shared.analyse(title: nil, text: entry.example, source: nil).positions
      let hit = found.first { $0.cue.lemma == entry.lemma || $0.cue.lemma.hasSuffix(" " + entry.lemma) }
      #expect(hit != nil, "\(entry.lemma): \(entry.example) \(found.map(\.cue.lemma))")
      if let hit {
        #expect(
          hit.act == entry.act || entry.rejectsOffers && hit.act == .reject, "\(entry.lemma): \(hit.act)")
        #expect(hit.polarity == entry.polarity, "\(entry.lemma)")
        #expect(hit.holders.contains { entry.example.contains($0.mention.span.exact) })
        #expect(entry.target == nil || hit.act == .abstain || entry.target?.role != nil)
      }
    }
  }

  @Test(
    arguments: [
      "pledge\tV to-INF\tcommit\tsupport\t2\tpledge\tpartner+\t-\tself",
      "pledge\tV to-INF\tcomit\tsupport\t2\tpledge\tpartner+\t-\tself\tNorway pledged.",
      "pledge\tV to-INF\tcommit\tyes\t2\tpledge\tpartner+\t-\tself\tNorway pledged.",
      "pledge\tV to-INF\tcommit\tsupport\t4\tpledge\tpartner+\t-\tself\tNorway pledged.",
      "pledge\tV to-INF\tcommit\tsupport\t2\tsoon\tpartner+\t-\tself\tNorway pledged.",
      "pledge\tV to-INF\tcommit\tsupport\t2\tpledge\tfriend+\t-\tself\tNorway pledged.",
      "pledge\tV to-INF\tcommit\tsupport\t2\tpledge\tpartner+\t-\tshout\tNorway pledged.",
      "pledge\tQ to-INF\tcommit\tsupport\t2\tpledge\tpartner+\t-\tself\tNorway pledged.",
    ]) func brokenLineIsNamed(_ line: String)
  {
    #expect(throws: LexiconError(file: "stance.tsv", line: 2)) {
      try StanceLexicon(Array("# x\n\(line)\n".utf8))
    }
  }

  @Test func brokenListsAreNamed() {
    #expect(throws: LexiconError(file: "cap-topics.txt", line: 1)) { try CAPTopics(Array("24: moon".utf8)) }
    #expect(throws: LexiconError(file: "cameo.tsv", line: 1)) { try CameoTable(Array("commit\t999\t-".utf8)) }
    #expect(throws: LexiconError(file: "stance-words.txt", line: 0)) {
      try StanceWords(Array("light: express".utf8))
    }
  }

  @Test(
    arguments: [
      ("0312", "AGREE"), ("0871", "RETREAT"), ("0814", "RETREAT"), ("081", "CONCEDE"), ("163", "COERCE"),
      ("112", "ACCUSE"), ("1212", "REJECT"), ("1054", "REQUEST"), ("057", "SUPPORT"), ("138", "THREATEN"),
    ]) func eventOfCode(_ code: String, _ event: String)
  { #expect(CameoTable.event(of: code) == event) }

  @Test func topicsByWord() throws {
    let topics = try CAPTopics(Array("7: emission*\n12: prison\n16: war\n".utf8))
    #expect(topics.topics(of: "emissions") == [7])
    #expect(topics.topics(of: "prison") == [12])
    #expect(topics.topics(of: "warm") == [])
  }
}
