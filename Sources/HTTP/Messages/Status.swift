/// A status code with its reason phrase (RFC 9110 §15).
public struct Status: Sendable, Hashable {
  public let code: Int

  public init(_ code: Int) {
    precondition((100...599).contains(code), "a status code has three digits: \(code)")
    self.code = code
  }

  public static let `continue` = Status(100)
  public static let ok = Status(200)
  public static let created = Status(201)
  public static let noContent = Status(204)
  public static let permanentRedirect = Status(308)
  public static let notModified = Status(304)

  /// Whether answers with this status never carry content (RFC 9110 §6.4.1).
  public var forbidsContent: Bool { code < 200 || code == 204 || code == 304 }

  public var reason: StaticString {
    switch code {
    case 100: "Continue"
    case 200: "OK"
    case 201: "Created"
    case 202: "Accepted"
    case 204: "No Content"
    case 206: "Partial Content"
    case 304: "Not Modified"
    case 308: "Permanent Redirect"
    case 400: "Bad Request"
    case 401: "Unauthorized"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 406: "Not Acceptable"
    case 408: "Request Timeout"
    case 409: "Conflict"
    case 410: "Gone"
    case 411: "Length Required"
    case 412: "Precondition Failed"
    case 413: "Content Too Large"
    case 414: "URI Too Long"
    case 415: "Unsupported Media Type"
    case 416: "Range Not Satisfiable"
    case 417: "Expectation Failed"
    case 421: "Misdirected Request"
    case 422: "Unprocessable Content"
    case 426: "Upgrade Required"
    case 428: "Precondition Required"
    case 429: "Too Many Requests"
    case 431: "Request Header Fields Too Large"
    case 500: "Internal Server Error"
    case 501: "Not Implemented"
    case 503: "Service Unavailable"
    case 504: "Gateway Timeout"
    case 505: "HTTP Version Not Supported"
    default: "Unassigned"
    }
  }
}
