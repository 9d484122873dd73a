import JSON
import NewsModel

/// Small values that several resources share.
extension JSONWriter {
  mutating func member(_ key: StaticString, _ time: Timestamp?) { member(key, time?.rfc3339) }

  mutating func member(_ key: StaticString, _ source: ArticleSource?) {
    guard let source else { return null(key) }
    object(key) { writer in
      writer.member("id", source.id)
      writer.member("name", source.name)
    }
  }

  mutating func member(_ key: StaticString, _ topics: [Topic]) {
    array(key, topics) { writer, topic in
      writer.object { writer in
        writer.member("scheme", topic.scheme)
        writer.member("code", topic.code)
        writer.member("label", topic.label)
      }
    }
  }

  mutating func value(_ actor: ActorReference) {
    object { writer in
      writer.member("id", actor.id)
      writer.member("name", actor.name)
      writer.member("kind", actor.kind.rawValue)
      writer.member("country", actor.country)
      writer.member("qid", actor.qid)
    }
  }

  mutating func member(_ key: StaticString, _ actor: ActorReference?) {
    self.key(key)
    if let actor { value(actor) } else { null() }
  }
}
