import Glibc
import Sockets
import TestSupport
import Testing

extension AbuseTests {
  /// Clients that ask for much and read nothing. What is kept for each is bounded, whatever it asks for.
  @Suite struct UnreadAnswersTests {
    /// Bytes the server may hold for one such client: `outputBytesMax`, as much received and not looked at, an answer
    /// that went beyond, and what an allocator adds to it.
    static let heldMax = 1 << 20
    static let requests = Array(
      String(repeating: GoodRequests.get(AbusedServer.article + "/text"), count: 1000).utf8)

    @Test(arguments: ["http", "https"]) func slowReadersAreCutOff(_ scheme: String) throws {
      let count = Scale.count(100)
      let writeIdle = Scale.milliseconds(3000, short: 600)
      try attack("slow reading, \(scheme)", ["--write-idle", String(writeIdle)], growthMax: 16 << 20) {
        server in
        let before = server.residentMemory()
        let address = scheme == "http" ? server.address : server.tlsAddress
        var sessions: [TLSClientSocket] = []
        let clients = try (0..<count).map { _ in
          try ClientSocket(address, timeoutMilliseconds: 1000, receiveBufferBytes: 4096)
        }
        for client in clients {
          if scheme == "http" {
            client.trySend(Self.requests)
          } else {
            let session = try TLSClientSocket(client)
            // It may take less than that before it stops reading.
            try? session.send(Self.requests)
            sessions.append(session)
          }
        }
        usleep(300_000)
        let held = (server.residentMemory() - before) / count
        #expect(held <= Self.heldMax)
        usleep(UInt32(writeIdle) * 1000)
        let areGone = try eventually { try server.usage().connections <= 0 }
        #expect(areGone, "unread answers are given up after --write-idle")
        for client in clients { #expect(client.readToEnd().end == .reset) }
        return "\(count) clients, 1,000 requests each, \(held >> 10) KiB held for each, all reset"
      }
    }

    @Test func endlessPipelinesStopBeingRead() throws {
      let count = Scale.count(40, short: 4)
      try attack("endless pipelines", growthMax: 16 << 20) { server in
        let before = server.residentMemory()
        let clients = try (0..<count).map { _ in
          try server.client(timeoutMilliseconds: 500, receiveBufferBytes: 4096)
        }
        let endless = Failures()
        Threads.run(count) { index in
          // 64 MiB is more than all buffers on the way take.
          let sent = (0..<1000).first { _ in !clients[index].trySend(Self.requests) }
          if sent == nil { endless.add("client \(index)") }
        }
        #expect(endless.first == [], "the server must stop reading what it cannot answer")
        let held = (server.residentMemory() - before) / count
        #expect(held <= Self.heldMax)
        return "\(count) clients until nothing more went, \(held >> 10) KiB held for each"
      }
    }
  }
}
