import JSON
import NewsModel

/// What `POST /v1/analyze` and `onrecord explain --json` answer for one text:
/// `{"title","text","sentences":[…],"paragraphs":[…],"tokens":[…],"names":[…],"entities":[…],"mentions":[…],"chains":[…],
/// "quote_candidates":[…],"position_candidates":[…]}`.
public enum ReadingJSON {
  /// One text with offsets in Unicode scalars, ending in a line feed. Linear in the text.
  public static func document(_ content: ArticleDraft, _ reading: TextReading, pretty: Bool = false)
    -> [UInt8]
  {
    var writer = JSONWriter(pretty: pretty)
    writer.reading(reading, of: content, unit: .unicode)
    return writer.finish()
  }
}

extension JSONWriter {
  mutating func reading(_ reading: TextReading, of content: ArticleDraft, unit: OffsetUnit) {
    let spans = Spans(content.text, unit: unit)
    object { writer in
      writer.member("title", content.title)
      writer.member("text", content.text)
      writer.member("offset_unit", unit.rawValue)
      writer.array("paragraphs", reading.paragraphs) { writer, range in writer.object { $0.tokens(range) } }
      writer.array("sentences", reading.sentences) { writer, range in writer.object { $0.tokens(range) } }
      writer.array("tokens", reading.tokens) { writer, token in
        writer.object { writer in
          writer.span(token.span, spans)
          writer.member("lemma", token.lemma)
          writer.member("upos", token.upos)
          writer.member("xpos", token.xpos)
          writer.member("head", token.head)
          writer.member("deprel", token.relation)
          writer.member("quoted", token.quoted)
        }
      }
      writer.array("names", reading.names) { writer, name in
        writer.object { writer in
          writer.span(name.span, spans)
          writer.tokens(name.tokens)
          writer.member("kind", name.kind)
        }
      }
      writer.array("entities", reading.entities) { writer, entity in writer.object { $0.members(of: entity) }
      }
      writer.array("mentions", reading.mentions) { writer, mention in
        writer.object { writer in
          writer.span(mention.span, spans)
          writer.tokens(mention.tokens)
          writer.member("kind", mention.kind)
          writer.member("entity", mention.entity)
          writer.member("chain", mention.chain)
        }
      }
      writer.array("chains", reading.chains) { writer, chain in
        writer.object { writer in
          writer.member("entity", chain.entity)
          writer.member("name", chain.entity.map { reading.entities[$0].name })
          writer.member("kind", chain.kind)
          writer.array("mentions", chain.mentions) { $0.value($1) }
        }
      }
      writer.array("quote_candidates", reading.quoteCandidates) { writer, candidate in
        writer.object { $0.members(of: candidate, spans) }
      }
      writer.array("position_candidates", reading.positionCandidates) { writer, candidate in
        writer.object { writer in
          writer.span(candidate.span, spans)
          writer.member("cue", candidate.cue)
          writer.member("act", candidate.act)
          writer.member("rule", candidate.rule)
          writer.member("exclusion", candidate.exclusion)
        }
      }
    }
  }

  private mutating func share(_ key: StaticString, _ share: Double?) {
    if let share { member(key, share, decimals: 2) } else { null(key) }
  }

  private mutating func members(of candidate: TextReading.QuoteCandidate, _ spans: Spans) {
    member("outcome", candidate.outcome)
    member("better", candidate.better)
    member("rule", candidate.rule)
    member("confidence", candidate.confidence, decimals: 2)
    share("cue_probability", candidate.cueChance)
    share("content_certainty", candidate.contentCertainty)
    member("cue", candidate.cue, spans)
    member("mention", candidate.source, spans)
    array("parts", candidate.parts) { writer, part in writer.object { $0.span(part, spans) } }
  }

  /// `first_token` and `end_token`, as members of the object that is open.
  private mutating func tokens(_ range: Range<Int>) {
    member("first_token", range.lowerBound)
    member("end_token", range.upperBound)
  }

  private mutating func members(of entity: TextReading.Entity) {
    member("name", entity.name)
    member("kind", entity.kind)
    member("country", entity.country)
    member("gender", entity.gender)
    array("aliases", entity.aliases) { $0.value($1) }
    array("roles", entity.roles) { writer, role in
      writer.object { writer in
        writer.member("title", role.title)
        writer.member("organization", role.organization)
      }
    }
  }
}
