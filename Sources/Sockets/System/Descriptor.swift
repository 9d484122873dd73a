import Glibc

/// A file descriptor with one owner, closed when that owner ends.
public struct Descriptor: ~Copyable, Sendable {
  public let number: Int32

  /// Takes over an open descriptor; nobody else may close it.
  public init(owning number: Int32) {
    precondition(number >= 0, "no descriptor is negative: \(number)")
    self.number = number
  }

  // Not retried on EINTR: Linux has released the number by then, and it may be another's already.
  deinit { close(number) }
}

/// The most descriptors this process may have open.
public enum DescriptorLimit {
  /// Raises the soft limit to the hard one and returns what now holds.
  @discardableResult
  public static func raise() throws(SystemError) -> Int {
    var limit = rlimit()
    try systemCall("getrlimit") { getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) }
    if limit.rlim_cur < limit.rlim_max {
      limit.rlim_cur = limit.rlim_max
      try systemCall("setrlimit") { setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) }
    }
    return Int(clamping: limit.rlim_cur)
  }

  /// Sets the soft limit, at most the hard one.
  public static func lower(to count: Int) throws(SystemError) {
    var limit = rlimit()
    try systemCall("getrlimit") { getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) }
    limit.rlim_cur = min(rlim_t(count), limit.rlim_max)
    try systemCall("setrlimit") { setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) }
  }
}
