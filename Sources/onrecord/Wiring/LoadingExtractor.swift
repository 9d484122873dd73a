import Extraction
import Glibc
import Sockets

/// The extractor while its models are being read, so that a server listens before they are: whoever needs it waits.
final class LoadingExtractor: Sendable {
  private let state = Monitor<Extractor?>(nil)

  /// Loads on a thread of its own, which calls `done` at the end. Once, and before anybody waits for ever.
  func start(_ done: @escaping @Sendable () -> Void) throws(SystemError) {
    try Thread.start("load-models") { [self] in
      do {
        let extractor = try Wiring.extractor()
        state.change { $0 = extractor }
      } catch {
        // The models are part of the binary; it was built wrong.
        StandardError.say("\(error)")
        exit(1)
      }
      done()
    }
  }

  /// Waits for it.
  func get() -> Extractor {
    guard let extractor = state.wait({ $0 }) else {
      preconditionFailure("a wait without a deadline ends with it")
    }
    return extractor
  }
}
