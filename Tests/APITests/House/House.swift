import API
import Extraction
import HTTP
import Ingestion
import NewsModel
import Store
import Synchronization

/// A whole API over an empty store, with a clock that stands still between writes and an analyser whose findings a test
/// can foresee.
final class House: Sendable {
  let api: API
  let store = Store()
  private let transport: any Transport
  private let now: Clock

  init(
    _ kind: TransportKind = .inMemory, readiness: Readiness.Phase = .ready,
    _ adjust: (inout Settings) -> Void = { _ in }
  ) {
    let now = Clock()
    let ingestion = Ingestion(
      store: store, analyser: MarkedTextAnalyser.analyse, explainer: MarkedTextReading.explain,
      clock: { now.tick() }, stopwatch: { .zero })
    var settings = Settings(version: "0.0.0-test", extractorVersion: Extractor.version)
    settings.storeIdentity = 1
    adjust(&settings)
    api = API(ingestion: ingestion, settings: settings, readiness: Readiness(readiness))
    self.now = now
    transport =
      switch kind {
      case .inMemory: InMemoryTransport(api: api)
      case .socket: Self.socketTransport(api)
      }
  }

  /// 2024-02-01T00:00:00Z at first; each look moves it a minute.
  private final class Clock: Sendable {
    private let minutes = Atomic<Int64>(0)
    func tick() -> Timestamp {
      Timestamp(seconds: 1_706_745_600 + minutes.wrappingAdd(1, ordering: .relaxed).oldValue * 60)
    }
  }

  /// A loopback port is always to be had; if not, no test of this suite can say anything.
  private static func socketTransport(_ api: API) -> SocketTransport {
    do { return try SocketTransport(api: api) } catch { preconditionFailure("\(error)") }
  }

  // MARK: Requests

  func send(
    _ method: HTTP.Method, _ target: String, _ lines: [(String, String)] = [], content: [UInt8] = []
  ) throws -> Reply {
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    return try transport.send(
      Request(
        method: method, path: parts[0], query: parts.count > 1 ? parts[1] : nil, fields: Fields(lines),
        content: content))
  }

  func get(_ target: String, _ lines: [(String, String)] = []) throws -> Reply {
    try send(.get, target, lines)
  }

  func send(
    _ method: HTTP.Method, _ target: String, json: String, _ lines: [(String, String)] = []
  ) throws -> Reply {
    try send(method, target, [("Content-Type", "application/json")] + lines, content: Array(json.utf8))
  }

  func send(
    _ method: HTTP.Method, _ target: String, text: String, _ lines: [(String, String)] = []
  ) throws -> Reply {
    try send(method, target, [("Content-Type", "text/plain")] + lines, content: Array(text.utf8))
  }

  // MARK: A filled house

  /// Three made-up articles under chosen ids: two dated, one not.
  func fill() throws -> House {
    for (id, json) in MadeUpArticles.all {
      let reply = try send(.put, "/v1/articles/\(id)", json: json)
      precondition(reply.status == 201, "\(id) is stored: \(reply.text)")
    }
    return self
  }

  /// An article under the id `long` that is worth coding, in JSON and as text, and short enough to be written at once.
  func addLong(_ word: String = "harbour") throws {
    let text = (0..<60).map { "The \(word) is number \($0) of sixty. “Yes, \($0),” Ann Lee said.\n\n" }
      .joined()
    let reply = try send(.put, "/v1/articles/long", text: text)
    precondition(reply.status < 300, "the long article is stored: \(reply.text)")
  }

  /// Many short articles, `count` of them, one a day from 2024-01-01, each with two quotes and a position.
  func fill(articles count: Int, from first: Int = 0) throws {
    for number in first..<first + count {
      let day = Timestamp(seconds: 1_704_067_200 + Int64(number) * 86_400).rfc3339
      let text = "“Number \(number),” Ann Lee said. “Again,” Bo Park said. Ann Lee supports [plan \(number)]."
      let json = #"{"text":"\#(text)","published_at":"\#(day)"}"#
      let reply = try send(.put, "/v1/articles/n\(number)", json: json)
      precondition(reply.status == 201, "article \(number) is stored: \(reply.text)")
    }
  }
}

enum MadeUpArticles {
  /// Emoji, combining marks and letters of several widths stand before everything that is found.
  static let all = [
    (
      "harbour",
      #"""
      {"url":"https://news.example/harbour","title":"Harbour plan divides Ostrava","source":{"id":"wire","name":"The Wire"},
      "published_at":"2024-01-30T09:00:00+09:00","lang":"en-GB","byline":"By Jo Doe","dateline":"OSTRAVA",
      "section":"Politics","authors":["Jo Doe"],"topics":[{"scheme":"medtop","code":"20000587","label":"infrastructure"}],
      "rights":"© The Wire",
      "text":"🚢 Cafe\u0301 talk in Zürich.\n\n“We will build it,” Ann Lee said. Bo Park opposes [the 𝒏ew harbour] of Ann Lee.\n\n“Not on my watch 🌊,” Bo Park said."}
      """#
    ),
    (
      "market",
      #"""
      {"title":"Market reopens","source":"The Wire","published_at":"2024-01-31",
      "text":"“It is open,” Ann Lee said. Ann Lee supports [longer hours]."}
      """#
    ),
    (
      "undated",
      #"""
      {"text":"Cy Moss opposes [the tax]. “A word,” Cy Moss said."}
      """#
    ),
  ]
}
