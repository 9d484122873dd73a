import CLinux
import Glibc

/// Wakes a poller from another thread (eventfd(2)). Any number of wakes before the poller looks are one.
public struct Wakeup: ~Copyable, Sendable {
  private let event: Descriptor

  public init() throws(SystemError) {
    let flags = Int32(EFD_NONBLOCK) | Int32(EFD_CLOEXEC)
    event = Descriptor(owning: try systemCall("eventfd") { eventfd(0, flags) })
  }

  /// What the poller watches for `readable`.
  public var descriptor: Int32 { event.number }

  /// From any thread. Never blocks: a counter that is full already wakes.
  public func wake() {
    var one: UInt64 = 1
    _ = retrying { write(event.number, &one, 8) }
  }

  /// Takes all wakes so far. By the poller's thread, before it looks at what it was woken for.
  public func clear() {
    var count: UInt64 = 0
    _ = retrying { read(event.number, &count, 8) }
  }
}
