import HTTP

/// Addresses of resources.
enum Address {
  static func article(_ id: String) -> String { "/v1/articles/" + segment(id) }
  static func actor(_ id: String) -> String { "/v1/actors/" + segment(id) }

  /// `text` as one path segment or query value.
  static func segment(_ text: String) -> String { PercentCoding.encode(text) }
}
