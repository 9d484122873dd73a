/// Finds the endpoint for a method and path among path templates. Literal segments win over parameters.
///
/// Paths are compared segment by segment after percent-decoding, so `%2F` inside a segment stays inside it.
/// A value; built once, then only read.
public struct Router<Endpoint: Sendable>: Sendable {
  /// Where a request belongs.
  public enum Route: Sendable {
    case found(Endpoint, parameters: [String: String], template: String)
    /// The path is known; `allowed` lists its methods with `HEAD` and `OPTIONS`, in the order of `Method`.
    case methodNotAllowed(allowed: [Method], template: String)
    /// Nothing is there; existing paths that look alike, nearest first.
    case notFound(nearest: [String])
    /// The path is no percent-encoded UTF-8.
    case undecodable(PercentCoding.Fault)
  }

  private struct Node: Sendable {
    var literals: [String: Node] = [:]
    /// A parameter's node, whatever the parameter is called.
    var parameter: [Node] = []
    /// Index into `resources`.
    var resource: Int?
  }

  private struct Resource: Sendable {
    var template: PathTemplate
    var endpoints: [Method: Endpoint] = [:]
  }

  private var root = Node()
  private var resources: [Resource] = []

  public init() {}

  /// Templates in the order added.
  public var templates: [String] { resources.map(\.template.text) }

  /// Adds `endpoint`. Traps when method and template are taken already.
  public mutating func add(_ method: Method, _ template: String, _ endpoint: Endpoint) {
    let template = PathTemplate(template)
    let index: Int
    if let known = resources.firstIndex(where: { $0.template.text == template.text }) {
      index = known
    } else {
      index = resources.count
      resources.append(Resource(template: template))
      Self.insert(index, template.segments[...], into: &root)
    }
    precondition(resources[index].endpoints[method] == nil, "\(method) \(template.text) is added twice")
    resources[index].endpoints[method] = endpoint
  }

  /// Routes `path`, as sent and without its query. `HEAD` finds what `GET` does (RFC 9110 §9.3.2).
  public func route(_ method: Method, _ path: String) -> Route {
    let segments: [String]
    do throws(PercentCoding.Fault) {
      segments = try Self.segments(path)
    } catch {
      return .undecodable(error)
    }
    guard path.hasPrefix("/"), let index = Self.find(segments[...], in: root) else {
      return .notFound(nearest: nearest(segments))
    }
    let resource = resources[index]
    let looked = method == .head && resource.endpoints[.head] == nil ? .get : method
    guard let endpoint = resource.endpoints[looked] else {
      return .methodNotAllowed(allowed: Self.allowed(resource), template: resource.template.text)
    }
    var parameters: [String: String] = [:]
    for (segment, value) in zip(resource.template.segments, segments) {
      if case .parameter(let name) = segment { parameters[name] = value }
    }
    return .found(endpoint, parameters: parameters, template: resource.template.text)
  }

  /// The methods of a template; empty for unknown ones.
  public func allowed(_ template: String) -> [Method] {
    resources.first { $0.template.text == template }.map(Self.allowed) ?? []
  }

  private static func allowed(_ resource: Resource) -> [Method] {
    Method.allCases.filter {
      $0 == .options || resource.endpoints[$0] != nil || ($0 == .head && resource.endpoints[.get] != nil)
    }
  }

  private static func segments(_ path: String) throws(PercentCoding.Fault) -> [String] {
    if path == "/" || path.isEmpty { return [] }
    var segments: [String] = []
    for segment in path.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
      segments.append(try PercentCoding.decode(segment.utf8))
    }
    return segments
  }

  private static func insert(
    _ index: Int, _ segments: ArraySlice<PathTemplate.Segment>, into node: inout Node
  ) {
    switch segments.first {
    case nil: node.resource = index
    case .literal(let text): insert(index, segments.dropFirst(), into: &node.literals[text, default: Node()])
    case .parameter:
      if node.parameter.isEmpty { node.parameter = [Node()] }
      insert(index, segments.dropFirst(), into: &node.parameter[0])
    }
  }

  /// Depth is bounded by the templates, whatever the path.
  private static func find(_ segments: ArraySlice<String>, in node: Node) -> Int? {
    guard let first = segments.first else { return node.resource }
    if let next = node.literals[first], let found = find(segments.dropFirst(), in: next) { return found }
    guard let next = node.parameter.first, !first.isEmpty else { return nil }
    return find(segments.dropFirst(), in: next)
  }

  /// Templates of as many segments, parameters filled in, whose literals are near the path's.
  private func nearest(_ segments: [String]) -> [String] {
    let wanted = segments.joined(separator: "/")
    var filled: [String: String] = [:]
    var order: [String] = []
    for resource in resources where resource.template.segments.count == segments.count {
      let path = resource.template.filled(from: segments)
      let decoded = zip(resource.template.segments, segments).map { segment, given in
        if case .literal(let text) = segment { text } else { given }
      }.joined(separator: "/")
      if filled.updateValue(path, forKey: decoded) == nil { order.append(decoded) }
    }
    let near = NearestNames.nearest(to: wanted, among: order).compactMap { filled[$0] }
    return near.isEmpty ? below(segments) : near
  }

  /// Known paths that the path's own beginning leads to: `/v1` has `/v1/articles` below it.
  private func below(_ segments: [String]) -> [String] {
    guard !segments.isEmpty else { return [] }
    return resources.filter { resource in
      resource.template.segments.count == segments.count + 1
        && zip(resource.template.segments, segments).allSatisfy { segment, given in
          if case .literal(let text) = segment { text == given } else { false }
        }
        && resource.template.segments.allSatisfy { if case .literal = $0 { true } else { false } }
    }.map(\.template.text)
  }
}
