import Glibc

/// Waits for signals in one place instead of being interrupted by them anywhere.
public struct SignalWaiter: Sendable {
  private let signals: [Int32]

  /// Blocks `signals` in the calling thread and in all threads it starts from now on. Call it on the main thread
  /// before any other thread is started, or the signals would still reach that one.
  public init(_ signals: [Int32] = [SIGTERM, SIGINT, SIGHUP]) {
    self.signals = signals
    var set = Self.set(signals)
    mustSucceed("pthread_sigmask", pthread_sigmask(SIG_BLOCK, &set, nil))
  }

  /// The next of the signals to come; blocks until then.
  public func wait() -> Int32 {
    var set = Self.set(signals)
    var signal: Int32 = 0
    mustSucceed("sigwait", sigwait(&set, &signal))
    return signal
  }

  private static func set(_ signals: [Int32]) -> sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in signals { sigaddset(&set, signal) }
    return set
  }
}
