import Codings
import HTTP

/// What a request's `Accept-Encoding` makes of the codings on offer.
struct CodingChoice: Sendable {
  /// The one that suits the client best.
  var best: ContentCoding
  /// Whether the content may also be sent as it is.
  let takesIdentity: Bool

  /// The server's order among equals: br makes the smallest, identity the largest.
  static let offers = [ContentCoding.br, .gzip, .identity].map(\.name)

  /// Throws 406 when the client takes none of the offers.
  init(_ request: Request) throws(Problem) {
    let accepted = AcceptEncoding(request.fields.combined("Accept-Encoding"))
    guard let best = accepted.best(of: Self.offers).flatMap({ ContentCoding(name: $0) }) else {
      throw Problem(
        .notAcceptable,
        errors: [
          .init(
            place: .header("Accept-Encoding"),
            detail: "\(request.path) is to be had in the codings \(Self.offers.joined(separator: ", ")).",
            allowed: Self.offers)
        ])
    }
    self.best = best
    takesIdentity = accepted.takes(ContentCoding.identity.name)
  }

  /// The coding for `content`: none where it would not pay, as long as the client takes none.
  func coding(for content: [UInt8], _ contentType: String?) -> ContentCoding {
    let pays = content.count >= APILimits.codedBytesMin && Self.isCompressible(contentType)
    return pays || !takesIdentity ? best : .identity
  }

  func coding(for representation: Representation) -> ContentCoding {
    coding(for: representation.content, representation.contentType)
  }

  /// Text of any kind: what is compressed already, or noise, only grows.
  static func isCompressible(_ contentType: String?) -> Bool {
    guard let type = contentType.flatMap({ MediaType($0) }) else { return false }
    if type.type == "text" || type.subtype.hasSuffix("+json") || type.subtype.hasSuffix("+xml") {
      return true
    }
    return type.type == "application" && ["json", "x-ndjson", "xml", "javascript"].contains(type.subtype)
  }
}

extension Plan {
  /// The same with its answer in the coding chosen. For answers that are no kept representation: lists, results of
  /// writes and analyses. Encoding is work, so it leaves the connection's thread.
  func coded(_ choice: CodingChoice) -> Plan {
    if choice.best == .identity { return self }
    switch self {
    case .now(let response):
      let coding = response.coding(choice)
      return coding == .identity ? self : .later { response.coded(coding) }
    case .later(let make):
      return .later { () throws(Problem) in
        let response = try make()
        return response.coded(response.coding(choice))
      }
    }
  }
}

extension Response {
  /// What `choice` makes of the content; identity when there is none, when it is a part, and when it is coded already.
  fileprivate func coding(_ choice: CodingChoice) -> ContentCoding {
    if content.isEmpty || status.forbidsContent || fields["Content-Encoding"] != nil { return .identity }
    if fields["Content-Range"] != nil { return .identity }
    return choice.coding(for: content, fields["Content-Type"])
  }

  fileprivate func coded(_ coding: ContentCoding) -> Response {
    if coding == .identity { return self }
    var response = self
    response.content = coding.encode(content)
    response.fields.append("Content-Encoding", coding.name)
    return response
  }
}
