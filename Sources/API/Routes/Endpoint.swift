import HTTP

/// What answers one method of one path.
struct Endpoint: Sendable {
  let method: Method
  let template: String
  /// Query parameters it reads.
  let parameters: [Parameter]
  /// Media types it can send, the default first; empty when it sends nothing.
  let offers: [String]
  /// Whether a good answer follows from the request and the snapshot alone.
  let isPure: Bool
  let plan: @Sendable (Call) throws(Problem) -> Plan

  init(
    _ method: Method, _ template: String, _ parameters: [Parameter] = [],
    offers: [String] = ["application/json"], isPure: Bool? = nil,
    _ plan: @escaping @Sendable (Call) throws(Problem) -> Plan
  ) {
    self.method = method
    self.template = template
    self.parameters = parameters
    self.offers = offers
    self.isPure = isPure ?? (method == .get)
    guard !offers.isEmpty else {
      self.plan = plan
      return
    }
    self.plan = { (call) throws(Problem) in
      // Before anything is done: a write must not happen and then answer 406.
      let choice = try CodingChoice(call.request)
      return try call.coded(choice) { () throws(Problem) in try plan(call) }
    }
  }

  private static let page = ["application/json", "text/html"]

  /// Every endpoint. `HEAD` is where `GET` is, `OPTIONS` everywhere.
  static let all: [Endpoint] = [
    Endpoint(.get, "/", ParametersOf.page, offers: page, IndexRoute.plan),
    Endpoint(.get, "/livez", ParametersOf.page, HealthRoutes.live),
    Endpoint(.get, "/readyz", ParametersOf.page, isPure: false, HealthRoutes.ready),
    Endpoint(.get, "/healthz", ParametersOf.page, isPure: false, HealthRoutes.ready),
    Endpoint(.get, "/metrics", offers: MetricsRoute.offers, isPure: false, MetricsRoute.plan),
    Endpoint(.get, "/problems/{slug}", ParametersOf.page, offers: page, ProblemRoute.plan),
    Endpoint(.get, "/v1/status", ParametersOf.page, StatusRoute.plan),
    Endpoint(.post, "/v1/extract", ParametersOf.extracting, ExtractRoute.plan),
    Endpoint(.post, "/v1/analyze", ParametersOf.extracting, AnalyzeRoute.plan),
    Endpoint(.get, "/v1/articles", ParametersOf.articles, ListRoutes.articles),
    Endpoint(.post, "/v1/articles", ParametersOf.writing, ArticleWriting.create),
    Endpoint(.get, "/v1/articles/{id}", ParametersOf.article, ArticleRoutes.article),
    Endpoint(.put, "/v1/articles/{id}", ParametersOf.writing, ArticleWriting.put),
    Endpoint(.delete, "/v1/articles/{id}", [], offers: [], ArticleWriting.delete),
    Endpoint(.get, "/v1/articles/{id}/text", [], offers: ["text/plain"], ArticleRoutes.text),
    Endpoint(.get, "/v1/articles/{id}/quotes", ParametersOf.articleQuotes, ListRoutes.articleQuotes),
    Endpoint(.get, "/v1/articles/{id}/positions", ParametersOf.articlePositions, ListRoutes.articlePositions),
    Endpoint(.get, "/v1/quotes", ParametersOf.quotes, ListRoutes.quotes),
    Endpoint(.get, "/v1/quotes/{id}", ParametersOf.annotation, ItemRoutes.quote),
    Endpoint(.get, "/v1/positions", ParametersOf.positions, ListRoutes.positions),
    Endpoint(.get, "/v1/positions/{id}", ParametersOf.annotation, ItemRoutes.position),
    Endpoint(.get, "/v1/actors", ParametersOf.actors, ListRoutes.actors),
    Endpoint(.get, "/v1/actors/{id}", ParametersOf.actor, ItemRoutes.actor),
  ]

  static func router() -> Router<Endpoint> {
    var router = Router<Endpoint>()
    for endpoint in all { router.add(endpoint.method, endpoint.template, endpoint) }
    return router
  }
}
