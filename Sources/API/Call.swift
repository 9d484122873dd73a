import HTTP
import NewsModel
import Store

/// One request on its way to its answer.
struct Call: Sendable {
  let api: API
  let request: Request
  /// What the answer reflects.
  let snapshot: Snapshot
  /// Its `Request-Id`.
  var id: String { request.id }
  /// Template of its path, once routed, and that route's number.
  var template = ""
  var route = 0
  /// See `Endpoint.isPure`.
  var isPure = false
  var pathParameters: [String: String] = [:]
  /// Query parameters of its endpoint.
  var parameters: [Parameter] = []
  /// What to send, of the endpoint's offers.
  var mediaType = ""
  /// Whether there is a request at all; bytes that are none get a problem without an instance.
  var isKnown = true

  init(api: API, request: Request, snapshot: Snapshot) {
    self.api = api
    self.request = request
    self.snapshot = snapshot
  }

  /// A path parameter of the template. Traps when the template has none of that name.
  func path(_ name: String) -> String {
    guard let value = pathParameters[name] else { preconditionFailure("\(template) has no {\(name)}") }
    return value
  }

  /// Of the query, against what the endpoint reads.
  func reader() throws(Problem) -> ParameterReader {
    try ParameterReader(request.query, allowed: parameters, path: template)
  }

  /// Chooses among `offers` by `Accept`.
  mutating func negotiate(_ offers: [String]) throws(Problem) {
    guard let first = offers.first else { return }
    guard let accept = request.fields.combined("Accept") else {
      mediaType = first
      return
    }
    guard let best = Accept(accept).best(of: offers.compactMap { MediaType($0) }) else {
      throw Problem(
        .notAcceptable,
        errors: [
          .init(
            place: .header("Accept"),
            detail: "\(request.path) is to be had as \(offers.joined(separator: " or ")).",
            allowed: offers)
        ])
    }
    mediaType = best.essence
  }
}

/// How an endpoint answers a call.
enum Plan: Sendable {
  case now(Response)
  /// On a worker thread, because it takes longer than a connection's thread has.
  case later(@Sendable () throws(Problem) -> Response)

  /// `later` when `isLong`.
  static func make(
    _ isLong: Bool, _ body: @escaping @Sendable () throws(Problem) -> Response
  ) throws(Problem) -> Plan {
    if isLong { return .later(body) }
    return .now(try body())
  }
}
