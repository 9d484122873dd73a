import HTTP
import Sockets

/// Threads that run what would hold up a loop, in the order it came. The queue is bounded.
final class WorkerPool: Sendable {
  struct Job: Sendable {
    let work: @Sendable () -> Response
    let peer: PeerID
    let request: RequestSummary
    /// Of the loop that the peer belongs to.
    let mailbox: Mailbox
  }

  private struct State {
    var queue: [Job] = []
    /// The next job in `queue`; those before it are done with.
    var next = 0
    var isStopping = false
    var threads = 0

    mutating func take() -> Job? {
      guard next < queue.count else { return nil }
      let job = queue[next]
      next += 1
      if next == queue.count || next >= 64 && next * 2 >= queue.count {
        queue.removeSubrange(..<next)
        next = 0
      }
      return job
    }
  }

  private let state = Monitor(State())
  private let queueMax: Int

  init(queueMax: Int) { self.queueMax = queueMax }

  /// Starts `count` threads, once.
  func start(_ count: Int) throws(SystemError) {
    for number in 0..<count {
      state.change { $0.threads += 1 }
      do throws(SystemError) {
        try Thread.start("work-\(number)") { [self] in run() }
      } catch {
        state.change { $0.threads -= 1 }
        stop()
        throw error
      }
    }
  }

  /// Whether there was room for the job. Never blocks for long.
  func submit(_ job: Job) -> Bool {
    state.changeForOne { state in
      guard state.queue.count - state.next < queueMax, !state.isStopping else { return false }
      state.queue.append(job)
      return true
    }
  }

  /// Drops what waits and ends the threads as soon as each has finished what it does.
  func stop() {
    state.change {
      $0.isStopping = true
      $0.queue = []
      $0.next = 0
    }
  }

  /// Waits for the threads to end, at the latest until `deadline`: work that hangs cannot be stopped from outside.
  func wait(until deadline: Int64) {
    _ = state.wait(until: deadline) { $0.threads == 0 ? () : nil }
  }

  private enum Turn {
    case job(Job)
    case stop
  }

  private func run() {
    while true {
      let turn: Turn? = state.wait { state in
        if state.isStopping { return .stop }
        return state.take().map { .job($0) }
      }
      guard case .job(let job) = turn else { break }
      job.mailbox.post(Mailbox.Result(peer: job.peer, request: job.request, response: job.work()))
    }
    state.change { $0.threads -= 1 }
  }
}
