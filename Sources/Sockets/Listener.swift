import CLinux
import Glibc

/// A listening TCP socket, non-blocking. Several may share one address (`SO_REUSEPORT`): the kernel spreads new
/// connections over them by a hash, so each loop owns one and none wakes in vain.
public struct Listener: ~Copyable, Sendable {
  /// Connections the kernel keeps whose handshake is done and which are not accepted yet; beyond, it drops the
  /// client's last ACK, and the client tries again. `net.core.somaxconn` caps it.
  public static let backlogMax: Int32 = 4096
  /// The kernel reports a connection only when its first bytes are there, or this many seconds later: one wake-up less.
  private static let deferSeconds: Int32 = 1

  public let address: SocketAddress
  private let socket: Descriptor

  public var descriptor: Int32 { socket.number }

  /// Binds and listens at `address`; port 0 picks a free one, which `address` then tells.
  ///
  /// `sharing`: whether listeners of this process already hold the address. The first one checks that nobody else
  /// does, because among sockets with `SO_REUSEPORT` a second server would be let in silently.
  public init(_ address: SocketAddress, sharing: Bool = false) throws(ListenError) {
    do throws(SystemError) {
      if !sharing && address.port != 0 {
        // Gone again at the end of the statement.
        _ = try Self.bound(address, sharesPort: false)
      }
      let socket = try Self.bound(address, sharesPort: true)
      let number = socket.number
      try systemCall("listen") { listen(number, Self.backlogMax) }
      self.address = address.withPort(try SocketAddress.boundPort(socket))
      self.socket = socket
    } catch {
      throw ListenError(address: address, cause: error)
    }
  }

  private static func bound(_ address: SocketAddress, sharesPort: Bool) throws(SystemError) -> Descriptor {
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    let socket = Descriptor(owning: try systemCall("socket") { Glibc.socket(address.domain, kind, 0) })
    // A restart need not wait for the old process's connections in TIME_WAIT.
    try socket.set(SOL_SOCKET, SO_REUSEADDR, 1)
    if sharesPort { try socket.set(SOL_SOCKET, SO_REUSEPORT, 1) }
    // Both are inherited by accepted sockets or concern them; so there is no call per connection.
    try socket.set(Int32(IPPROTO_TCP), TCP_NODELAY, 1)
    try socket.set(Int32(IPPROTO_TCP), TCP_DEFER_ACCEPT, deferSeconds)
    // `::` means IPv6 alone; else whether it also takes IPv4 would hang on a system setting.
    if address.domain == AF_INET6 { try socket.set(Int32(IPPROTO_IPV6), IPV6_V6ONLY, 1) }
    let number = socket.number
    try systemCall("bind") { address.withSocketAddress { bind(number, $0, $1) } }
    return socket
  }

  public enum Accepted: ~Copyable {
    case connection(Descriptor)
    /// The backlog is empty.
    case none
    /// The process or the system is out of descriptors or socket memory; the connection stays in the backlog, so
    /// accepting must pause, or the loop would spin.
    case exhausted
  }

  /// Takes one connection from the backlog: non-blocking, close-on-exec.
  public func accept() -> Accepted {
    let flags = Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    while true {
      switch retrying({ linux_accept(descriptor, flags) }) {
      case .value(let number): return .connection(Descriptor(owning: number))
      case .failed(EAGAIN): return .none
      case .failed(EMFILE), .failed(ENFILE), .failed(ENOBUFS), .failed(ENOMEM): return .exhausted
      // accept(2): the connection broke in the backlog, or an error of the network was pending on it; try the next.
      case .failed(let code):
        precondition(
          code != EBADF && code != EINVAL && code != ENOTSOCK, "accept4: \(SystemError.text(code))")
      }
    }
  }
}

/// Why an address cannot be listened at, with the remedy.
public struct ListenError: Error, Equatable, CustomStringConvertible {
  public let address: SocketAddress
  public let cause: SystemError

  public init(address: SocketAddress, cause: SystemError) {
    self.address = address
    self.cause = cause
  }

  public var description: String {
    let problem =
      switch cause.code {
      case EADDRINUSE:
        "another program listens there; end it, or choose another port (0 picks a free one)."
      case EACCES where address.port < 1024:
        "ports below 1024 need the capability CAP_NET_BIND_SERVICE; grant it, or choose a port from 1024 up."
      case EACCES: "the system forbids it; choose another port, or allow this one."
      case EADDRNOTAVAIL:
        "no interface of this machine has that address; choose 127.0.0.1, 0.0.0.0, or one that `ip address` shows."
      case EAFNOSUPPORT:
        "this system has no \(address.domain == AF_INET6 ? "IPv6" : "IPv4"); choose the other."
      default: "the system refuses; `errno` tells why."
      }
    return "cannot listen on address \(address.host), port \(address.port): \(problem) (\(cause))"
  }
}

extension Descriptor {
  /// Sets a socket option that is a C int.
  borrowing func set(_ level: Int32, _ option: Int32, _ value: Int32) throws(SystemError) {
    var value = value
    let number = number
    try systemCall("setsockopt") {
      setsockopt(number, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
    }
  }
}
