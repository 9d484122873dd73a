/// An answer before it is framed. `Date`, `Content-Length`, `Connection` and `Transfer-Encoding` are the
/// connection's business and never stand in `fields`.
public struct Response: Sendable {
  public var status: Status
  public var fields: Fields
  /// The representation. For `HEAD` it is what `GET` would have sent: the connection counts it and leaves it out.
  public var content: [UInt8]

  public init(status: Status, fields: Fields = Fields(), content: [UInt8] = []) {
    self.status = status
    self.fields = fields
    self.content = content
  }
}
