import Extraction
import Ingestion
import NewsModel
import Store
import Synchronization

/// Values made by hand, and an `Ingestion` whose analyses the test chooses.
enum Make {
  static func actor(
    _ id: String, _ kind: ActorKind = .person, country: String? = nil, qid: String? = nil
  ) -> ActorReference {
    ActorReference(id: id, name: id, kind: kind, country: country, qid: qid)
  }

  static func quote(_ parts: String..., by speaker: ActorReference? = nil) -> Quote {
    Quote(
      kind: .direct, parts: parts.map { QuotePart(span: span($0), quoted: true) }, speaker: speaker,
      mention: nil, cue: nil, context: SourceRange(0, 1), confidence: 1, rule: "test")
  }

  static func position(
    of holder: ActorReference, to target: ActorReference? = nil, issue: String = "issue",
    evidence: String = "will do it"
  ) -> Position {
    let mention = Mention(span: span(holder.name), kind: .name)
    return Position(
      holders: [Holder(actor: holder, represents: nil, mention: mention)], mode: .selfVoice, speaker: holder,
      chain: [], act: .commit, plover: nil, cameo: nil, polarity: .support, strength: 2,
      commitment: .intention,
      targets: target.map {
        [PositionTarget(actor: $0, role: .addressee, polarity: .neutral, mention: mention)]
      } ?? [],
      proposal: Proposal(text: evidence, span: span(evidence)),
      issue: IssueReference(id: issue, label: issue, capMajor: nil),
      modality: Modality(
        force: .declarative, time: .future, continuing: false, negated: false, condition: nil),
      cue: Cue(span: span("will"), lemma: "will"), evidence: span(evidence), confidence: 1, rule: "test")
  }

  static func span(_ text: String) -> TextSpan {
    TextSpan(SourceRange(0, text.unicodeScalars.count), exact: text)
  }

  static func analysis(_ quotes: [Quote] = [], _ positions: [Position] = []) -> Analysis {
    var analysis = Analysis()
    analysis.quotes = quotes
    analysis.positions = positions
    return analysis
  }

  static func draft(_ text: String, title: String? = nil, url: String? = nil) -> ArticleDraft {
    var draft = ArticleDraft(text: text)
    draft.title = title
    draft.url = url
    return draft
  }
}

/// Counts calls and gives each its number.
final class Counter: Sendable {
  private let value = Mutex(0)
  @discardableResult func next() -> Int {
    value.withLock {
      $0 += 1
      return $0
    }
  }
  var count: Int { value.withLock { $0 } }
}

extension Ingestion {
  /// Time begins at 1,000 s and goes on by one second a look.
  static func testing(_ analyser: @escaping @Sendable (ArticleDraft) -> Analysis) -> Ingestion {
    let ticks = Counter()
    return Ingestion(store: Store(), analyser: analyser) { Timestamp(seconds: 1_000 + Int64(ticks.next())) }
  }

  func put(_ draft: ArticleDraft, id: String) throws(WriteError) -> WriteResult {
    try put(draft, id: id, if: .none) { _ in "" }
  }
}
