import API
import HTTP
import Server
import Sockets
import Synchronization
import TestSupport

/// How a suite's requests reach the API. Every suite runs over each.
enum TransportKind: String, CaseIterable, Sendable {
  /// `Handler.answer`, with nothing between.
  case inMemory
  /// A server on a loopback port, a connection for each request.
  case socket
}

protocol Transport: Sendable {
  func send(_ request: Request) throws -> Reply
}

/// Calls the API as a loop would; what is handed back as work is done at once. Adds the fields that a loop adds.
final class InMemoryTransport: Transport {
  private let api: API
  private let ids = Mutex(RequestIDs())

  init(api: API) { self.api = api }

  func send(_ sent: Request) -> Reply {
    var request = sent
    request.id = ids.withLock { $0.id(sent.fields["X-Request-Id"]) }
    let response =
      switch api.answer(request) {
      case .ready(let response): response
      case .work(let work): work()
      }
    var fields = response.fields
    fields.append("Request-Id", request.id)
    switch response.timing {
    case .none: break
    case .query: fields.append("Server-Timing", "query;dur=0.000")
    case .write: fields.append("Server-Timing", "write;dur=0.000")
    }
    let hidesContent = request.method == .head || response.status.forbidsContent
    return Reply(
      status: response.status.code, fields: fields, content: hidesContent ? [] : response.content,
      length: response.content.count)
  }
}

/// Serves the API on a port of its own and speaks to it over a real socket.
final class SocketTransport: Transport {
  private let server: Server
  private let address: SocketAddress

  init(api: API) throws {
    var configuration = ServerConfiguration()
    configuration.port = 0
    configuration.loops = 1
    configuration.workers = 1
    server = Server(configuration: configuration, handler: api)
    address = try server.start()
  }

  deinit {
    server.stop()
    server.wait()
  }

  func send(_ request: Request) throws -> Reply {
    let socket = try ClientSocket(address)
    try socket.send(Array(Self.head(of: request).utf8) + request.content)
    var bytes: [UInt8] = []
    while true {
      if let (received, _) = ReceivedResponse.read(bytes, toHead: request.method == .head) {
        return Self.reply(received)
      }
      let more = try socket.receive()
      if more.isEmpty { throw Cut(bytes: bytes.count) }
      bytes += more
    }
  }

  /// The connection ended in the middle of an answer.
  struct Cut: Error { var bytes: Int }

  private static func head(of request: Request) -> String {
    var head = "\(request.method.rawValue) \(request.target) HTTP/1.1\r\nHost: test\r\n"
    for line in request.fields { head += "\(line.name): \(line.value)\r\n" }
    let mayHaveContent = request.method == .post || request.method == .put || request.method == .patch
    if mayHaveContent || !request.content.isEmpty { head += "Content-Length: \(request.content.count)\r\n" }
    return head + "\r\n"
  }

  /// As the handler gave it: without the fields that belong to the connection.
  private static func reply(_ received: ReceivedResponse) -> Reply {
    let own: Set<String> = ["date", "connection", "content-length"]
    let fields = Fields(received.lines.filter { !own.contains($0.0.lowercased()) })
    let length = received.fields["content-length"].flatMap { Int($0) } ?? received.content.count
    var reply = Reply(status: received.status, fields: fields, content: received.content, length: length)
    reply.connectionFields = Fields(received.lines.filter { own.contains($0.0.lowercased()) })
    return reply
  }
}
