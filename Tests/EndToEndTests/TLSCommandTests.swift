import Glibc
import Sockets
import TestSupport
import Testing

/// TLS of the built binary: a port beside the other, and a certificate that changes.
@Suite(.timeLimit(.minutes(5))) struct TLSCommandTests {
  @Test func aCertificateIsReloadedOnSIGHUP() throws {
    let files = try TestCertificate(name: "first.example").files()
    let served = try ServeCommandTests.Served([
      "--tls-port", "0", "--tls-certificate", files.certificate, "--tls-key", files.key,
    ])
    let line = served.process.readLine() ?? ""
    #expect(line.hasPrefix("Listening on https://127.0.0.1:"))
    let port = try #require(line.split(separator: ":").last.flatMap { UInt16($0) })
    let address = try SocketAddress(host: "127.0.0.1", port: port)
    func name() throws -> String? {
      let socket = try TLSClientSocket(address)
      try socket.send("GET /livez HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n")
      #expect(try ReceivedResponse.read(socket.receiveAll())?.response.status == 200)
      #expect(socket.hasEndedCleanly)
      return socket.tls.serverCommonName
    }
    #expect(try name() == "first.example")
    // A key that is not the certificate's: what is in use stays.
    let other = TestCertificate(name: "second.example")
    let stranger = TestCertificate(name: "third.example")
    for (certificate, key, expected) in [
      (other.certificate, stranger.key, "first.example"), (other.certificate, other.key, "second.example"),
    ] {
      try files.write(certificate: certificate, key: key)
      served.process.signal(SIGHUP)
      usleep(200_000)
      #expect(try name() == expected)
    }
    #expect(try served.get("/metrics").text.contains("onrecord_tls_handshakes_total{result=\"full\"} 3\n"))
    served.process.signal(SIGTERM)
    let outcome = try served.process.finish()
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("the TLS certificate in use stays"), "\(outcome.errors)")
  }
}
