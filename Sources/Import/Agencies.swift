import NewsModel

/// News agencies by the short name that datelines give them.
enum Agencies {
  private static let names: [String: String] = [
    "afp": "Agence France-Presse", "ani": "Asian News International", "ansa": "ANSA",
    "ap": "Associated Press",
    "bernama": "Bernama", "bloomberg": "Bloomberg", "cna": "Central News Agency", "dpa": "dpa", "efe": "EFE",
    "interfax": "Interfax", "irna": "IRNA", "jiji": "Jiji Press", "kyodo": "Kyodo News",
    "pti": "Press Trust of India",
    "reuters": "Reuters", "tass": "TASS", "upi": "United Press International", "wam": "WAM",
    "xinhua": "Xinhua",
    "yonhap": "Yonhap",
  ]

  /// The source that `given` names: an agency's short or full name, or anything else as it stands.
  static func source(_ given: String) -> ArticleSource {
    let id = ActorReference.slug(given)
    if let name = names[id] { return ArticleSource(id: id, name: name) }
    if let (short, name) = names.first(where: { ActorReference.slug($0.value) == id }) {
      return ArticleSource(id: short, name: name)
    }
    return ArticleSource(id: id, name: given)
  }

  static func isKnown(_ given: String) -> Bool { names[ActorReference.slug(given)] != nil }
}
