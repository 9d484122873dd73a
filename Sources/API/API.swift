import HTTP
import Ingestion
import NewsModel
import Store

/// OnRecord's HTTP interface: routes, wire shapes, one table of problems.
///
/// Reads are answered from the newest snapshot, on the connection's own thread when they are short; whatever analyses,
/// writes or lists much is handed back as work. Immutable but for `readiness`, so one serves all threads.
public final class API: Handler {
  public let readiness: Readiness
  let ingestion: Ingestion
  let store: Store
  let settings: Settings
  let router: Router<Endpoint>
  let representations: RepresentationCache
  /// The part of `Link` that leads to the description of the interface (RFC 8631), as far as there is one.
  let serviceLinks: String?
  public let routes: [String]
  private let routeNumbers: [String: Int]

  public init(ingestion: Ingestion, settings: Settings, readiness: Readiness = Readiness()) {
    self.ingestion = ingestion
    store = ingestion.store
    self.settings = settings
    self.readiness = readiness
    router = Endpoint.router()
    representations = RepresentationCache(bytesMax: settings.representationBytesMax)
    serviceLinks = Self.serviceLinks(router.templates)
    routes = [""] + router.templates
    routeNumbers = Dictionary(uniqueKeysWithValues: zip(routes, 0...))
  }

  /// What all answers that are made of a snapshot alone depend on.
  public var version: UInt64 { store.version }

  /// Links only to what is there.
  private static func serviceLinks(_ templates: [String]) -> String? {
    let links = [("/openapi.json", "service-desc"), ("/docs", "service-doc")]
      .filter { templates.contains($0.0) }
      .map { "<\($0.0)>; rel=\"\($0.1)\"" }
    return links.isEmpty ? nil : links.joined(separator: ", ")
  }

  public func answer(_ request: Request) -> Answer {
    var call = self.call(request)
    do throws(Problem) {
      switch try plan(&call) {
      case .now(let response): return .ready(call.finish(response))
      case .later(let make):
        let call = call
        return .work {
          do throws(Problem) {
            return call.finish(try make())
          } catch {
            return call.finish(error)
          }
        }
      }
    } catch {
      return .ready(call.finish(error))
    }
  }

  public func answer(_ fault: Fault, id: String) -> Response {
    var request = Request(method: .get, path: "")
    request.id = id
    var call = self.call(request)
    call.isKnown = false
    return call.finish(Problem(ProblemKind(fault: fault.status), fault.detail))
  }

  public func overloaded(_ request: Request) -> Response {
    call(request).finish(
      Problem(
        .overloaded, "More work is waiting than can be done soon.",
        fields: [("Retry-After", String(APILimits.retrySeconds))]))
  }

  private func call(_ request: Request) -> Call {
    Call(api: self, request: request, snapshot: store.snapshot)
  }

  /// Finds the endpoint and lets it plan.
  private func plan(_ call: inout Call) throws(Problem) -> Plan {
    let request = call.request
    if request.path == "*" { return .now(Self.options(Method.allCases)) }
    switch router.route(request.method, request.path) {
    case .found(let endpoint, let parameters, let template):
      call.template = template
      call.route = routeNumbers[template] ?? 0
      call.isPure = endpoint.isPure
      call.pathParameters = parameters
      call.parameters = endpoint.parameters
      try call.negotiate(endpoint.offers)
      return try endpoint.plan(call)
    case .methodNotAllowed(let allowed, let template):
      call.template = template
      call.route = routeNumbers[template] ?? 0
      if request.method == .options { return .now(Self.options(allowed)) }
      throw Self.methodNotAllowed(request, allowed)
    case .undecodable(let fault):
      throw Problem(.malformedRequest, "The path cannot be decoded: \(fault.detail).")
    case .notFound(let nearest):
      if let bare = bareAddress(request) { return .now(Self.redirect(bare)) }
      throw Self.notFound(request, nearest)
    }
  }

  /// The same address without its trailing slashes, if something is there. Only routed paths are redirected to, so
  /// `//elsewhere/` never becomes another host's address.
  private func bareAddress(_ request: Request) -> String? {
    guard request.path.hasSuffix("/") else { return nil }
    var path = request.path[...]
    while path.hasSuffix("/") { path.removeLast() }
    if path.isEmpty { return nil }
    switch router.route(request.method, String(path)) {
    case .found, .methodNotAllowed: return request.query.map { "\(path)?\($0)" } ?? String(path)
    case .notFound, .undecodable: return nil
    }
  }

  private static func options(_ allowed: [Method]) -> Response {
    Response(status: .noContent, fields: Fields([("Allow", list(allowed))]))
  }

  static func redirect(_ address: String) -> Response {
    Response(status: .permanentRedirect, fields: Fields([("Location", address)]))
  }

  private static func methodNotAllowed(_ request: Request, _ allowed: [Method]) -> Problem {
    let detail = "\(request.method.rawValue) is not a method of \(request.path); \(list(allowed)) are."
    return Problem(
      .methodNotAllowed,
      errors: [.init(place: .target, detail: detail, allowed: allowed.map(\.rawValue))],
      fields: [("Allow", list(allowed))])
  }

  private static func notFound(_ request: Request, _ nearest: [String]) -> Problem {
    let detail = "There is nothing at \(request.path.prefix(200))\(Problem.suggestion(nearest))"
    return Problem(.notFound, errors: [.init(place: .target, detail: detail, allowed: nearest)])
  }

  private static func list(_ methods: [Method]) -> String { methods.map(\.rawValue).joined(separator: ", ") }
}
