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

  /// The coding for content that `pays` to be coded or does not: none in the latter case, as long as the client takes
  /// none.
  func coding(pays: Bool) -> ContentCoding { pays || !takesIdentity ? best : .identity }

  /// Whether coding makes `content` smaller by enough: text of any kind, but for little of it.
  static func pays(_ content: [UInt8], _ contentType: String) -> Bool {
    guard content.count >= APILimits.codedBytesMin, let type = MediaType(contentType) else { return false }
    if type.type == "text" || type.subtype.hasSuffix("+json") || type.subtype.hasSuffix("+xml") {
      return true
    }
    return type.type == "application" && ["json", "x-ndjson", "xml", "javascript"].contains(type.subtype)
  }
}
