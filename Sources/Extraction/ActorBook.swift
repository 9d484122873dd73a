import NewsModel
import Text

/// The actors of one article: gives each entity of the document its reference, and remembers who was pointed to.
struct ActorBook {
  private let entities: [Entity]
  private let references: [ActorReference?]
  private var isUsed: [Bool]
  private var descriptions: [ActorReference] = []

  init(_ document: Document) {
    entities = document.entities
    isUsed = [Bool](repeating: false, count: entities.count)
    var counts: [String: Int] = [:]
    var references: [ActorReference?] = []
    for entity in entities {
      guard let kind = Self.kind(entity.kind) else {
        references.append(nil)
        continue
      }
      let slug = ActorReference.slug(entity.name)
      let count = counts[slug, default: 0] + 1
      counts[slug] = count
      references.append(
        ActorReference(
          id: count == 1 ? slug : "\(slug)-\(count)", name: entity.name, kind: kind, country: entity.country))
    }
    self.references = references
  }

  /// The reference of entity `index` of the document, now counted as pointed to; `nil` when it is no actor (a place).
  mutating func reference(_ index: Int) -> ActorReference? {
    guard let reference = references[index] else { return nil }
    isUsed[index] = true
    return reference
  }

  /// The reference of a body that the text describes and never names ("opposition groups in Zimbabwe").
  mutating func described(_ name: String, kind: ActorKind, country: String?) -> ActorReference {
    let slug = ActorReference.slug(name)
    if let known = descriptions.first(where: { $0.name == name }) { return known }
    let clashes = references.contains { $0?.id == slug } || descriptions.contains { $0.id == slug }
    let reference = ActorReference(
      id: clashes ? "\(slug)-described" : slug, name: name, kind: kind, country: country)
    descriptions.append(reference)
    return reference
  }

  /// Every actor pointed to, once, in the order the text first names them.
  var actors: [ArticleActor] {
    entities.indices.compactMap { index in
      guard isUsed[index], let reference = references[index] else { return nil }
      return ArticleActor(
        reference: reference, aliases: entities[index].aliases,
        roles: entities[index].roles.map { ActorRole(title: $0.title, organization: $0.organization) })
    } + descriptions.map { ArticleActor(reference: $0, aliases: [], roles: []) }
  }

  private static func kind(_ kind: EntityKind) -> ActorKind? {
    switch kind {
    case .person: .person
    case .country: .country
    case .government: .government
    case .organization: .organization
    case .party: .party
    case .group: .group
    case .place: nil
    }
  }
}
