/// What sort of thing is named.
public enum EntityKind: String, Sendable, CaseIterable {
  case person, country, government, organization, party, group, place
}

/// Grammatical gender of a person, where title, given name or pronouns tell.
public enum Gender: UInt8, Sendable { case female, male }

/// An office or function of a person, as the text gives it.
public struct Role: Sendable, Hashable {
  /// Lower case, without country and article: `foreign minister`.
  public let title: String
  /// The body or country it belongs to, by name: `Japan`, `State Department`.
  public let organization: String?

  public init(title: String, organization: String?) {
    self.title = title
    self.organization = organization
  }
}

/// Someone or something named in the text.
public struct Entity: Sendable, Equatable {
  /// The fullest name in the text; for countries and known bodies their usual English name.
  public internal(set) var name: String
  public internal(set) var kind: EntityKind
  /// ISO 3166-1 alpha-3 (`EUE` for the European Union) of the country, or the one a person or body belongs to.
  public internal(set) var country: String?
  /// Names the text uses, first seen first; no pronouns, no descriptions.
  public internal(set) var aliases: [String]
  /// In text order.
  public internal(set) var roles: [Role]
  /// `nil` when unknown, and for all but persons.
  public internal(set) var gender: Gender?
}
