import Testing

@testable import HTTP

@Suite struct RouterTests {
  private static let router: Router<String> = {
    var router = Router<String>()
    router.add(.get, "/", "index")
    router.add(.get, "/v1/articles", "list")
    router.add(.post, "/v1/articles", "create")
    router.add(.get, "/v1/articles/{id}", "article")
    router.add(.delete, "/v1/articles/{id}", "delete")
    router.add(.get, "/v1/articles/{id}/quotes", "quotes")
    router.add(.get, "/v1/articles/latest", "latest")
    router.add(.get, "/v1/quotes", "all quotes")
    router.add(.post, "/v1/extract", "extract")
    return router
  }()

  /// `endpoint name=value…`, `not allowed …` or `not found …`.
  private func route(_ method: HTTP.Method, _ path: String) -> String {
    switch Self.router.route(method, path) {
    case .found(let endpoint, let parameters, let template):
      ([endpoint] + parameters.map { "\($0)=\($1)" } + [template]).joined(separator: " ")
    case .methodNotAllowed(let allowed, _): "not allowed " + allowed.map(\.rawValue).joined(separator: ",")
    case .notFound(let nearest): "not found " + nearest.joined(separator: ",")
    case .undecodable: "undecodable"
    }
  }

  @Test(arguments: [
    ("the root", HTTP.Method.get, "/", "index /"),
    ("a literal path", .get, "/v1/articles", "list /v1/articles"),
    ("another method", .post, "/v1/articles", "create /v1/articles"),
    ("a parameter", .get, "/v1/articles/a_1", "article id=a_1 /v1/articles/{id}"),
    ("a parameter inside", .get, "/v1/articles/a_1/quotes", "quotes id=a_1 /v1/articles/{id}/quotes"),
    ("literals win", .get, "/v1/articles/latest", "latest /v1/articles/latest"),
    (
      "and give way where they lead nowhere", .get, "/v1/articles/latest/quotes",
      "quotes id=latest /v1/articles/{id}/quotes"
    ),
    ("HEAD is where GET is", .head, "/v1/quotes", "all quotes /v1/quotes"),
    ("an escaped letter is the letter", .get, "/v1/%61rticles", "list /v1/articles"),
    (
      "an escaped slash separates nothing", .get, "/v1/articles/a%2Fquotes",
      "article id=a/quotes /v1/articles/{id}"
    ),
    ("a parameter decodes", .get, "/v1/articles/%E2%82%AC", "article id=€ /v1/articles/{id}"),
    ("a broken escape", .get, "/v1/articles/%zz", "undecodable"),
    ("no UTF-8", .get, "/v1/articles/%ff", "undecodable"),
    ("an unknown method lists the known", .put, "/v1/articles", "not allowed GET,HEAD,POST,OPTIONS"),
    ("no GET, no HEAD", .head, "/v1/extract", "not allowed POST,OPTIONS"),
    ("OPTIONS is left to the caller", .options, "/v1/articles/x", "not allowed GET,HEAD,DELETE,OPTIONS"),
    ("case matters", .get, "/V1/articles", "not found /v1/articles"),
    ("a slip", .get, "/v1/artcles", "not found /v1/articles"),
    ("a slip beside a parameter", .get, "/v1/articels/a_1", "not found /v1/articles/a_1"),
    ("a slip behind a parameter", .get, "/v1/articles/a_1/qoutes", "not found /v1/articles/a_1/quotes"),
    ("a stem", .get, "/v1", "not found /v1/articles,/v1/quotes,/v1/extract"),
    ("nothing like it", .get, "/favicon.ico", "not found "),
    ("an empty parameter", .get, "/v1/articles/", "not found "),
    ("empty segments", .get, "//v1/articles", "not found "),
    ("no slash", .get, "v1/articles", "not found "),
    ("an asterisk", .options, "*", "not found "),
  ])
  func routes(_ name: String, _ method: HTTP.Method, _ path: String, _ expected: String) {
    let found = route(method, path)
    if expected == "not found " { #expect(found.hasPrefix(expected)) } else { #expect(found == expected) }
  }

  @Test func aLongPathHasNoNeighbours() {
    #expect(route(.get, "/v1/" + String(repeating: "articles", count: 1000)) == "not found ")
  }
}

@Suite struct NearestNamesTests {
  @Test(arguments: [
    ("speakr", ["speaker"]), ("spekaer", ["speaker"]), ("SPEAKER", ["speaker"]), ("form", ["from"]),
    ("actr", ["actor"]), ("unrelated", []), ("", []),
  ])
  func finds(_ name: String, _ nearest: [String]) {
    let names = ["actor", "speaker", "target", "from", "to", "limit"]
    #expect(NearestNames.nearest(to: name, among: names, limit: 1) == nearest)
  }

  @Test(arguments: [
    ("", "abc", 3), ("abc", "", 3), ("abc", "abc", 0), ("abc", "acb", 1), ("kitten", "sitting", 3),
    ("ab", "ba", 1),
  ])
  func countsEdits(_ a: String, _ b: String, _ edits: Int) {
    #expect(NearestNames.distance(Array(a.unicodeScalars), Array(b.unicodeScalars)) == edits)
  }
}
