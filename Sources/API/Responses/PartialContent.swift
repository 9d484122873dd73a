import HTTP

/// `Range` on a representation (RFC 9110 §14).
enum PartialContent {
  /// The whole, a part (206), or 416; conditions come first.
  static func response(_ representation: Representation, to request: Request) throws(Problem) -> Response {
    var response = try representation.response(to: request)
    response.fields.append("Accept-Ranges", "bytes")
    guard request.method == .get, response.status == .ok,
      stillApplies(request.fields["If-Range"], representation)
    else { return response }
    let length = representation.content.count
    switch ByteRange(request.fields.combined("Range"), length: length) {
    case .whole: return response
    case .part(let range):
      response.status = Status(206)
      response.fields.append("Content-Range", "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(length)")
      response.content = Array(representation.content[range])
      return response
    case .unsatisfiable:
      throw Problem(
        .rangeNotSatisfiable, "The text has \(length) bytes; the range lies behind them.",
        fields: [("Content-Range", "bytes */\(length)")])
    }
  }

  /// `If-Range` takes a strong tag or the exact date (§13.1.5); anything else means: send everything.
  private static func stillApplies(_ condition: String?, _ representation: Representation) -> Bool {
    guard let condition else { return true }
    if let tag = EntityTag(condition) { return tag.stronglyMatches(representation.tag) }
    return HTTPDate.parse(condition).map { $0 == representation.lastModified?.seconds } ?? false
  }
}
