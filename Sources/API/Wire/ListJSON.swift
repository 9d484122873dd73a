import JSON

/// What stands around the rows of a list.
struct ListFrame: Sendable {
  var limit: Int
  var total: Int
  /// The cursor of the next page; `nil` on the last.
  var next: String?
  var selfAddress: String
  var firstAddress: String
  var nextAddress: String?

  /// The list's own part of the `Link` field (RFC 8288).
  var linkField: String {
    let next = nextAddress.map { ["<\($0)>; rel=\"next\""] } ?? []
    return (next + ["<\(firstAddress)>; rel=\"first\""]).joined(separator: ", ")
  }
}

extension JSONWriter {
  /// `{"data":[…],"page":{…},"links":{…}}`
  mutating func list<Row>(
    _ rows: [Row], _ frame: ListFrame, unit: OffsetUnit, _ write: (inout JSONWriter, Row) -> Void
  ) {
    object { writer in
      writer.array("data", rows, write)
      writer.object("page") { writer in
        writer.member("limit", frame.limit)
        writer.member("total", frame.total)
        writer.member("next", frame.next)
      }
      if unit != .unicode { writer.member("offset_unit", unit.rawValue) }
      writer.object("links") { writer in
        writer.member("self", frame.selfAddress)
        writer.member("next", frame.nextAddress)
      }
    }
  }
}
