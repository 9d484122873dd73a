import Digest
import HTTP
import JSON
import NewsModel

/// One representation of one resource, ready to be sent or found unchanged.
struct Representation {
  var content: [UInt8]
  var contentType: String
  var tag: EntityTag
  var lastModified: Timestamp?

  static let jsonType = "application/json; charset=utf-8"

  /// The tag is strong: it covers every byte. `rev` is shown in it, for people.
  init(_ content: [UInt8], contentType: String = jsonType, rev: Int = 1, lastModified: Timestamp? = nil) {
    self.content = content
    self.contentType = contentType
    self.lastModified = lastModified
    tag = Self.tag(content, rev: rev)
  }

  static func tag(_ content: [UInt8], rev: Int) -> EntityTag {
    EntityTag(opaque: "r\(rev)-\(SHA256.hex(content).prefix(16))")
  }

  /// 200 with the content, or what the request's conditions demand (RFC 9110 §13.2.2).
  func response(to request: Request) throws(Problem) -> Response {
    var fields = Fields([("ETag", tag.field)])
    if let lastModified { fields.append("Last-Modified", HTTPDate.format(lastModified.seconds)) }
    switch Preconditions(request.fields).evaluate(
      request.method, .init(tag: tag, lastModified: lastModified?.seconds))
    {
    case .failed:
      throw Problem(.preconditionFailed, "\(request.path) is not, or no longer, what the request expects.")
    case .notModified: return Response(status: .notModified, fields: fields)
    case .proceed:
      fields.append("Content-Type", contentType)
      return Response(status: .ok, fields: fields, content: content)
    }
  }
}

extension Response {
  /// JSON that no cache should keep and nobody asks for conditionally.
  static func json(_ content: [UInt8], status: Status = .ok, fields: [(String, String)] = []) -> Response {
    Response(
      status: status, fields: Fields(fields + [("Content-Type", Representation.jsonType)]), content: content)
  }
}
