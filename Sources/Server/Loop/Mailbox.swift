import HTTP
import Sockets

/// What other threads have for a loop.
final class Mailbox: Sendable {
  /// A worker's answer. Its peer may be gone by now.
  struct Result: Sendable {
    let peer: PeerID
    let request: RequestSummary
    let response: Response
  }

  struct Contents: Sendable {
    var results: [Result] = []
    /// For new sessions from now on.
    var tlsContext: TLSContext?
    var isToStop = false
  }

  private let contents = Monitor(Contents())
  private let wakeup: Wakeup

  init() throws(SystemError) { wakeup = try Wakeup() }

  /// Readable when there is something.
  var descriptor: Int32 { wakeup.descriptor }

  /// From any thread.
  func post(_ result: Result) {
    let isFirst = contents.change { contents in
      contents.results.append(result)
      return contents.results.count == 1
    }
    // Behind the first, the loop is already on its way.
    if isFirst { wakeup.wake() }
  }

  /// From any thread.
  func post(_ context: TLSContext) {
    contents.change { $0.tlsContext = context }
    wakeup.wake()
  }

  /// From any thread.
  func postStop() {
    contents.change { $0.isToStop = true }
    wakeup.wake()
  }

  /// Takes everything. By the loop.
  func take() -> Contents {
    wakeup.clear()
    return contents.change { contents in
      defer {
        contents.results = []
        contents.tlsContext = nil
      }
      return contents
    }
  }
}
