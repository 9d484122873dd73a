import Glibc
import Sockets
import TestSupport

/// Asks `GET /livez` on a new connection every 50 ms, from a thread of its own, and keeps the worst time.
final class Watcher: Sendable {
  struct Report: Sendable {
    var asked = 0
    /// From before connecting to the whole answer.
    var worstMilliseconds: Int64 = 0
    /// The first few answers that were none, or not among those allowed.
    var failures: [String] = []
  }

  private struct State {
    var report = Report()
    var isToStop = false
    var hasStopped = false
  }

  private let state = Monitor(State())

  init(_ address: SocketAddress, statuses: Set<Int> = [200]) throws {
    try Sockets.Thread.start("watcher") { [self] in
      while !state.change({ $0.isToStop }) {
        ask(address, statuses)
        usleep(50_000)
      }
      state.change { $0.hasStopped = true }
    }
  }

  private func ask(_ address: SocketAddress, _ statuses: Set<Int>) {
    let start = SystemClock.monotonicMilliseconds()
    var failure: String?
    do {
      let status = try ClientSocket(address, timeoutMilliseconds: 5000)
        .exchange("GET /livez HTTP/1.1\r\nHost: watcher\r\nConnection: close\r\n\r\n").status
      if !statuses.contains(status) { failure = "answered \(status)" }
    } catch {
      failure = "\(error)"
    }
    let took = SystemClock.monotonicMilliseconds() - start
    state.change { state in
      state.report.asked += 1
      state.report.worstMilliseconds = max(state.report.worstMilliseconds, took)
      if let failure, state.report.failures.count < 5 {
        state.report.failures.append("\(failure) after \(took) ms")
      }
    }
  }

  /// Ends the asking.
  func stop() -> Report {
    state.change { $0.isToStop = true }
    return state.wait { $0.hasStopped ? $0.report : nil } ?? Report()
  }
}
