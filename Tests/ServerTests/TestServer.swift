import HTTP
import Server
import Sockets
import TestSupport

/// A handler made of a closure.
struct TestHandler: Handler {
  var respond: @Sendable (Request) -> Answer
  var routes = [""]
  var versionNow: @Sendable () -> UInt64 = { 0 }

  init(_ respond: @escaping @Sendable (Request) -> Answer = { .ready(.text($0.target)) }) {
    self.respond = respond
  }

  var version: UInt64 { versionNow() }

  func answer(_ request: Request) -> Answer { respond(request) }
  func answer(_ fault: Fault, id: String) -> Response { .text(fault.detail, fault.status) }
  func overloaded(_ request: Request) -> Response {
    Response(status: Status(503), fields: Fields([("Retry-After", "1")]), content: Array("overloaded".utf8))
  }
}

extension Response {
  static func text(_ text: String, _ status: Status = .ok) -> Response {
    Response(status: status, fields: Fields([("Content-Type", "text/plain")]), content: Array(text.utf8))
  }
}

/// A server on a free port of 127.0.0.1, stopped and waited for at the end of its life.
final class TestServer: Sendable {
  let server: Server
  let address: SocketAddress
  let events: Monitor<[String]>

  init(
    _ handler: TestHandler = TestHandler(), accessLog: AccessLog? = nil,
    configure: (inout ServerConfiguration) -> Void = { _ in }
  ) throws {
    var configuration = ServerConfiguration()
    configuration.port = 0
    configuration.loops = 2
    configuration.drainMilliseconds = 5_000
    configure(&configuration)
    let events = Monitor<[String]>([])
    self.events = events
    server = Server(configuration: configuration, handler: handler, accessLog: accessLog) { event in
      events.change { $0.append("\(event)") }
    }
    address = try server.start()
  }

  deinit {
    server.stop()
    server.wait()
  }

  func client(receiveBufferBytes: Int32? = nil) throws -> TestClient {
    try TestClient(ClientSocket(address, receiveBufferBytes: receiveBufferBytes), of: self)
  }

  /// Waits until the counters are as wanted. `false` after five seconds.
  func counters(reach isWanted: (ServerCounters) -> Bool) -> Bool {
    let deadline = SystemClock.monotonicMilliseconds() + 5_000
    while !isWanted(server.counters) {
      if SystemClock.monotonicMilliseconds() > deadline { return false }
      pause(5)
    }
    return true
  }
}

/// A client that keeps what it has received behind a response.
final class TestClient {
  let socket: ClientSocket
  /// Lives at least as long as its client.
  private let server: TestServer
  private var received: [UInt8] = []

  init(_ socket: ClientSocket, of server: TestServer) {
    self.socket = socket
    self.server = server
  }

  struct Ended: Error {}

  func send(_ text: String) throws { try socket.send(text) }

  func get(_ target: String) throws -> ReceivedResponse {
    try send("GET \(target) HTTP/1.1\r\nHost: test\r\n\r\n")
    return try response()
  }

  /// The next response; throws `Ended` when the server closes before it is whole.
  func response(toHead: Bool = false) throws -> ReceivedResponse {
    while true {
      if let (response, count) = ReceivedResponse.read(received, toHead: toHead) {
        received.removeFirst(count)
        return response
      }
      let part = try socket.receive()
      if part.isEmpty { throw Ended() }
      received += part
    }
  }

  /// Whether the server closes now, in order, with nothing more to say.
  func isAtEnd() throws -> Bool { try received.isEmpty && socket.receive().isEmpty }
}

/// Blocks the thread for some milliseconds.
func pause(_ milliseconds: Int64) {
  _ = Monitor(()).wait(until: SystemClock.monotonicMilliseconds() + milliseconds) { _ in nil as Void? }
}

/// Something that work waits for until the test lets it go.
final class Gate: Sendable {
  private let isOpen = Monitor(false)
  private let arrived = Monitor(0)

  func open() { isOpen.change { $0 = true } }
  /// By the work. Gives up after ten seconds, so that a failing test ends.
  func pass() {
    arrived.change { $0 += 1 }
    _ = isOpen.wait(until: SystemClock.monotonicMilliseconds() + 10_000) { $0 ? () : nil }
  }
  /// Waits for `count` pieces of work to be at the gate.
  func isReached(by count: Int = 1) -> Bool {
    arrived.wait(until: SystemClock.monotonicMilliseconds() + 5_000) { $0 >= count ? () : nil } != nil
  }
}
