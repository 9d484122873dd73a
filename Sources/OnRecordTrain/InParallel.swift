import Glibc

/// Work that is cut into pieces, done by some threads. The pieces' results keep their order, so nothing depends on which
/// thread did what.
enum InParallel {
  static let threads = 2

  /// `work` for each index below `count`; throws the first error.
  static func map<Value, Failure: Error>(
    _ count: Int, threads: Int = threads, _ work: @escaping (Int) throws(Failure) -> Value
  ) throws(Failure) -> [Value] {
    let jobs = (0..<threads).map { worker in
      Job(indices: Array(stride(from: worker, to: count, by: threads)), work)
    }
    var others: [pthread_t] = []
    for job in jobs.dropFirst() {
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
    jobs[0].run()
    for thread in others { pthread_join(thread, nil) }
    // The threads have ended; until then nothing frees the jobs.
    defer { withExtendedLifetime(jobs) {} }
    var values: [Value] = []
    for index in 0..<count { values.append(try jobs[index % threads].results[index / threads].get()) }
    return values
  }

  class AnyJob {
    func run() {}
  }

  /// The pieces of one thread.
  final class Job<Value, Failure: Error>: AnyJob {
    private let indices: [Int]
    private let work: (Int) throws(Failure) -> Value
    private(set) var results: [Result<Value, Failure>] = []

    init(indices: [Int], _ work: @escaping (Int) throws(Failure) -> Value) {
      self.indices = indices
      self.work = work
    }

    override func run() {
      for index in indices { results.append(Result { () throws(Failure) in try work(index) }) }
    }
  }
}
