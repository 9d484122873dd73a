import Glibc

/// Real threads for tests whose bodies wait for each other: tasks share too few threads for that.
public enum Threads {
  /// Runs `body` with 0..<count, each on a thread of its own, and returns when all have ended.
  public static func run(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    var threads: [pthread_t] = []
    for index in 0..<count { threads.append(start(Work(index, body))) }
    for thread in threads { pthread_join(thread, nil) }
  }

  private static func start(_ work: Work) -> pthread_t {
    var thread = pthread_t()
    // Retained for exactly the one thread that takes it over.
    let argument = Unmanaged.passRetained(work).toOpaque()
    let status = pthread_create(
      &thread, nil,
      { argument in
        if let argument { Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().run() }
        return nil
      }, argument)
    precondition(status == 0, "no thread could be started: \(status)")
    return thread
  }

  private final class Work: Sendable {
    private let index: Int
    private let body: @Sendable (Int) -> Void

    init(_ index: Int, _ body: @escaping @Sendable (Int) -> Void) {
      self.index = index
      self.body = body
    }

    func run() { body(index) }
  }
}
