import NewsModel
import Text

/// Finds who stands where in a document whose quotes are known.
///
/// Each verb group is asked once: do its words carry a stance (`LexiconRules`), or does a speaker say what
/// should be, is wrong or will be done (`SpeechRules`)? A candidate without a nameable holder or a proposal
/// is dropped. Time is linear in the text: every look to the left or right ends at a named bound.
struct PositionFinder: Sendable {
  private let lexicon: StanceLexicon
  private let words: StanceWords
  private let topics: CAPTopics
  private let cameo: CameoTable

  /// `file` hands over the bytes of a word list by its name.
  init(file: (String) -> [UInt8]?) throws(LexiconError) {
    func bytes(_ name: String) throws(LexiconError) -> [UInt8] {
      guard let bytes = file(name) else { throw LexiconError(file: name, line: 0) }
      return bytes
    }
    lexicon = try StanceLexicon(bytes(StanceLexicon.fileName))
    words = try StanceWords(bytes(StanceWords.fileName))
    topics = try CAPTopics(bytes(CAPTopics.fileName))
    cameo = try CameoTable(bytes(CameoTable.fileName))
  }

  /// In text order. `Position.quotes` are indices into `quotes`; every actor comes from `actors`, which
  /// remembers it.
  func positions(
    in document: Document, phrases: Phrases, quotes: [Quote], offsets: OffsetTable, actors: inout ActorBook
  ) -> [Position] {
    guard !document.tokens.isEmpty else { return [] }
    let builder = builder(document, phrases, quotes, offsets)
    let candidates = CandidateFinder(builder.reading, lexicon).candidates().kept
    var positions: [Position] = []
    for candidate in candidates { positions += builder.positions(candidate, actors: &actors) }
    return Repeats.marked(positions.sorted { $0.evidence.range < $1.evidence.range })
  }

  /// Every candidate with the exclusion that removed it, in text order; for people to look at.
  func candidates(in document: Document, phrases: Phrases, quotes: [Quote], offsets: OffsetTable)
    -> [TextReading.PositionCandidate]
  {
    guard !document.tokens.isEmpty else { return [] }
    let builder = builder(document, phrases, quotes, offsets)
    let found = CandidateFinder(builder.reading, lexicon).candidates(tracing: true)
    let judged =
      found.kept.map { ($0, builder.exclusion(of: $0, builder.attribution(of: $0))) }
      + found.removed.map { ($0.candidate, $0.exclusion) }
    return judged.sorted { $0.0.evidence.lowerBound < $1.0.evidence.lowerBound }.map { candidate, exclusion in
      TextReading.PositionCandidate(
        span: offsets.span(document.range(candidate.evidence, offsets)), cue: candidate.lemma,
        act: candidate.act.rawValue, rule: candidate.rule.rawValue, exclusion: exclusion?.rawValue)
    }
  }

  private func builder(_ document: Document, _ phrases: Phrases, _ quotes: [Quote], _ offsets: OffsetTable)
    -> PositionBuilder
  {
    let voices = Voices(document, quotes: quotes, offsets: offsets)
    var reading = StanceReading(
      document, phrases: phrases, voices: voices, words: words, lexicon: lexicon)
    reading.author = Authorship.author(reading, lexicon, HolderResolver(reading))
    return PositionBuilder(reading: reading, offsets: offsets, quotes: quotes, topics: topics, cameo: cameo)
  }
}
