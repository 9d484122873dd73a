public import CLinux
import Glibc

/// Readiness of many descriptors (epoll(7)), level-triggered: what is still ready is told again, so a handler may stop
/// after one read. One thread's own. Closing a descriptor removes it.
public struct Poller: ~Copyable {
  /// What to be told of, and what is told. `failed` and `hungUp` are always told.
  public struct Events: OptionSet, Sendable {
    public let rawValue: UInt32
    @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue }

    @inlinable public static var readable: Events { Events(rawValue: EPOLLIN.rawValue) }
    @inlinable public static var writable: Events { Events(rawValue: EPOLLOUT.rawValue) }
    /// The peer has shut down its sending side, or more.
    @inlinable public static var peerEnded: Events { Events(rawValue: EPOLLRDHUP.rawValue) }
    /// Both directions are down.
    @inlinable public static var hungUp: Events { Events(rawValue: EPOLLHUP.rawValue) }
    /// An error is pending: mostly a reset.
    @inlinable public static var failed: Events { Events(rawValue: EPOLLERR.rawValue) }
  }

  /// Events taken in one wait; more stay ready for the next.
  private static let batchMax = 512

  private let epoll: Descriptor
  private let batch: UnsafeMutablePointer<epoll_event>

  public init() throws(SystemError) {
    epoll = Descriptor(owning: try systemCall("epoll_create1") { epoll_create1(Int32(EPOLL_CLOEXEC)) })
    batch = .allocate(capacity: Self.batchMax)
    batch.initialize(repeating: epoll_event(), count: Self.batchMax)
  }

  deinit { batch.deallocate() }

  /// `token` comes back with each event of `descriptor`. Throws when the kernel's limit of watches is reached.
  public func add(_ descriptor: Int32, token: UInt64, events: Events) throws(SystemError) {
    try control(EPOLL_CTL_ADD, descriptor, token, events)
  }

  public func modify(_ descriptor: Int32, token: UInt64, events: Events) throws(SystemError) {
    try control(EPOLL_CTL_MOD, descriptor, token, events)
  }

  public func remove(_ descriptor: Int32) throws(SystemError) {
    try control(EPOLL_CTL_DEL, descriptor, 0, [])
  }

  private func control(
    _ operation: Int32, _ descriptor: Int32, _ token: UInt64, _ events: Events
  ) throws(SystemError) {
    var event = epoll_event(events: events.rawValue, data: epoll_data_t(u64: token))
    let number = epoll.number
    try systemCall("epoll_ctl") { epoll_ctl(number, operation, descriptor, &event) }
  }

  /// Waits until something is ready or `milliseconds` have passed (`nil`: without end) and returns how many events
  /// `event(_:)` gives. A signal ends the wait with 0.
  public func wait(milliseconds: Int64?) -> Int {
    let timeout = milliseconds.map { Int32(clamping: max(0, $0)) } ?? -1
    let count = epoll_wait(epoll.number, batch, Int32(Self.batchMax), timeout)
    if count >= 0 { return Int(count) }
    precondition(errno == EINTR, "epoll_wait: \(SystemError.text(errno))")
    return 0
  }

  /// An event of the last wait. O(1).
  public func event(_ index: Int) -> (token: UInt64, events: Events) {
    precondition(index >= 0 && index < Self.batchMax)
    // Safe: the whole batch is initialized, and index lies within it.
    let event = batch[index]
    return (event.data.u64, Events(rawValue: event.events))
  }
}
