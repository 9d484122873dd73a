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
      stillApplies(request, representation)
    else { return whole }
    let length = representation.content.count
    switch ByteRange(request.fields.combined("Range"), length: length) {
    case .whole: return whole
    case .part(let range):
      var response = whole
      response.status = Status(206)
      // Who names a validator has the rest of the fields from before (RFC 9110 §15.3.7).
      if request.fields["If-Range"] != nil { response.fields = Fields([("ETag", representation.tag.field)]) }
      response.fields.append("Content-Range", "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(length)")
      response.content = Array(representation.content[range])
      return response
    case .unsatisfiable:
      throw Problem(
        .rangeNotSatisfiable, "The text has \(length) bytes; the range lies behind them.",
        fields: [("Content-Range", "bytes */\(length)")])
    }
  }

  /// `If-Range` is met by the strong tag alone. A date is met only if it is known that nothing changed twice in that second
  /// (RFC 9110 §13.1.5, §8.8.2.2), which is not; then everything is sent, as for whatever else stands there.
  private static func stillApplies(_ request: Request, _ representation: Representation) -> Bool {
    guard let condition = request.fields.combined("If-Range") else { return true }
    return EntityTag(condition)?.stronglyMatches(representation.tag) ?? false
  }
}
