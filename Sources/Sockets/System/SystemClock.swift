import Glibc

/// The system's clocks. Reading them is no system call on Linux (vDSO).
public enum SystemClock {
  /// Milliseconds that never run backwards, from an arbitrary start.
  public static func monotonicMilliseconds() -> Int64 { monotonicNanoseconds() / 1_000_000 }

  /// Nanoseconds that never run backwards, from the same start.
  public static func monotonicNanoseconds() -> Int64 { nanoseconds(CLOCK_MONOTONIC) }

  /// Whole seconds since 1970-01-01T00:00:00Z.
  public static func wallSeconds() -> Int64 { wallNanoseconds() / 1_000_000_000 }

  /// Nanoseconds since 1970-01-01T00:00:00Z.
  public static func wallNanoseconds() -> Int64 { nanoseconds(CLOCK_REALTIME) }

  @inline(__always)
  private static func nanoseconds(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }
}
