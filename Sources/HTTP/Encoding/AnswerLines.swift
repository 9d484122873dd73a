/// What stands in every answer and is new in each: it is written first, so that all that can be made beforehand follows
/// in one piece.
public struct AnswerLines {
  /// More than all of them can take, besides the request's id.
  static let ownBytesMax = 256

  /// The 29 bytes of an IMF-fixdate (RFC 9110 §5.6.7).
  public var date: UnsafeRawPointer
  /// `Request-Id`; none when empty.
  public var requestID: UnsafeRawBufferPointer
  /// `Server-Timing`, microseconds since the request was whole; none when `nil`.
  public var microseconds: Int?

  /// The memory must stay while the value is used.
  public init(date: UnsafeRawPointer, requestID: UnsafeRawBufferPointer, microseconds: Int?) {
    self.date = date
    self.requestID = requestID
    self.microseconds = microseconds
  }

  var bytesMax: Int { Self.ownBytesMax &+ requestID.count }
}

/// What an answer says of its connection (RFC 9112 §9.3).
enum ConnectionOption {
  /// Nothing: the version's own rule holds.
  case none
  case close
  /// To HTTP/1.0, which asked for it.
  case keepAlive

  init(persists: Bool, version: Request.Version) {
    self = !persists ? .close : version == .http10 ? .keepAlive : .none
  }
}

extension TextWriter {
  /// The lines behind the status line.
  @inline(__always)
  mutating func write(_ lines: AnswerLines, _ timing: Response.Timing, _ option: ConnectionOption) {
    write("Date: ")
    write(lines.date, 29)
    if !lines.requestID.isEmpty {
      write("\r\nRequest-Id: ")
      write(lines.requestID)
    }
    if let microseconds = lines.microseconds {
      switch timing {
      case .none: break
      case .query: write("\r\nServer-Timing: query;dur=")
      case .write: write("\r\nServer-Timing: write;dur=")
      }
      if timing != .none { write(milliseconds: microseconds) }
    }
    switch option {
    case .none: write("\r\n")
    case .close: write("\r\nConnection: close\r\n")
    case .keepAlive: write("\r\nConnection: keep-alive\r\n")
    }
  }
}
