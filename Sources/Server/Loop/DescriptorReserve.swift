import Sockets
import Synchronization

/// The one descriptor that all loops keep for when there is no other left. While it is needed, loops accept one at a
/// time, so that none takes the number that another has freed for itself.
final class DescriptorReserve: Sendable {
  private let reserve = Mutex(ReserveDescriptor())
  private let needed = Atomic(false)

  /// Whether a loop found none left, and none has had one to spare since. Read for each connection, so it is no lock.
  var isNeeded: Bool {
    get { needed.load(ordering: .relaxed) }
    set { needed.store(newValue, ordering: .relaxed) }
  }

  /// Runs `body` alone among all loops, with the reserve kept if that is possible before and after.
  func alone<Result>(_ body: (inout ReserveDescriptor) -> Result) -> Result {
    reserve.withLock { reserve in
      reserve.renew()
      defer { reserve.renew() }
      return body(&reserve)
    }
  }
}
