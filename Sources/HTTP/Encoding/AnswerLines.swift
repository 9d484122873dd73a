/// What stands in every answer and is new in each: it is written first, so that all that can be made beforehand follows
/// in one piece.
public struct AnswerLines {
  /// More than all of them can take, besides the request's id.
  static let ownBytesMax = 256

  /// `Date: `, the 29 bytes of an IMF-fixdate (RFC 9110 §5.6.7), and CRLF.
  public var date: UnsafeRawPointer
  /// Bytes at `date`.
  public static var dateBytes: Int { 37 }
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
    write(lines.date, AnswerLines.dateBytes)
    if !lines.requestID.isEmpty {
      write(literal: "Request-Id: ")
      write(id: lines.requestID)
      write(literal: "\r\n")
    }
    if timing != .none, let microseconds = lines.microseconds {
      if timing == .query {
        write(literal: "Server-Timing: query;dur=")
      } else {
        write(literal: "Server-Timing: write;dur=")
      }
      write(milliseconds: microseconds)
      write(literal: "\r\n")
    }
    switch option {
    case .none: break
    case .close: write(literal: "Connection: close\r\n")
    case .keepAlive: write(literal: "Connection: keep-alive\r\n")
    }
  }
}
