import Glibc
import Sockets
import TestSupport
import Testing

extension AbuseTests {
  /// Connections on the TLS port from their beginning to their end.
  @Suite struct TLSConnectionTests {
    @Test func plainHTTPIsTold() throws {
      let count = Scale.count(1000)
      try attack("HTTP to TLS") { server in
        for _ in 0..<count {
          let (bytes, end) = try Self.plain(server)
          let answer = try #require(ReceivedResponse.read(bytes)?.response)
          #expect(answer.status == 400 && end == .closed)
          #expect(answer.text.contains("https://"))
        }
        return "\(count), all answered 400"
      }
    }

    private static func plain(_ server: AbusedServer) throws -> (bytes: [UInt8], end: ClientSocket.End) {
      let client = try server.tlsClient()
      try client.send(GoodRequests.get("/livez"))
      return client.readToEnd()
    }

    @Test func bothSidesSayCloseNotify() throws {
      let count = Scale.count(400)
      try attack("close_notify") { server in
        for number in 0..<count {
          let client = try TLSClientSocket(server.tlsAddress)
          let isOurs = number % 2 == 0
          try client.send(GoodRequests.get("/livez", isOurs ? [] : ["Connection: close"]))
          if isOurs { try client.close() }
          #expect(statuses(try client.receiveAll()) == [200])
          #expect(client.hasEndedCleanly)
          try client.close()
        }
        return "\(count), first by either side"
      }
    }

    @Test func aNewCertificateDropsNobody() throws {
      let count = Scale.count(500)
      let log = try attack("new certificates") { server in
        let open = try (0..<count).map { _ in try TLSClientSocket(server.tlsAddress) }
        func askAll() throws {
          for client in open {
            try client.send(GoodRequests.get("/livez"))
            #expect(try statuses(client.receive()) == [200])
          }
        }
        try askAll()
        #expect(open[0].tls.serverCommonName == "first")
        // A request is under way on every connection when the certificate changes.
        for client in open { try client.send("GET /livez HTTP/1.1\r\nHost: ") }
        try server.files.write(TestCertificate(name: "second"))
        server.signal(SIGHUP)
        let isNew = try eventually { try Self.nameShown(by: server) == "second" }
        #expect(isNew, "new connections see the new certificate")
        for client in open {
          try client.send("test\r\n\r\n")
          #expect(try statuses(client.receive()) == [200])
        }
        try Self.spoil(server.files.certificate)
        server.signal(SIGHUP)
        usleep(300_000)
        // Each loop has its own.
        for _ in 0..<16 {
          #expect(try Self.nameShown(by: server) == "second", "a broken file changes nothing")
        }
        try askAll()
        return "\(count) open connections, none dropped"
      }
      #expect(log.contains("the TLS certificate in use stays"))
    }

    private static func nameShown(by server: AbusedServer) throws -> String? {
      try TLSClientSocket(server.tlsAddress).tls.serverCommonName
    }

    private static func spoil(_ name: String) throws {
      let file = try #require(fopen(name, "w"))
      fputs("-----BEGIN CERTIFICATE-----\nno base64!\n-----END CERTIFICATE-----\n", file)
      fclose(file)
    }
  }
}
