/// What answers requests. Called on a loop's own thread, which serves thousands of other connections: `answer`
/// must return within microseconds and hands anything longer back as `.work`.
///
/// An object, because `version` is asked for with every request, and what holds anything else copies it to ask.
public protocol Handler: AnyObject, Sendable {
  func answer(_ request: Request) -> Answer

  /// The answer to bytes that are no request. Some come before any field is known, so it has only the fault to go by,
  /// and the id that the answer will bear.
  func answer(_ fault: Fault, id: String) -> Response

  /// The answer when the queue of `.work` is full (503 with `Retry-After`).
  func overloaded(_ request: Request) -> Response

  /// Changes whenever an answer marked by `Response.validAt` may no longer be what it would be now. Read for every
  /// request, so it must cost next to nothing.
  var version: UInt64 { get }

  /// Names of routes, such as `/v1/articles/{id}`, that `Response.route` counts from 0. The first stands for requests
  /// that found none. The list never changes.
  var routes: [String] { get }
}

extension Handler {
  public var version: UInt64 { 0 }
  public var routes: [String] { [""] }
}

public enum Answer: Sendable {
  case ready(Response)
  /// Runs once on a worker thread; the answer keeps its place among pipelined requests.
  case work(@Sendable () -> Response)
}
