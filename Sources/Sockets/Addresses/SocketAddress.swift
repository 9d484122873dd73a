import CLinux
import Glibc

/// An IPv4 or IPv6 address with a TCP port.
public struct SocketAddress: Sendable, Equatable, CustomStringConvertible {
  private enum Family: Equatable { case v4, v6 }

  /// A host that names no address. Names other than `localhost` are not looked up: a server binds addresses.
  public struct UnknownHost: Error, Equatable, CustomStringConvertible {
    public let host: String
    public var description: String {
      "cannot use the host \"\(host)\": give an IPv4 address (127.0.0.1, 0.0.0.0), an IPv6 address (::1, ::) or localhost."
    }
  }

  private let family: Family
  /// The address in canonical text: `127.0.0.1`, `::1`.
  public let host: String
  public let port: UInt16

  /// `host`: an IPv4 literal, an IPv6 literal with or without brackets, or `localhost`, which is 127.0.0.1.
  public init(host: String, port: UInt16) throws(UnknownHost) {
    var literal = host == "localhost" ? "127.0.0.1" : host
    if literal.hasPrefix("["), literal.hasSuffix("]") { literal = String(literal.dropFirst().dropLast()) }
    var v4 = in_addr()
    var v6 = in6_addr()
    // A zero inside would end the text early for inet_pton.
    if literal.utf8.contains(0) {
      throw UnknownHost(host: host)
    } else if inet_pton(AF_INET, literal, &v4) == 1 {
      family = .v4
      self.host = Self.text(AF_INET, &v4)
    } else if inet_pton(AF_INET6, literal, &v6) == 1 {
      family = .v6
      self.host = Self.text(AF_INET6, &v6)
    } else {
      throw UnknownHost(host: host)
    }
    self.port = port
  }

  private init(_ family: Family, _ host: String, _ port: UInt16) {
    self.family = family
    self.host = host
    self.port = port
  }

  public func withPort(_ port: UInt16) -> SocketAddress { SocketAddress(family, host, port) }

  /// `127.0.0.1:8080`, `[::1]:8080`: what stands in a URL.
  public var description: String { family == .v6 ? "[\(host)]:\(port)" : "\(host):\(port)" }

  var domain: Int32 { family == .v6 ? AF_INET6 : AF_INET }

  private static func text(_ domain: Int32, _ address: UnsafeRawPointer) -> String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(INET6_ADDRSTRLEN)) { buffer in
      // Safe: inet_ntop writes at most the size given, with a closing zero, and fails only for another domain.
      guard let start = buffer.baseAddress,
        let text = inet_ntop(domain, address, start, socklen_t(buffer.count))
      else { return "?" }
      return String(cString: text)
    }
  }

  /// Calls `body` with the C form.
  func withSocketAddress<R>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> R) -> R {
    // Safe: each struct begins with the fields of `sockaddr`, and lives through the call.
    switch family {
    case .v4:
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = port.bigEndian
      inet_pton(AF_INET, host, &address.sin_addr)
      return withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
    case .v6:
      var address = sockaddr_in6()
      address.sin6_family = sa_family_t(AF_INET6)
      address.sin6_port = port.bigEndian
      inet_pton(AF_INET6, host, &address.sin6_addr)
      return withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          body($0, socklen_t(MemoryLayout<sockaddr_in6>.size))
        }
      }
    }
  }

  /// The port a bound socket has.
  static func boundPort(_ socket: borrowing Descriptor) throws(SystemError) -> UInt16 {
    var storage = sockaddr_in6()
    var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
    let number = socket.number
    try systemCall("getsockname") {
      withUnsafeMutablePointer(to: &storage) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(number, $0, &length) }
      }
    }
    // The port lies at the same place in sockaddr_in and sockaddr_in6.
    return UInt16(bigEndian: storage.sin6_port)
  }
}
