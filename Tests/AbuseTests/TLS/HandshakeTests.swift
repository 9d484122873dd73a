import Glibc
import Sockets
import TestSupport
import Testing

extension AbuseTests {
  /// On the TLS port: what is no handshake, half of one, or too many.
  @Suite struct HandshakeTests {
    @Test func garbage() throws {
      let (threads, count) = (4, Scale.count(20_000, short: 400))
      let seed = UInt64.random(in: 0..<1 << 32)
      print("abuse: the seed of the garbage is \(seed)")
      try attack("garbage to TLS") { server in
        let failures = Failures()
        Threads.run(threads) { thread in
          var generator = SeededGenerator(seed: seed &+ UInt64(thread))
          failures.catching {
            for _ in 0..<count / threads {
              let client = try server.tlsClient()
              client.trySend(Self.garbage(&generator))
              client.shutdownSending()
              if client.readToEnd().end == .open { failures.add("a connection was not ended") }
              client.resetOnClose()
            }
          }
        }
        #expect(failures.first == [], "seed \(seed)")
        return "\(count) connections"
      }
    }

    /// Plain noise, noise in a record, or a mutated hello.
    private static func garbage(_ generator: inout SeededGenerator) -> [UInt8] {
      let noise = (0..<Int.random(in: 1...600, using: &generator)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      }
      var hello = ClientHello.bytes
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: return noise
      case 1: return [0x16, 3, 1, UInt8(noise.count >> 8), UInt8(noise.count & 255)] + noise
      case 2: return hello + noise
      default:
        for _ in 0..<8 {
          hello[Int.random(in: 0..<hello.count, using: &generator)] = UInt8.random(
            in: 0...255, using: &generator)
        }
        return hello
      }
    }

    @Test func halfHandshakesAreEnded() throws {
      let count = Scale.count(500)
      let headerTime = Scale.milliseconds(3000, short: 400)
      // OpenSSL takes 44 KiB for one, in small pieces: what an attack of 500 leaves of the heap is used by the next, which
      // adds next to nothing, but it does not all go back to the system.
      try attack("half handshakes", ["--header-time", String(headerTime)], growthMax: 32 << 20) { server in
        let clients = try (0..<count).map { _ in try server.tlsClient() }
        let hello = ClientHello.bytes
        for (index, client) in clients.enumerated() {
          // Nothing; too little to tell; half a hello; all of it, and no answer to the server's.
          client.trySend(Array(hello[..<[0, 3, hello.count / 2, hello.count][index % 4]]))
        }
        for client in clients { #expect(client.readToEnd().end != .open) }
        return "\(count), all ended"
      }
    }

    @Test func silenceBehindTheHandshakeIsEndedInGoodOrder() throws {
      let count = Scale.count(200, short: 20)
      let keepAlive = Scale.milliseconds(3000, short: 500)
      try attack("handshake, then silence", ["--keep-alive", String(keepAlive)]) { server in
        let clients = try (0..<count).map { _ in try TLSClientSocket(server.tlsAddress) }
        for client in clients {
          #expect(try client.receiveAll() == [])
          #expect(client.hasEndedCleanly)
        }
        return "\(count), all ended by close_notify"
      }
    }

    @Test func handshakeFlood() throws {
      let (threads, count) = (4, Scale.count(2000))
      try attack("handshake flood", growthMax: 32 << 20) { server in
        let before = try server.metric(#"onrecord_tls_handshakes_total{result="full"}"#)
        let failures = Failures()
        let start = SystemClock.monotonicMilliseconds()
        Threads.run(threads) { _ in
          failures.catching {
            for _ in 0..<count / threads {
              let client = try TLSClientSocket(server.tlsAddress)
              try client.send("GET /livez HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n")
              let answers = statuses(try client.receiveAll())
              if answers != [200] || !client.hasEndedCleanly { failures.add("\(answers ?? [])") }
            }
          }
        }
        let took = SystemClock.monotonicMilliseconds() - start
        #expect(failures.first == [])
        #expect(try server.metric(#"onrecord_tls_handshakes_total{result="full"}"#) - before == count)
        return "\(count) full ones in \(took) ms"
      }
    }
  }
}
