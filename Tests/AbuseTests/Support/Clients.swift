import Glibc
import Sockets
import TestSupport

extension ClientSocket {
  /// Sends and reads one answer.
  func exchange(_ request: String) throws -> ReceivedResponse {
    try send(request)
    return try response()
  }

  /// Reads one answer; what comes behind it is lost.
  func response() throws -> ReceivedResponse {
    var bytes: [UInt8] = []
    while true {
      if let (response, _) = ReceivedResponse.read(bytes) { return response }
      let more = try receive()
      if more.isEmpty {
        throw Subprocess.Failure(
          description: "the connection ended before a whole answer: \(String(decoding: bytes, as: UTF8.self))"
        )
      }
      bytes += more
    }
  }

  /// How the connection ended.
  enum End: Equatable {
    case closed
    case reset
    /// It did not, within the socket's timeout.
    case open
  }

  /// Everything until the end.
  func readToEnd() -> (bytes: [UInt8], end: End) {
    var all: [UInt8] = []
    while true {
      do {
        let part = try receive()
        if part.isEmpty { return (all, .closed) }
        all += part
      } catch {
        return (all, error.code == EAGAIN ? .open : .reset)
      }
    }
  }

  /// Sends what the peer takes; whether it took all.
  @discardableResult
  func trySend(_ bytes: [UInt8]) -> Bool {
    do {
      try send(bytes)
      return true
    } catch {
      return false
    }
  }

  @discardableResult
  func trySend(_ text: String) -> Bool { trySend(Array(text.utf8)) }
}

/// The statuses of answers that stand one behind the other; `nil` when `bytes` are anything else. A last one that is
/// not whole is left out.
func statuses(_ bytes: [UInt8]) -> [Int]? {
  var rest = bytes[...]
  var statuses: [Int] = []
  while !rest.isEmpty {
    guard let (response, count) = ReceivedResponse.read(Array(rest)) else {
      return rest.starts(with: Array("HTTP/1.1 ".utf8).prefix(rest.count)) ? statuses : nil
    }
    statuses.append(response.status)
    rest = rest.dropFirst(count)
  }
  return statuses
}

/// Requests that are answered 200, made of everything the parser knows.
enum GoodRequests {
  static let extract = request(
    "POST /v1/extract", ["Content-Type: text/plain"], "“We will not pay the tax,” said Mara Lind, the mayor.")

  static func get(_ target: String, _ fields: [String] = []) -> String {
    "GET \(target) HTTP/1.1\r\nHost: test\r\n" + fields.map { $0 + "\r\n" }.joined() + "\r\n"
  }

  static func request(_ line: String, _ fields: [String], _ content: String) -> String {
    let lines = ["\(line) HTTP/1.1", "Host: test", "Content-Length: \(content.utf8.count)"] + fields
    return lines.joined(separator: "\r\n") + "\r\n\r\n" + content
  }

  static let all = [
    get("/livez"), get("/livez"), get(AbusedServer.article), get(AbusedServer.article + "/quotes"),
    get(
      AbusedServer.article + "/text",
      ["Range: bytes=10-99", "Accept: text/plain;q=0.5, */*", "Accept-Language: en"]),
    get(
      AbusedServer.article,
      ["If-None-Match: \"a\", W/\"b\"", "Accept-Encoding: gzip;q=0.5, br, identity;q=0"]),
    get(
      "/v1/quotes?speaker=kamikawa&limit=1",
      ["X-Request-Id: abc", "Cookie: a=b; c=d", "User-Agent: abuse/1.0 (x)"]),
    get("http://test/v1/articles?limit=2", ["Connection: keep-alive, TE", "TE: trailers", "Upgrade: h2c"]),
    "OPTIONS * HTTP/1.1\r\nHost: test\r\n\r\n", "PATCH /v1/articles/none HTTP/1.1\r\nHost: test\r\n\r\n",
    "GET /livez HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", extract,
    request(
      "POST /v1/extract", ["Content-Type: application/json", "Expect: 100-continue"],
      #"{"text":"No, she said."}"#),
    "POST /v1/extract HTTP/1.1\r\nHost: test\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n"
      + "5;a=\"b\"\r\nWe wi\r\n9\r\nll, I say\r\n0\r\nTrailer: x\r\n\r\n",
  ].map { Array($0.utf8) }
}
