import Codings
import Digest
import HTTP
import JSON
import NewsModel

/// One representation of one resource, ready to be sent or found unchanged.
struct Representation: Sendable {
  /// In `coding`.
  var content: [UInt8]
  let contentType: String
  /// Whether coding it makes it smaller by enough. Found out once, because it is asked at every request.
  let paysCoded: Bool
  var coding = ContentCoding.identity
  var tag: EntityTag
  var lastModified: Timestamp?
  /// Whether `Range` may ask for a part of it.
  var isDivisible = false

  static let jsonType = "application/json; charset=utf-8"

  /// As it is, in no coding. The tag is strong: it covers every byte. `rev` is shown in it, for people.
  init(_ content: [UInt8], contentType: String = jsonType, rev: Int = 1, lastModified: Timestamp? = nil) {
    self.content = content
    self.contentType = contentType
    self.lastModified = lastModified
    paysCoded = CodingChoice.pays(content, contentType)
    tag = EntityTag(opaque: "r\(rev)-\(SHA256.hex(content).prefix(16))")
  }

  /// The same in `coding`, under a tag of its own. Not for a connection's own thread.
  func coded(_ coding: ContentCoding) -> Representation {
    precondition(self.coding == .identity, "one coding is enough")
    var coded = self
    coded.content = coding.encode(content)
    coded.coding = coding
    coded.tag = tag.coded(coding)
    return coded
  }

  /// What the request's conditions demand instead of the representation in `coding`: 304, 412 (thrown) or nothing
  /// (RFC 9110 §13.2.2). They are held against that one representation, since it is the one selected (§13.1).
  func conditionalResponse(to request: Request, in coding: ContentCoding) throws(Problem) -> Response? {
    let tag = self.coding == coding ? tag : tag.coded(coding)
    switch Preconditions(request.fields).evaluate(
      request.method, .init(tag: tag, lastModified: lastModified?.seconds))
    {
    case .failed:
      throw Problem(.preconditionFailed, "\(request.path) is not, or no longer, what the request expects.")
    // The tag tells which representation it is; what else is known of it was said with it (RFC 9110 §15.4.5).
    case .notModified: return Response(status: .notModified, fields: Fields([("ETag", tag.field)]))
    case .proceed: return nil
    }
  }

  /// 200 with the content, a part of it, or what the request's conditions demand.
  func response(to request: Request) throws(Problem) -> Response {
    if let response = try conditionalResponse(to: request, in: coding) { return response }
    var fields = Fields([("ETag", tag.field)])
    if let lastModified { fields.append("Last-Modified", HTTPDate.format(lastModified.seconds)) }
    if isDivisible { fields.append("Accept-Ranges", "bytes") }
    fields.append("Content-Type", contentType)
    if coding != .identity { fields.append("Content-Encoding", coding.name) }
    let response = Response(status: .ok, fields: fields, content: content)
    return isDivisible ? try PartialContent.response(response, of: self, to: request) : response
  }
}

extension Response {
  /// JSON that nobody asks for conditionally.
  static func json(_ content: [UInt8], status: Status = .ok, fields: [(String, String)] = []) -> Response {
    Response(
      status: status, fields: Fields(fields + [("Content-Type", Representation.jsonType)]), content: content)
  }
}
