/// What sort of actor speaks or takes a stance.
public enum ActorKind: String, Sendable, CaseIterable {
  case person, country, government, organization, party, group
}

/// An actor as quotes and positions point to one.
public struct ActorReference: Sendable, Hashable {
  /// Slug of the name (`yoko-kamikawa`, `japan`); `-2` and so on after a clash.
  public var id: String
  public var name: String
  public var kind: ActorKind
  /// ISO 3166-1 alpha-3 of the state a person or body belongs to, or the country itself.
  public var country: String?
  /// Wikidata item, when known.
  public var qid: String?

  public init(id: String, name: String, kind: ActorKind, country: String?, qid: String? = nil) {
    self.id = id
    self.name = name
    self.kind = kind
    self.country = country
    self.qid = qid
  }

  /// The slug of `name`: lower case, diacritics folded for Latin letters, runs of all else become one `-`.
  /// Letters of other scripts are kept. `unnamed` when nothing is left.
  public static func slug(_ name: String) -> String {
    var slug = ""
    var gap = false
    for scalar in name.unicodeScalars {
      if scalar == "'" || scalar == "’" || scalar == "." { continue }
      let folded = LatinFolding.fold(scalar)
      if folded.isEmpty {
        if !scalar.properties.isDiacritic { gap = true }
        continue
      }
      if gap && !slug.isEmpty { slug += "-" }
      gap = false
      slug += folded
    }
    return slug.isEmpty ? "unnamed" : slug
  }
}

/// An actor as one article presents it: who, under which names, in which roles.
public struct ArticleActor: Sendable, Hashable {
  public var reference: ActorReference
  /// Names the text uses (`Kamikawa`, `Yoko Kamikawa`), first seen first; never pronouns or roles.
  public var aliases: [String]
  public var roles: [ActorRole]

  public init(reference: ActorReference, aliases: [String], roles: [ActorRole]) {
    self.reference = reference
    self.aliases = aliases
    self.roles = roles
  }
}

/// An office or function, as the text names it.
public struct ActorRole: Sendable, Hashable {
  /// `foreign minister`
  public var title: String
  /// The body or country it belongs to, by name: `Japan`.
  public var organization: String?

  public init(title: String, organization: String?) {
    self.title = title
    self.organization = organization
  }
}

/// The words that name an actor in the text.
public struct Mention: Sendable, Hashable {
  public enum Kind: String, Sendable, CaseIterable {
    /// `Kamikawa`, `Tokyo` for Japan's government
    case name
    /// `she`
    case pronoun
    /// `Japan’s top diplomat`, `the minister`
    case role
  }
  public var span: TextSpan
  public var kind: Kind

  public init(span: TextSpan, kind: Kind) {
    self.span = span
    self.kind = kind
  }
}

/// The words that announce a quote or carry a stance.
public struct Cue: Sendable, Hashable {
  public var span: TextSpan
  /// Dictionary form, lower case: `say`, `according to`, `express wariness`.
  public var lemma: String

  public init(span: TextSpan, lemma: String) {
    self.span = span
    self.lemma = lemma
  }
}
