import Glibc
import HTTP
import JSON
import Server
import Sockets
import Synchronization
import Telemetry
import TestSupport
import Testing

/// Lines of the access log, as they stand in the file.
@Suite(.timeLimit(.minutes(5))) struct AccessLogTests {
  private static func members(_ line: String) throws -> [String: JSONValue] {
    guard case .object(let members) = try JSONValue(parsing: Array(line.utf8)) else {
      throw Subprocess.Failure(description: "no object: \(line)")
    }
    return members
  }

  private func server(
    _ file: LogFile, _ configure: (inout ServerConfiguration) -> Void = { _ in }
  ) throws -> TestServer {
    try TestServer(VersionedHandler().handler, accessLog: AccessLog(path: file.path), configure: configure)
  }

  @Test func membersOfALine() throws {
    let file = try LogFile()
    let server = try server(file) { $0.loops = 1 }
    let client = try server.client()
    var lengths: [Int] = []
    for number in 0..<3 {
      try client.send("GET /v/a?b=\"c\\d\" HTTP/1.1\r\nHost: test\r\nX-Request-Id: id-\(number)\r\n\r\n")
      let response = try client.response()
      lengths.append(response.content.count)
      #expect(response.status == 200)
    }
    try client.send("HEAD /later/a HTTP/1.1\r\nHost: test\r\n\r\n")
    let id = try client.response(toHead: true).fields["request-id"]
    try client.send("BAD\r\n\r\n")
    let fault = try client.response()
    server.server.stop()
    server.server.wait()

    let lines = file.lines
    try #require(lines.count == 5)
    for (number, line) in lines.prefix(3).enumerated() {
      let members = try Self.members(line)
      #expect(
        Set(members.keys) == [
          "time", "request_id", "microseconds", "bytes", "method", "target", "route", "status",
        ])
      #expect(members["request_id"] == .string("id-\(number)"))
      #expect(members["method"] == .string("GET") && members["target"] == .string("/v/a?b=\"c\\d\""))
      #expect(members["route"] == .string("/v/{x}") && members["status"] == .number(200))
      guard case .number(let bytes) = members["bytes"],
        case .number(let microseconds) = members["microseconds"],
        case .string(let time) = members["time"]
      else { return #expect(Bool(false), "\(line)") }
      #expect(bytes == Double(lengths[number]))
      #expect((0..<5e6).contains(microseconds))
      let now = LogTime.rfc3339(milliseconds: SystemClock.wallSeconds() * 1000)
      #expect(time.utf8.count == 24 && time.hasPrefix(now.prefix(11)) && time.hasSuffix("Z"), "\(time)")
    }
    let worked = try Self.members(lines[3])
    #expect(worked["request_id"] == id.map { .string($0) } && worked["method"] == .string("HEAD"))
    let bad = try Self.members(lines[4])
    #expect(bad["method"] == .null && bad["target"] == .null && bad["route"] == .string(""))
    #expect(bad["status"] == .number(400))
    #expect(bad["request_id"] == fault.fields["request-id"].map { .string($0) })
  }

  @Test func everyRequestHasItsLine() throws {
    let file = try LogFile()
    let server = try server(file)
    let clients = 4
    let batches = 20
    let batch = 250
    let failures = Atomic(0)
    Threads.run(clients) { client in
      do {
        let socket = try server.client()
        for number in 0..<batches {
          let ids = (0..<batch).map { "\(client)-\(number)-\($0)" }
          try socket.send(
            ids.enumerated().map { index, id in
              let target = ["/v/a", "/once/a", "/v/b", "/v/c"][index % 4]
              return "GET \(target) HTTP/1.1\r\nHost: test\r\nX-Request-Id: \(id)\r\n\r\n"
            }.joined())
          for id in ids where try socket.response().fields["request-id"] != id {
            failures.add(1, ordering: .relaxed)
          }
        }
      } catch {
        failures.add(1, ordering: .relaxed)
      }
    }
    #expect(failures.load(ordering: .relaxed) == 0)
    server.server.stop()
    server.server.wait()
    let lines = file.lines
    #expect(lines.count == clients * batches * batch)
    #expect(server.server.counters.logLinesDropped == 0)
    var ids = Set<String>()
    for (number, line) in lines.enumerated() {
      let parts = line.split(separator: "\"")
      #expect(line.hasPrefix("{\"time\":\"") && line.hasSuffix("\"status\":200}") && parts.count > 8)
      if parts.count > 7 { ids.insert(String(parts[7])) }
      if number % 50 == 0 { _ = try Self.members(line) }
    }
    #expect(ids.count == lines.count, "each id once")
  }

  /// Lines longer than the buffer they are gathered in.
  @Test func longTargets() throws {
    let file = try LogFile()
    let server = try server(file) {
      $0.loops = 1
      $0.limits.requestLineBytesMax = 400_000
    }
    let client = try server.client()
    let long = "/once/" + String(repeating: "\"", count: 200_000)
    for target in ["/once/a", long, "/once/b"] { _ = try client.get(target) }
    server.server.stop()
    server.server.wait()
    let targets = try file.lines.map { try Self.members($0)["target"] }
    #expect(targets == [.string("/once/a"), .string(long), .string("/once/b")])
  }

  @Test func linesComeWithinASecond() throws {
    let file = try LogFile()
    let server = try server(file)
    let client = try server.client()
    for number in 1...3 {
      _ = try client.get("/v/a")
      let deadline = SystemClock.monotonicMilliseconds() + 1_000
      while file.lines.count < number && SystemClock.monotonicMilliseconds() < deadline { pause(10) }
      #expect(file.lines.count == number)
    }
  }

  @Test func aRenamedFileIsLeftWhenToldSo() throws {
    let file = try LogFile()
    let log = try AccessLog(path: file.path)
    let server = try TestServer(VersionedHandler().handler, accessLog: log)
    let client = try server.client()
    for _ in 0..<5 { _ = try client.get("/v/a") }
    pause(250)
    file.rotate()
    _ = try client.get("/v/a")
    pause(250)
    log.reopen()
    pause(50)
    for _ in 0..<7 { _ = try client.get("/v/a") }
    server.server.stop()
    server.server.wait()
    #expect(file.lines.count == 7)
    #expect(file.rotatedLines.count == 6)
  }

  @Test func whatCannotBeWrittenIsCounted() throws {
    let server = try TestServer(VersionedHandler().handler, accessLog: AccessLog(path: "/dev/full"))
    let client = try server.client()
    for _ in 0..<10 { #expect(try client.get("/v/a").status == 200) }
    #expect(server.counters { $0.logLinesDropped == 10 })
  }

  /// A pipe whose reader goes within a line, and another reader behind it.
  @Test func aPipeThatBreaks() throws {
    let file = try LogFile()
    #expect(mkfifo(file.path, 0o600) == 0)
    let reader = open(file.path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    let server = try server(file) { $0.limits.requestLineBytesMax = 400_000 }
    let client = try server.client()
    _ = try client.get("/once/" + String(repeating: "a", count: 300_000))
    // The pipe is full.
    pause(100)
    close(reader)
    #expect(server.counters { $0.logLinesDropped == 1 })
    let second = open(file.path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    defer { close(second) }
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 65_536)
    func drain() {
      while case let count = read(second, &part, part.count), count > 0 { bytes += part[..<count] }
    }
    drain()
    _ = try client.get("/once/b")
    let deadline = SystemClock.monotonicMilliseconds() + 5_000
    while bytes.last != UInt8(ascii: "\n") && SystemClock.monotonicMilliseconds() < deadline {
      pause(10)
      drain()
    }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    #expect(try Self.members(lines.last ?? "")["target"] == .string("/once/b"))
    #expect(server.server.counters.logLinesDropped == 1)
  }

  @Test func whatCannotBeOpenedIsSaid() {
    let error = #expect(throws: SystemError.self) { try AccessLog(path: "/nowhere/access.log") }
    #expect(error.map { "\($0)" }?.contains("/nowhere/access.log") == true)
  }
}
