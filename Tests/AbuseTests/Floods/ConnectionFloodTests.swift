import Glibc
import Sockets
import TestSupport
import Testing

extension AbuseTests {
  /// Many connections.
  @Suite struct ConnectionFloodTests {
    @Test func idleConnections() throws {
      let wanted = Scale.count(10_000)
      // This process holds one end of each, the server the other.
      let count = min(wanted, try DescriptorLimit.raise() - 500)
      try attack("idle connections", ["--connections-max", String(count + 100)]) { server in
        let before = server.residentMemory()
        let clients = try (0..<count).map { _ in try server.client() }
        // Every other one has been of use before; the rest have never said a word.
        for (index, client) in clients.enumerated() where index % 2 == 0 {
          #expect(try client.exchange(GoodRequests.get("/livez")).status == 200)
        }
        // The kernel keeps silent ones back for a second or more.
        let areThere = try eventually(seconds: 15) { try server.usage().connections >= count }
        #expect(areThere)
        let each = (server.residentMemory() - before) / count
        for index in stride(from: 0, to: count, by: max(1, count / 100)) {
          #expect(try clients[index].exchange(GoodRequests.get("/livez")).status == 200)
        }
        return "\(count) (of \(wanted) wanted) at once, \(each) bytes each"
      }
    }

    @Test func moreConnectionsThanDescriptors() throws {
      let (descriptorsMax, count) = (256, Scale.count(2000, short: 400))
      let log = try attack(
        "more connections than descriptors", descriptorsMax: descriptorsMax, statuses: [200, 503]
      ) { server in
        var established: [ClientSocket] = []
        var refused = 0
        for _ in 0..<count {
          let client = try server.client()
          let answer = try client.exchange(GoodRequests.get("/livez"))
          if answer.status == 200 {
            established.append(client)
          } else {
            refused += 1
            #expect(answer.status == 503 && answer.fields["connection"] == "close")
            #expect(client.readToEnd() == ([], .closed))
          }
        }
        #expect(established.count > descriptorsMax / 2 && refused >= count - descriptorsMax)
        // Who says nothing, or wants TLS, is not left hanging either.
        #expect(try server.client().readToEnd() == ([], .closed))
        #expect(throws: (any Error).self) { try TLSClientSocket(server.tlsAddress) }
        for client in established {
          #expect(try client.exchange(GoodRequests.get(AbusedServer.article)).status == 200)
        }
        let kept = established.count
        established.removeFirst(kept / 2)
        let isServed = try eventually { try server.get("/livez").status == 200 }
        #expect(isServed, "when some close, new ones are served")
        _ = try TLSClientSocket(server.tlsAddress)
        return "\(count) on \(descriptorsMax) descriptors, \(kept) served on and on, \(refused) answered 503"
      }
      #expect(log.contains("out of descriptors"))
    }

    @Test func resets() throws {
      let (threads, count) = (4, Scale.count(10_000))
      try attack("resets", growthMax: 32 << 20) { server in
        let failures = Failures()
        Threads.run(threads) { thread in
          failures.catching {
            for number in stride(from: thread, to: count, by: threads) { try Self.reset(number, server) }
          }
        }
        #expect(failures.first == [])
        return "\(count): silent, within requests, within bodies, within answers, within handshakes"
      }
    }

    private static func reset(_ number: Int, _ server: AbusedServer) throws {
      let client = number % 6 == 5 ? try server.tlsClient() : try server.client()
      client.resetOnClose()
      switch number % 6 {
      case 0: break
      case 1: client.trySend("GET /v1/art")
      case 2: client.trySend(GoodRequests.extract.dropLast(5) + "")
      case 3: client.trySend(GoodRequests.extract)
      case 4:
        client.trySend(String(repeating: GoodRequests.get(AbusedServer.article), count: 8))
        _ = try client.receive(max: 100)
      default: client.trySend(ClientHello.bytes)
      }
    }
  }
}
