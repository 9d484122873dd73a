import Glibc
import HTTP
import Server
import Sockets
import TestSupport
import Testing

/// Addresses, and why some cannot be had.
@Suite(.timeLimit(.minutes(5))) struct ListeningTests {
  @Test func aPortInUseIsSaidWithItsRemedy() throws {
    let first = try TestServer()
    let port = first.address.port
    let error = #expect(throws: ListenError.self) { try TestServer { $0.port = port } }
    let text = try #require(error).description
    #expect(text.contains("address 127.0.0.1, port \(port)"))
    #expect(text.contains("another program listens there"))
    #expect(text.contains("choose another port"))
    #expect(try first.client().get("/").status == 200)
  }

  @Test func anAddressOfNoInterfaceIsSaid() throws {
    let error = #expect(throws: ListenError.self) { try TestServer { $0.host = "192.0.2.1" } }
    #expect(try #require(error).description.contains("no interface of this machine"))
  }

  @Test func aForbiddenPortIsSaid() throws {
    let address = try SocketAddress(host: "127.0.0.1", port: 80)
    let error = ListenError(address: address, cause: SystemError(call: "bind", code: EACCES))
    #expect(error.description.contains("CAP_NET_BIND_SERVICE"))
  }

  @Test(arguments: ["example.org", "", "1.2.3", "::1%", "[::1", "127.0.0.1\0", "0x7f.1"])
  func aHostThatIsNoAddressIsSaid(_ host: String) throws {
    let error = #expect(throws: SocketAddress.UnknownHost.self) { try TestServer { $0.host = host } }
    #expect(try #require(error).description.contains("localhost"))
  }

  @Test(arguments: [
    ("localhost", "127.0.0.1:80"), ("127.0.0.1", "127.0.0.1:80"), ("::1", "[::1]:80"), ("[::1]", "[::1]:80"),
    ("0:0:0:0:0:0:0:1", "[::1]:80"), ("0.0.0.0", "0.0.0.0:80"), ("::", "[::]:80"),
  ])
  func addressesAreWrittenAsInURLs(_ host: String, _ text: String) throws {
    #expect(try SocketAddress(host: host, port: 80).description == text)
  }

  @Test(arguments: ["127.0.0.1", "localhost", "::1", "0.0.0.0"])
  func serves(_ host: String) throws {
    do {
      let server = try TestServer { $0.host = host }
      #expect(server.address.port != 0)
      #expect(try server.client().get("/").status == 200)
    } catch let error as ListenError where error.address.host == "::1" && error.cause.code == EADDRNOTAVAIL {
      // A machine without IPv6.
    }
  }
}
