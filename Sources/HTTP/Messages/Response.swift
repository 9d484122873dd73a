/// An answer before it is framed. `Date`, `Request-Id`, `Server-Timing`, `Content-Length`, `Connection` and
/// `Transfer-Encoding` are written by the connection and never stand in `fields`.
public struct Response: Sendable {
  /// What `Server-Timing` calls the time an answer took.
  public enum Timing: Sendable { case none, query, write }

  public var status: Status
  public var fields: Fields
  /// The representation. For `HEAD` it is what `GET` would have sent: the connection counts it and leaves it out.
  public var content: [UInt8]
  public var timing = Timing.none
  /// Which of the handler's `routes` this answers, for counting and logging.
  public var route = 0
  /// Set when equal requests (method, target, and the fields that `PreparedAnswers` names) may be given this answer
  /// again, as long as the handler's `version` is still this.
  public var validAt: UInt64?

  public init(status: Status, fields: Fields = Fields(), content: [UInt8] = []) {
    self.status = status
    self.fields = fields
    self.content = content
  }
}
