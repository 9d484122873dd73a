import Glibc
import Sockets
import TestSupport
import Testing

extension AbuseTests {
  /// Clients that hold their connections by sending next to nothing.
  @Suite struct SlowSendingTests {
    static let count = Scale.count(500)
    static let dripMilliseconds = Scale.milliseconds(1000, short: 100)

    @Test func headersAByteAtATime() throws {
      let headerTime = Scale.milliseconds(5000, short: 500)
      try attack("slow headers", ["--header-time", String(headerTime)]) { server in
        let clients = try (0..<Self.count).map { _ in try server.client() }
        let header = Array("GET /livez HTTP/1.1\r\nHost: a-name-that-takes-its-time".utf8)
        Self.drip(header, clients, milliseconds: headerTime)
        for client in clients { Self.expectTimeout(client) }
        return "\(clients.count) connections, a byte in \(Self.dripMilliseconds) ms, all answered 408"
      }
    }

    @Test func bodiesThatStopOrTakeTooLong() throws {
      let (idle, time) = (Scale.milliseconds(2500, short: 400), Scale.milliseconds(5000, short: 700))
      try attack("slow bodies", ["--body-idle", String(idle), "--body-time", String(time)]) { server in
        let clients = try (0..<Self.count).map { _ in try server.client() }
        for client in clients {
          try client.send(
            "POST /v1/extract HTTP/1.1\r\nHost: test\r\nContent-Type: text/plain\r\nContent-Length: 1000\r\n\r\n“We"
          )
        }
        // One half never sends another byte, the other always one in time for `--body-idle`.
        let stopped = clients[..<(Self.count / 2)]
        let dripping = clients[(Self.count / 2)...]
        Self.drip([UInt8](repeating: 0x61, count: 100), Array(dripping), milliseconds: time)
        for client in stopped { Self.expectTimeout(client) }
        for client in dripping { Self.expectTimeout(client) }
        return "\(stopped.count) that stop and \(dripping.count) that drip, all answered 408"
      }
    }

    /// Sends one byte after the other to each client until the limit must have come.
    static func drip(_ bytes: [UInt8], _ clients: [ClientSocket], milliseconds: Int) {
      let end = SystemClock.monotonicMilliseconds() + Int64(milliseconds)
      for byte in bytes {
        guard SystemClock.monotonicMilliseconds() < end else { break }
        for client in clients { client.trySend([byte]) }
        usleep(UInt32(dripMilliseconds) * 1000)
      }
      usleep(200_000)
    }

    static func expectTimeout(_ client: ClientSocket) {
      let (bytes, end) = client.readToEnd()
      #expect(statuses(bytes) == [408], "\(String(decoding: bytes, as: UTF8.self))")
      #expect(end == .closed)
    }
  }
}
