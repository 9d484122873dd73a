import API
import HTTP

/// How a suite's requests reach the API. Every suite runs over each.
enum TransportKind: String, CaseIterable, Sendable {
  /// `Handler.answer`, with nothing between.
  case inMemory
}

protocol Transport: Sendable {
  func send(_ request: Request) throws -> Reply
}

/// Calls the API as a loop would; what is handed back as work is done at once.
struct InMemoryTransport: Transport {
  let api: API

  func send(_ request: Request) -> Reply {
    let response =
      switch api.answer(request) {
      case .ready(let response): response
      case .work(let work): work()
      }
    let hidesContent = request.method == .head || response.status.forbidsContent
    return Reply(
      status: response.status.code, fields: response.fields, content: hidesContent ? [] : response.content,
      length: response.content.count)
  }
}
