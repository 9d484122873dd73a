import Glibc

/// State under a lock with a condition to wait for (`pthread_cond_t`; `Synchronization.Mutex` has none).
public final class Monitor<State: ~Copyable>: @unchecked Sendable {
  // Sendable is safe: `state` is touched between lock and unlock only, and the C objects are made to be shared. They
  // live at fixed addresses of their own, as POSIX demands.
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let condition: UnsafeMutablePointer<pthread_cond_t>
  private var state: State

  public init(_ state: consuming sending State) {
    self.state = state
    mutex = .allocate(capacity: 1)
    condition = .allocate(capacity: 1)
    mutex.initialize(to: pthread_mutex_t())
    condition.initialize(to: pthread_cond_t())
    mustSucceed("pthread_mutex_init", pthread_mutex_init(mutex, nil))
    var attributes = pthread_condattr_t()
    mustSucceed("pthread_condattr_init", pthread_condattr_init(&attributes))
    // Bounded waits must not hang on somebody setting the wall clock.
    mustSucceed("pthread_condattr_setclock", pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC))
    mustSucceed("pthread_cond_init", pthread_cond_init(condition, &attributes))
    pthread_condattr_destroy(&attributes)
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }

  /// Changes the state and wakes everyone who waits for it.
  @discardableResult
  public func change<R>(_ body: (inout State) -> R) -> R {
    mustSucceed("pthread_mutex_lock", pthread_mutex_lock(mutex))
    defer { mustSucceed("pthread_mutex_unlock", pthread_mutex_unlock(mutex)) }
    let result = body(&state)
    mustSucceed("pthread_cond_broadcast", pthread_cond_broadcast(condition))
    return result
  }

  /// As `change`, but wakes one waiter alone: for states in which any of them will do.
  public func changeForOne<R>(_ body: (inout State) -> R) -> R {
    mustSucceed("pthread_mutex_lock", pthread_mutex_lock(mutex))
    defer { mustSucceed("pthread_mutex_unlock", pthread_mutex_unlock(mutex)) }
    let result = body(&state)
    mustSucceed("pthread_cond_signal", pthread_cond_signal(condition))
    return result
  }

  /// Waits until `body` gives something, at the latest until `deadline` (monotonic milliseconds; then `nil`).
  public func wait<R>(until deadline: Int64? = nil, _ body: (inout State) -> R?) -> R? {
    mustSucceed("pthread_mutex_lock", pthread_mutex_lock(mutex))
    defer { mustSucceed("pthread_mutex_unlock", pthread_mutex_unlock(mutex)) }
    while true {
      if let result = body(&state) { return result }
      guard let deadline else {
        mustSucceed("pthread_cond_wait", pthread_cond_wait(condition, mutex))
        continue
      }
      var time = timespec(tv_sec: Int(deadline / 1000), tv_nsec: Int(deadline % 1000) * 1_000_000)
      let code = pthread_cond_timedwait(condition, mutex, &time)
      if code == ETIMEDOUT { return body(&state) }
      mustSucceed("pthread_cond_timedwait", code)
    }
  }
}
