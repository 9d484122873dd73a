import HTTP
import JSON

/// `GET /problems/{slug}`: what a kind of problem means.
enum ProblemRoute {
  static func plan(_ call: Call) throws(Problem) -> Plan {
    var reader = try call.reader()
    let pretty = reader.flag(.pretty)
    try reader.check()
    let slug = call.path("slug")
    guard let kind = ProblemKind(rawValue: slug) else { throw unknown(slug) }
    var presentation = Presentation()
    presentation.pretty = pretty
    let key = RepresentationKey(.problem, slug, version: 0, presentation, mediaType: call.mediaType)
    return try call.plan(key) {
      call.mediaType == "text/html"
        ? Representation(page(kind), contentType: "text/html; charset=utf-8")
        : Representation(json(kind, pretty: pretty))
    }
  }

  private static func unknown(_ slug: String) -> Problem {
    let slugs = ProblemKind.allCases.map(\.slug)
    let near = NearestNames.nearest(to: slug, among: slugs)
    let detail = "\"\(slug.prefix(80))\" is not a kind of problem\(Problem.suggestion(near))"
    return Problem(.notFound, errors: [.init(place: .target, detail: detail, allowed: slugs)])
  }

  private static func json(_ kind: ProblemKind, pretty: Bool) -> [UInt8] {
    var writer = JSONWriter(pretty: pretty)
    writer.object { writer in
      writer.member("type", kind.type)
      writer.member("slug", kind.slug)
      writer.member("title", kind.title)
      writer.member("status", kind.status.code)
      writer.member("explanation", kind.explanation)
    }
    return writer.finish()
  }

  private static func page(_ kind: ProblemKind) -> [UInt8] {
    HTMLPage.page(title: "\(kind.status.code) \(kind.title)") { page in
      page.paragraph(kind.explanation)
      page.links([("/", "OnRecord")])
    }
  }
}
