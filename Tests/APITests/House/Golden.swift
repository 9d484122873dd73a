import Glibc
import HTTP
import TestSupport
import Testing

/// Whole answers kept in `Tests/Fixtures/api`. `REFRESH_GOLDEN=1` writes them anew; review the difference as code.
enum Golden {
  /// Stands in problems; without it each run would have its own.
  static let requestID = [("X-Request-Id", "golden")]

  /// Different in every answer, or the connection's own.
  private static let passing = [
    "date", "server-timing", "request-id", "connection", "content-length", "keep-alive", "transfer-encoding",
  ]

  static func check(
    _ reply: Reply, _ name: String, _ location: SourceLocation = #_sourceLocation
  ) throws {
    let path = "Tests/Fixtures/api/\(name).http"
    let shown = text(reply)
    if getenv("REFRESH_GOLDEN") != nil {
      try write(shown, to: "\(Samples.root)/\(path)")
      return
    }
    let kept = String(decoding: try Samples.file(path), as: UTF8.self)
    #expect(shown == kept, "\(path) differs; REFRESH_GOLDEN=1 writes it anew", sourceLocation: location)
  }

  /// Status, fields by name, an empty line, the content.
  private static func text(_ reply: Reply) -> String {
    let fields = reply.fields.filter { !passing.contains($0.name.lowercased()) }
      .map { "\($0.name): \($0.value)\n" }.sorted().joined()
    return "\(reply.status)\n\(fields)\n\(reply.text)"
  }

  private static func write(_ text: String, to path: String) throws {
    guard let stream = fopen(path, "wb") else { throw Failure(path: path) }
    defer { fclose(stream) }
    let bytes = Array(text.utf8)
    guard fwrite(bytes, 1, bytes.count, stream) == bytes.count else { throw Failure(path: path) }
  }

  struct Failure: Error { var path: String }
}
