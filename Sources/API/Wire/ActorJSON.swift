import JSON
import NewsModel
import Store

extension JSONWriter {
  mutating func actor(_ actor: ActorSummary) {
    object { writer in
      writer.member("id", actor.reference.id)
      writer.member("name", actor.reference.name)
      writer.member("kind", actor.reference.kind.rawValue)
      writer.member("qid", actor.reference.qid)
      writer.member("aliases", strings: actor.aliases)
      writer.array("roles", actor.roles) { writer, role in
        writer.object { writer in
          writer.member("title", role.title)
          writer.member("org", role.organization)
          // Texts name offices, hardly ever their terms.
          writer.null("from")
          writer.null("to")
        }
      }
      writer.member("country", actor.reference.country)
      writer.object("counts") { writer in
        writer.member("quotes", actor.quotes)
        writer.member("positions", actor.positions)
        writer.member("articles", actor.articles)
      }
      writer.member("first_seen", actor.firstSeen)
      writer.member("last_seen", actor.lastSeen)
      let id = Address.segment(actor.reference.id)
      writer.object("links") { writer in
        writer.member("self", Address.actor(actor.reference.id))
        writer.member("articles", "/v1/articles?actor=\(id)")
        writer.member("quotes", "/v1/quotes?speaker=\(id)")
        writer.member("positions", "/v1/positions?actor=\(id)")
      }
    }
  }
}
