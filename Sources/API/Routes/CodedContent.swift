import Codings
import HTTP

/// The content of a request with the codings it was sent in (RFC 9110 §8.4). What is wrong with `Content-Encoding` is
/// said at once, what is wrong with the content when it is decoded.
struct CodedContent: Sendable {
  private let content: [UInt8]
  /// In the order in which they were applied, without identity.
  private let codings: [ContentCoding]
  private let limits: DecodingLimits

  /// Codings that are undone here, for `Accept-Encoding` (RFC 9110 §12.5.3: in an answer it is about requests).
  private static let accepted = [ContentCoding.gzip, .deflate, .br].map(\.name)
  private static let list = accepted.joined(separator: ", ")

  init(_ request: Request, _ settings: Settings) throws(Problem) {
    content = request.content
    var limits = DecodingLimits(bytesMax: settings.limits.bodyBytesMax)
    limits.ratioMax = settings.decompressionRatioMax
    limits.ratioFloorBytes = APILimits.decompressionFloorBytes
    self.limits = limits
    var codings: [ContentCoding] = []
    for name in FieldValues.list(request.fields.combined("Content-Encoding") ?? "") {
      guard let coding = ContentCoding(name: name) else {
        throw Self.unsupported(
          "The content coding \"\(name.prefix(80))\" is not undone here; \(Self.list) are.")
      }
      if coding != .identity { codings.append(coding) }
    }
    guard codings.count <= APILimits.contentCodingsMax else {
      throw Self.unsupported(
        "The content has \(codings.count) codings; at most \(APILimits.contentCodingsMax) are undone.")
    }
    self.codings = codings
  }

  /// The content as it was before it was coded. Linear in it, and bounded by the limits.
  func decoded() throws(Problem) -> [UInt8] {
    if codings.isEmpty { return content }
    do throws(DecodingFault) {
      return try ContentCoding.decode(content, codings: codings, limits: limits)
    } catch {
      throw problem(error)
    }
  }

  private func problem(_ fault: DecodingFault) -> Problem {
    switch fault {
    case .tooLarge(let bytesMax):
      Problem(
        .bodyTooLarge, "Decoded, the content has more than \(bytesMax) bytes, which is the most that is read."
      )
    case .ratioExceeded(let ratioMax):
      Problem(
        .bodyTooLarge,
        "Decoded, the content has more than \(ratioMax) times the \(content.count) bytes it was sent in, which is the "
          + "most that is decoded.")
    case .corrupt(let coding, let offset, let detail):
      Problem(
        .undecodableText, "The content is no \(coding.name): \(detail), at or before its byte \(offset).")
    case .truncated(let coding, let offset):
      Problem(.undecodableText, "The content ends after \(offset) bytes, before its \(coding.name) does.")
    case .trailing(let coding, let offset):
      Problem(.undecodableText, "The content's \(coding.name) ends at byte \(offset), but more follows.")
    }
  }

  private static func unsupported(_ detail: String) -> Problem {
    Problem(
      .unsupportedMediaType,
      errors: [.init(place: .header("Content-Encoding"), detail: detail, allowed: accepted)],
      fields: [("Accept-Encoding", list)])
  }
}
