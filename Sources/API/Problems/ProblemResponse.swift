import HTTP
import JSON

extension Problem {
  private static let json = MediaType("application/problem+json")
  private static let plainJSON = MediaType("application/json")
  private static let html = MediaType("text/html")

  /// The answer to `call`, before the fields that every answer has. A query that cannot be read has no say in how its
  /// problem looks.
  func response(to call: Call) -> Response {
    let isPretty = (try? QueryParameters(call.request.query))?.values("pretty")
      .contains { ["", "1", "true"].contains($0) }
    return response(
      accept: call.request.fields.combined("Accept"), pretty: isPretty ?? false,
      instance: call.isKnown ? call.request.target : nil,
      requestID: call.id)
  }

  /// As `application/problem+json`, or as a page for those who prefer `text/html`.
  func response(accept: String?, pretty: Bool, instance: String?, requestID: String) -> Response {
    let offers = [Self.json, Self.plainJSON, Self.html].compactMap { $0 }
    let prefersPage = Accept(accept).best(of: offers)?.essence == "text/html"
    var response = Response(status: kind.status, fields: fields)
    if prefersPage {
      response.fields.append("Content-Type", "text/html; charset=utf-8")
      response.content = page(instance: instance, requestID: requestID)
    } else {
      response.fields.append("Content-Type", "application/problem+json")
      var writer = JSONWriter(pretty: pretty)
      write(to: &writer, instance: instance, requestID: requestID)
      response.content = writer.finish()
    }
    return response
  }

  private func page(instance: String?, requestID: String) -> [UInt8] {
    HTMLPage.page(title: "\(kind.status.code) \(kind.title)") { page in
      page.paragraph(detail)
      if errors.count > 1 || errors.contains(where: { !$0.allowed.isEmpty }) {
        page.list(
          errors.map { entry in
            entry.allowed.isEmpty
              ? entry.detail : "\(entry.detail) Allowed: \(entry.allowed.joined(separator: ", "))"
          })
      }
      if let instance { page.paragraph("Address: \(instance)") }
      page.paragraph("Request: \(requestID)")
      page.links([(kind.type, "About this kind of problem"), ("/", "OnRecord")])
    }
  }
}
