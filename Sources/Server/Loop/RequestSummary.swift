import HTTP

/// What is still to be known of a request when its answer is sent.
struct RequestSummary: Sendable {
  let id: String
  /// `nil`: there was no request.
  let method: Method?
  let target: String?
  /// When the last of it was received (monotonic nanoseconds).
  let received: Int64
  /// The request itself, if its answer may be one to keep.
  let kept: Request?

  init(_ request: Request, received: Int64) {
    kept = request.method == .get || request.method == .head ? request : nil
    id = request.id
    method = request.method
    target = request.target
    self.received = received
  }

  /// Of bytes that were no request.
  init(faultID: String, received: Int64) {
    id = faultID
    kept = nil
    method = nil
    target = nil
    self.received = received
  }
}
