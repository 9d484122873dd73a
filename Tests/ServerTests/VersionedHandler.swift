import HTTP
import Sockets
import Synchronization

/// Answers that may be given again until the version changes, and others that may not.
///
/// `/v/…`: kept; `/big/…`: kept, 300 KB; `/mid/…`: kept, 3 KB; `/once/…`: never kept; `/later/…`: by a worker, kept.
final class VersionedHandler: Sendable {
  static let routes = ["", "/v/{x}", "/big/{x}", "/once/{x}", "/later/{x}", "/mid/{x}"]
  static let bigBytes = 300_000
  static let midBytes = 3_000

  private let number = Atomic<UInt64>(1)
  private let asked = Atomic(0)

  /// Requests that came to the handler.
  var count: Int { asked.load(ordering: .relaxed) }
  var version: UInt64 { number.load(ordering: .acquiring) }
  func change() { number.add(1, ordering: .acquiringAndReleasing) }

  var handler: TestHandler {
    var handler = TestHandler { request in self.answer(request) }
    handler.routes = Self.routes
    handler.versionNow = { self.version }
    return handler
  }

  private func answer(_ request: Request) -> Answer {
    asked.add(1, ordering: .relaxed)
    let version = version
    let name = request.path.split(separator: "/").first.map(String.init) ?? ""
    var response = Response.text("\(request.target) at \(version) for \(request.fields["Accept"] ?? "-")")
    response.timing = .query
    response.route = ["v": 1, "big": 2, "once": 3, "later": 4, "mid": 5][name] ?? 0
    if name != "once" { response.validAt = version }
    if name == "big" { response.content = Self.big(request.target) }
    if name == "mid" { response.content = Array(Self.big(request.target).prefix(Self.midBytes)) }
    if name.isEmpty { response.status = Status(404) }
    let whole = response
    return name == "later" ? .work { whole } : .ready(whole)
  }

  static func big(_ target: String) -> [UInt8] {
    let line = Array("\(target) is long. ".utf8)
    var bytes: [UInt8] = []
    while bytes.count < bigBytes { bytes += line }
    return bytes
  }
}

extension TestClient {
  func get(_ target: String, _ lines: String) throws {
    try send("GET \(target) HTTP/1.1\r\nHost: test\r\n\(lines)\r\n")
  }
}
