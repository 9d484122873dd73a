/// A path with named segments: `/v1/articles/{id}/quotes`.
struct PathTemplate: Sendable {
  enum Segment: Sendable, Hashable {
    case literal(String)
    case parameter(String)
  }

  let text: String
  let segments: [Segment]

  /// Traps when `text` is no template: templates are written by us.
  init(_ text: String) {
    precondition(text.hasPrefix("/"), "a template begins with a slash: \(text)")
    self.text = text
    segments =
      text == "/"
      ? []
      : text.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map {
        precondition(!$0.isEmpty, "a template has no empty segments: \(text)")
        return $0.hasPrefix("{") && $0.hasSuffix("}")
          ? .parameter(String($0.dropFirst().dropLast())) : .literal(String($0))
      }
  }

  /// The template with the parameters of a path that has as many segments filled in.
  func filled(from path: [String]) -> String {
    if segments.isEmpty { return "/" }
    return segments.enumerated().map { index, segment in
      switch segment {
      case .literal(let text): "/" + text
      case .parameter(let name):
        index < path.count ? "/" + PercentCoding.encode(path[index]) : "/{\(name)}"
      }
    }.joined()
  }
}
