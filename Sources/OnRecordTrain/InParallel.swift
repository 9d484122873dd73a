import Glibc
import Synchronization

/// Work that is cut into pieces, done by two threads. The pieces' results keep their order, so nothing depends on which
/// thread did what.
enum InParallel {
  static let threads = 2

  /// `work` for each index below `count`; throws the first error.
  static func map<Value>(_ count: Int, _ work: @escaping (Int) throws -> Value) throws -> [Value] {
    let job = Job(count, work)
    var others: [pthread_t] = []
    for _ in 1..<threads {
      var thread = pthread_t()
      let started = pthread_create(
        &thread, nil,
        { argument in
          guard let argument else { return nil }
          Unmanaged<AnyJob>.fromOpaque(argument).takeUnretainedValue().run()
          return nil
        }, Unmanaged.passUnretained(job as AnyJob).toOpaque())
      precondition(started == 0, "a thread can be started")
      others.append(thread)
    }
    job.run()
    for thread in others { pthread_join(thread, nil) }
    return try job.results()
  }

  class AnyJob {
    func run() {}
  }

  final class Job<Value>: AnyJob {
    private let work: (Int) throws -> Value
    private let count: Int
    private let next = Atomic<Int>(0)
    /// Each place is written by the one thread that took its index, and read when all threads have ended.
    private let places: UnsafeMutablePointer<Result<Value, any Error>?>

    init(_ count: Int, _ work: @escaping (Int) throws -> Value) {
      self.work = work
      self.count = count
      places = .allocate(capacity: max(1, count))
      places.initialize(repeating: nil, count: max(1, count))
    }

    deinit {
      places.deinitialize(count: max(1, count))
      places.deallocate()
    }

    override func run() {
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        places[index] = Result { try work(index) }
      }
    }

    func results() throws -> [Value] {
      try (0..<count).map { index in
        guard let place = places[index] else { throw TrainError(description: "a piece of work was not done") }
        return try place.get()
      }
    }
  }
}
