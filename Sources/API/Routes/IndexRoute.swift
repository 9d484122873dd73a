import HTTP
import JSON

/// `GET /`: where everything is.
enum IndexRoute {
  private static let links: [(name: StaticString, address: String, label: String)] = [
    ("self", "/", "This index"),
    ("status", "/v1/status", "Version, counts and limits"),
    ("articles", "/v1/articles", "Articles"),
    ("quotes", "/v1/quotes", "Who said what"),
    ("positions", "/v1/positions", "Who stands where"),
    ("actors", "/v1/actors", "Who they are"),
    ("extract", "/v1/extract", "Analyse a document without storing it (POST)"),
    ("analyze", "/v1/analyze", "Look at a document's tokens, names and chains (POST)"),
    ("livez", "/livez", "Whether the server answers"),
    ("readyz", "/readyz", "Whether the server is ready"),
  ]

  static func plan(_ call: Call) throws(Problem) -> Plan {
    var reader = try call.reader()
    let pretty = reader.flag(.pretty)
    try reader.check()
    var presentation = Presentation()
    presentation.pretty = pretty
    let key = RepresentationKey(.index, "", version: 0, presentation, mediaType: call.mediaType)
    return try call.plan(key) {
      call.mediaType == "text/html"
        ? Representation(page, contentType: "text/html; charset=utf-8")
        : Representation(json(call.api.settings.version, pretty: pretty))
    }
  }

  private static func json(_ version: String, pretty: Bool) -> [UInt8] {
    var writer = JSONWriter(pretty: pretty)
    writer.object { writer in
      writer.member("name", "OnRecord")
      writer.member("version", version)
      writer.object("links") { writer in
        for link in links { writer.member(link.name, link.address) }
      }
    }
    return writer.finish()
  }

  private static let page = HTMLPage.page(title: "OnRecord") { page in
    page.paragraph("News articles in; who said what and who stands where out.")
    page.links(links.map { ($0.address, $0.label) })
  }
}
