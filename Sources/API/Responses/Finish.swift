import HTTP

extension Call {
  /// Adds the fields that every answer has.
  func finish(_ response: Response) -> Response {
    var response = response
    response.route = route
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
    if isKnown { response.timing = request.method.isSafe ? .query : .write }
    // Problems bear the request's id.
    if isPure && response.status.code < 400 { response.validAt = UInt64(snapshot.seq) }
    return response
  }

  func finish(_ problem: Problem) -> Response { finish(problem.response(to: self)) }
}

extension Method {
  /// RFC 9110 §9.2.1.
  fileprivate var isSafe: Bool { self == .get || self == .head || self == .options }
}
