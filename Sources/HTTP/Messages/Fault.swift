/// Why a connection's bytes are refused, or given up on.
public struct Fault: Error, Sendable, Equatable {
  /// The status that answers it: 400, 408, 411, 413, 414, 417, 421, 431, 501 or 505.
  public var status: Status
  /// What is wrong and where, a sentence: `Field line 3 has whitespace before its colon.`
  public var detail: String

  public init(_ status: Status, _ detail: String) {
    self.status = status
    self.detail = detail
  }
}
