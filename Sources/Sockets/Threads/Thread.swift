import CLinux
import Glibc

/// A thread of the system (pthreads(7)).
public enum Thread {
  private final class Start {
    let name: String
    let body: @Sendable () -> Void
    init(_ name: String, _ body: @escaping @Sendable () -> Void) {
      self.name = name
      self.body = body
    }
  }

  /// Runs `body` on a new, detached thread called `name` (for the system's tools, which keep 15 bytes). It has
  /// the caller's signal mask.
  public static func start(_ name: String, _ body: @escaping @Sendable () -> Void) throws(SystemError) {
    precondition(name.utf8.count <= 15, "the system keeps 15 bytes of a thread's name: \(name)")
    // Safe: the retain given here is taken by the new thread alone, or below when there is none.
    let start = Unmanaged.passRetained(Start(name, body))
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        let start = Unmanaged<Start>.fromOpaque(argument).takeRetainedValue()
        linux_name_thread(start.name)
        start.body()
        return nil
      }, start.toOpaque())
    guard code == 0 else {
      start.release()
      throw SystemError(call: "pthread_create", code: code)
    }
    mustSucceed("pthread_detach", pthread_detach(thread))
  }
}
