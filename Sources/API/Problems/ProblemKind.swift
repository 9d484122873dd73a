import HTTP

/// Every kind of problem OnRecord answers with: the one table of slugs, statuses and explanations.
enum ProblemKind: String, Sendable, CaseIterable {
  case malformedRequest = "malformed-request"
  case malformedJSON = "malformed-json"
  case unknownParameter = "unknown-parameter"
  case badParameter = "bad-parameter"
  case badCursor = "bad-cursor"
  case undecodableText = "undecodable-text"
  case notFound = "not-found"
  case methodNotAllowed = "method-not-allowed"
  case notAcceptable = "not-acceptable"
  case requestTimeout = "request-timeout"
  case lengthRequired = "length-required"
  case gone = "gone"
  case preconditionFailed = "precondition-failed"
  case bodyTooLarge = "body-too-large"
  case uriTooLong = "uri-too-long"
  case unsupportedMediaType = "unsupported-media-type"
  case rangeNotSatisfiable = "range-not-satisfiable"
  case expectationFailed = "expectation-failed"
  case invalidArticle = "invalid-article"
  case noTextFound = "no-text-found"
  case misdirectedRequest = "misdirected-request"
  case headersTooLarge = "headers-too-large"
  case `internal` = "internal"
  case notImplemented = "not-implemented"
  case overloaded = "overloaded"
  case notReady = "not-ready"
  case httpVersion = "http-version"

  var slug: String { rawValue }
  var type: String { "/problems/\(slug)" }
  var status: Status { Status(row.status) }
  var title: String { row.title }
  /// What it means and what to do about it, for `/problems/{slug}`.
  var explanation: String { row.explanation }

  private var row: (status: Int, title: String, explanation: String) {
    switch self {
    case .malformedRequest:
      (400, "Malformed request", "The bytes sent are no HTTP/1.1 request, or its target cannot be decoded.")
    case .malformedJSON:
      (
        400, "Malformed JSON",
        "The content is no JSON text; the detail names the line and column of the fault."
      )
    case .unknownParameter:
      (
        400, "Unknown query parameter",
        "A name in the query is none that this path reads. Nothing is ignored silently, because a filter that is "
          + "not applied gives wrong results. \"errors\" lists the names allowed."
      )
    case .badParameter:
      (
        400, "Bad parameter value",
        "A parameter has a value that it cannot have. \"errors\" names each and lists what is allowed."
      )
    case .badCursor:
      (
        400, "Bad cursor",
        "A cursor continues exactly the list it came from: the same path, filters and sort. Follow \"links.next\", "
          + "or begin again without a cursor."
      )
    case .undecodableText:
      (
        400, "Undecodable text",
        "The content is not in the coding that Content-Encoding names, or is cut short, or holds bytes that its "
          + "character encoding does not have. Name the right charset in Content-Type, or send UTF-8."
      )
    case .notFound:
      (404, "Not found", "Nothing is at this address. \"errors\" lists addresses that look alike.")
    case .methodNotAllowed:
      (
        405, "Method not allowed",
        "The address exists but does not take this method; Allow lists those it takes."
      )
    case .notAcceptable:
      (
        406, "Not acceptable",
        "None of the media types that this address offers is among those Accept names, or none of the codings among "
          + "those of Accept-Encoding."
      )
    case .requestTimeout: (408, "Request timeout", "The request did not arrive whole in the time allowed.")
    case .lengthRequired: (411, "Length required", "Content needs a Content-Length or the chunked coding.")
    case .gone: (410, "Gone", "The article was here and has been deleted.")
    case .preconditionFailed:
      (
        412, "Precondition failed",
        "If-Match, If-None-Match or If-Unmodified-Since does not hold: the article has changed since you read it, or "
          + "is already there. Read it again before you write."
      )
    case .bodyTooLarge:
      (
        413, "Content too large",
        "The content, as sent or decoded, or the article's text is larger than the limits of /v1/status; or coded "
          + "content grows more than they allow when it is decoded."
      )
    case .uriTooLong: (414, "URI too long", "The request line is longer than the limit in /v1/status.")
    case .unsupportedMediaType:
      (
        415, "Unsupported media type",
        "The content has a type, charset or coding that is not read here. Accept-Post or Accept-Encoding lists those "
          + "that are."
      )
    case .rangeNotSatisfiable:
      (
        416, "Range not satisfiable",
        "The range begins behind the end; Content-Range gives the length in bytes."
      )
    case .expectationFailed: (417, "Expectation failed", "Expect names something other than 100-continue.")
    case .invalidArticle:
      (
        422, "Invalid article",
        "The article's members are missing or of the wrong kind. \"errors\" points to each (RFC 6901)."
      )
    case .noTextFound:
      (422, "No text found", "Nothing to read is left once space and page furniture are cut.")
    case .misdirectedRequest:
      (
        421, "Misdirected request",
        "The target is a whole URI of https, but the connection has no TLS. Send it to the TLS port, or the path alone."
      )
    case .headersTooLarge:
      (
        431, "Header fields too large",
        "There are more header fields, or longer ones, than /v1/status allows."
      )
    case .internal:
      (500, "Internal error", "A fault of ours. Tell us the request_id: the log has the rest.")
    case .notImplemented:
      (501, "Not implemented", "The method or transfer coding is none that the server knows.")
    case .overloaded:
      (503, "Overloaded", "More work is waiting than can be done soon. Try again after Retry-After seconds.")
    case .notReady:
      (503, "Not ready", "The server is starting or stopping. Try again after Retry-After seconds.")
    case .httpVersion: (505, "HTTP version not supported", "OnRecord speaks HTTP/1.1 and HTTP/1.0.")
    }
  }

  /// The kind for bytes the connection refuses with `status`.
  init(fault status: Status) {
    self =
      switch status.code {
      case 400: .malformedRequest
      case 408: .requestTimeout
      case 411: .lengthRequired
      case 413: .bodyTooLarge
      case 414: .uriTooLong
      case 417: .expectationFailed
      case 421: .misdirectedRequest
      case 431: .headersTooLarge
      case 501: .notImplemented
      case 505: .httpVersion
      default: .internal
      }
  }
}
