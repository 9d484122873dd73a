import HTTP

extension Call {
  /// Adds the fields that every answer has.
  func finish(_ response: Response) -> Response {
    var response = response
    response.fields.append("Request-Id", id)
    if response.fields["OnRecord-Seq"] == nil { response.fields.append("OnRecord-Seq", String(snapshot.seq)) }
    response.fields.append("Server", "OnRecord")
    response.fields.append("X-Content-Type-Options", "nosniff")
    if response.fields["Cache-Control"] == nil {
      response.fields.append("Cache-Control", response.status.code >= 500 ? "no-store" : "no-cache")
    }
    response.fields.append("Vary", "Accept, Accept-Encoding")
    if let services = api.serviceLinks {
      response.fields["Link"] = response.fields["Link"].map { "\($0), \(services)" } ?? services
    }
    if response.fields["Content-Type"]?.hasPrefix("text/html") == true {
      response.fields.append("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
      response.fields.append("Referrer-Policy", "no-referrer")
    }
    if isKnown { response.fields.append("Server-Timing", timing) }
    return response
  }

  func finish(_ problem: Problem) -> Response {
    // A query that cannot be read has no say in how its problem looks.
    let isPretty = (try? QueryParameters(request.query))?.values("pretty").contains {
      ["", "1", "true"].contains($0)
    }
    return finish(
      problem.response(
        accept: request.fields.combined("Accept"), pretty: isPretty ?? false,
        instance: isKnown ? request.target : nil, requestID: id))
  }

  /// Milliseconds from the request's arrival at the API to its answer, waiting included.
  private var timing: String {
    let elapsed = started.duration(to: .now)
    let microseconds =
      elapsed.components.seconds * 1_000_000 + elapsed.components.attoseconds / 1_000_000_000_000
    let fraction = String(microseconds % 1000)
    let digits = String(repeating: "0", count: 3 - fraction.utf8.count) + fraction
    let isRead = request.method == .get || request.method == .head || request.method == .options
    return "\(isRead ? "query" : "write");dur=\(microseconds / 1000).\(digits)"
  }
}
