/// What answers requests. Called on a loop's own thread, which serves thousands of other connections: `answer`
/// must return within microseconds and hands anything longer back as `.work`.
public protocol Handler: Sendable {
  func answer(_ request: Request) -> Answer

  /// The answer to bytes that are no request. Some come before any field is known, so it has only the fault to go by.
  func answer(_ fault: Fault) -> Response

  /// The answer when the queue of `.work` is full (503 with `Retry-After`).
  func overloaded(_ request: Request) -> Response
}

public enum Answer: Sendable {
  case ready(Response)
  /// Runs once on a worker thread; the answer keeps its place among pipelined requests.
  case work(@Sendable () -> Response)
}
