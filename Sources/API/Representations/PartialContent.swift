import HTTP

/// `Range` on a representation (RFC 9110 §14). Parts are cut from the content as it is, never from a coded one: a
/// client that asks for bytes 100 to 200 of a text means the text, as the offsets of quotes do.
enum PartialContent {
  /// Whether `request` asks for a part in a way that is read here.
  static func isAsked(_ request: Request) -> Bool {
    request.method == .get && ByteRange(request.fields.combined("Range"), length: 1) != .whole
  }

  /// The whole, a part (206), or 416; conditions come first.
  static func response(
    _ whole: Response, of representation: Representation, to request: Request
  ) throws(Problem) -> Response {
    guard request.method == .get, representation.coding == .identity,
      stillApplies(request.fields["If-Range"], representation)
    else { return whole }
    let length = representation.content.count
    switch ByteRange(request.fields.combined("Range"), length: length) {
    case .whole: return whole
    case .part(let range):
      var response = whole
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

  /// `If-Range` takes a strong tag (§13.1.5); anything else means: send everything. Dates are weak here (§8.8.2.2),
  /// because writes within one second share theirs.
  private static func stillApplies(_ condition: String?, _ representation: Representation) -> Bool {
    guard let condition else { return true }
    return EntityTag(condition)?.stronglyMatches(representation.tag) ?? false
  }
}
