import JSON
import NewsModel

extension JSONWriter {
  mutating func positions(of record: ArticleRecord, _ spans: Spans) {
    array("positions", record.positions.indices) { $0.position($1, of: record, spans) }
  }

  /// `spans` must have been made with surroundings.
  mutating func position(_ index: Int, of record: ArticleRecord, _ spans: Spans) {
    let position = record.positions[index]
    let content = record.article.content
    object { writer in
      writer.member("id", position.id)
      writer.member("article_id", record.article.id)
      writer.array("holders", position.holders) { $0.holder($1, spans) }
      writer.object("attribution") { writer in
        writer.member("mode", position.mode.rawValue)
        writer.member("speaker", position.speaker)
        writer.array("chain", position.chain) { $0.value($1) }
      }
      writer.stance(position)
      writer.array("targets", position.targets) { $0.target($1, spans) }
      writer.subject(position, spans)
      writer.wording(position, spans)
      writer.member("quote_ids", strings: position.quotes.map { record.quotes[$0].id })
      writer.member("same_as", position.sameAs.map { record.positions[$0].id })
      writer.member("confidence", position.confidence, decimals: 2)
      writer.member("rule", position.rule)
      writer.member("review", "unreviewed")
      writer.member("published_at", content.publishedAt)
      writer.member("source", content.source)
    }
  }

  private mutating func holder(_ holder: Holder, _ spans: Spans) {
    object { writer in
      writer.member("actor", holder.actor)
      writer.member("represents", holder.represents)
      writer.member("mention", holder.mention, spans)
    }
  }

  private mutating func target(_ target: PositionTarget, _ spans: Spans) {
    object { writer in
      writer.member("actor", target.actor)
      writer.member("role", target.role.rawValue)
      writer.member("polarity", target.polarity.rawValue)
      writer.member("mention", target.mention, spans)
    }
  }

  private mutating func stance(_ position: Position) {
    object("act") { writer in
      writer.member("type", position.act.rawValue)
      writer.member("plover", position.plover)
      writer.member("cameo", position.cameo)
    }
    object("stance") { writer in
      writer.member("polarity", position.polarity.rawValue)
      writer.member("strength", position.strength)
      writer.member("commitment", position.commitment.rawValue)
    }
  }

  /// What it is about.
  private mutating func subject(_ position: Position, _ spans: Spans) {
    object("proposal") { writer in
      writer.member("text", position.proposal.text)
      writer.span(position.proposal.span, spans)
      writer.member("antecedent", position.proposal.antecedent, spans)
    }
    object("issue") { writer in
      writer.member("id", position.issue.id)
      writer.member("label", position.issue.label)
      writer.member("cap_major", position.issue.capMajor)
      writer.member("topics", position.issue.topics)
    }
  }

  /// The words that carry it.
  private mutating func wording(_ position: Position, _ spans: Spans) {
    object("modality") { writer in
      writer.member("force", position.modality.force.rawValue)
      writer.member("time", position.modality.time.rawValue)
      writer.member("continuing", position.modality.continuing)
      writer.member("negated", position.modality.negated)
      writer.member("condition", position.modality.condition)
    }
    member("cue", position.cue, spans)
    object("evidence") { writer in
      writer.span(position.evidence, spans)
      let surroundings = spans.surroundings(of: position.evidence.range)
      writer.member("prefix", surroundings.prefix)
      writer.member("suffix", surroundings.suffix)
    }
  }
}
