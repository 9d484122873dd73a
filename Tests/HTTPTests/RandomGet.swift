import TestSupport

/// A random GET or HEAD of few targets and few selecting fields, so that some are equal.
struct RandomGet {
  private static let selecting = [
    "Accept", "Accept-Encoding", "If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since",
    "Range",
    "If-Range",
  ]
  private static let others = [
    "User-Agent: some agent", "Cookie: a=b", "X-Request-Id: abc", "Accept-Language: en",
    "Connection: keep-alive",
    "If: none", "Accept-Ranges: none", "Ranges: x",
  ]
  private static let values = [
    "", "a", "ab", "*/*", "text/html", "application/json", "bytes=0-99999", "gzip, br;q=0.5",
  ]

  private let method: String
  private let target: String
  private let fields: [(name: String, value: String)]
  private(set) var raw = ""

  init(_ random: inout SeededGenerator) {
    method = Bool.random(using: &random) ? "GET" : "HEAD"
    target =
      ["/", "/a", "/a?", "/a?b=c", "/v1/articles", "/v1/articles/a_2brjxy3cd5rk2mqg"].randomElement(
        using: &random) ?? "/"
    let count = [0, 0, 1, 1, 1, 2, 3].randomElement(using: &random) ?? 0
    fields = (0..<count).map { _ in
      (
        Self.selecting.randomElement(using: &random) ?? "Accept",
        Self.values.randomElement(using: &random) ?? ""
      )
    }
    raw = written(&random)
  }

  /// What the answer is selected by.
  var key: String { "\(method) \(target)\n" + fields.map { "\($0.name): \($0.value)\n" }.joined() }

  /// The same request in other words: case, whitespace, and fields that select nothing.
  func written(_ random: inout SeededGenerator) -> String {
    var lines = fields.map { field in
      let name =
        [field.name, field.name.lowercased(), field.name.uppercased()].randomElement(using: &random)
        ?? field.name
      let space = ["", " ", "\t ", "   "].randomElement(using: &random) ?? ""
      let behind = ["", "", " ", "\t"].randomElement(using: &random) ?? ""
      return "\(name):\(space)\(field.value)\(behind)"
    }
    for other in Self.others where Int.random(in: 0..<4, using: &random) == 0 {
      lines.insert(other, at: Int.random(in: 0...lines.count, using: &random))
    }
    lines.insert("Host: test.example", at: Int.random(in: 0...lines.count, using: &random))
    return "\(method) \(target) HTTP/1.1\r\n" + lines.map { "\($0)\r\n" }.joined() + "\r\n"
  }
}
