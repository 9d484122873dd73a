public import Sockets

/// What a server tells its log. Nothing of single requests: those are the handler's to log.
public enum ServerEvent: Sendable, CustomStringConvertible {
  case listening(SocketAddress)
  case listeningTLS(SocketAddress)
  /// New TLS sessions get the certificate just loaded.
  case reloaded
  /// The connection maximum and its surplus are reached; told at most every ten seconds a loop.
  case connectionsMaxReached(Int)
  /// The process or the system is out of descriptors; told at most every ten seconds a loop.
  case descriptorsExhausted
  case draining(open: Int)
  /// The time to drain was over before these connections were done.
  case cut(connections: Int)
  case stopped

  public var description: String {
    switch self {
    case .listening(let address): "listening on \(address)"
    case .listeningTLS(let address): "listening on \(address) for TLS"
    case .reloaded: "new TLS sessions get the certificate just loaded"
    case .connectionsMaxReached(let count):
      "\(count) connections are open, the maximum; new ones wait until one closes"
    case .descriptorsExhausted:
      "out of descriptors; until one closes, new connections get a 503 (raise the limit of open files: ulimit -n)"
    case .draining(let open): "stopping; \(open) connections are open"
    case .cut(let connections): "\(connections) connections were cut, because the time to drain is over"
    case .stopped: "stopped"
    }
  }
}
