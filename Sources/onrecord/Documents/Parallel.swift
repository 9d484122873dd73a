import Sockets
import Synchronization

/// Work on many values at once.
enum Parallel {
  /// `transform` of every element, in the order of `elements`, worked out by the calling thread and one more for each
  /// further processor. Elements are taken one by one, so a long one holds nobody up. Throws when a thread cannot
  /// be started; what was begun is finished first.
  static func map<Element: Sendable, Result: Sendable>(
    _ elements: [Element], _ transform: @escaping @Sendable (Element) -> Result
  ) throws(SystemError) -> [Result] {
    let progress = Progress<Result>(count: elements.count)
    let work: @Sendable () -> Void = {
      while let index = progress.take() { progress.finish(index, transform(elements[index])) }
    }
    defer { progress.waitForHelpers() }
    for number in 1..<max(1, min(Processors.available, elements.count)) {
      progress.helperStarts()
      do throws(SystemError) {
        try Thread.start("extract-\(number)") {
          work()
          progress.helperEnds()
        }
      } catch {
        progress.helperEnds()
        throw error
      }
    }
    work()
    progress.waitForHelpers()
    return progress.results
  }

  private final class Progress<Result: Sendable>: Sendable {
    private let next = Atomic(0)
    private let count: Int
    private let finished: Mutex<[Result?]>
    private let helpers = Monitor(0)

    init(count: Int) {
      self.count = count
      finished = Mutex(Array(repeating: nil, count: count))
    }

    func take() -> Int? {
      let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
      return index < count ? index : nil
    }

    func finish(_ index: Int, _ result: Result) { finished.withLock { $0[index] = result } }
    func helperStarts() { helpers.change { $0 += 1 } }
    func helperEnds() { helpers.change { $0 -= 1 } }
    func waitForHelpers() { helpers.wait { $0 == 0 ? () : nil } }

    /// All are there once all threads have ended.
    var results: [Result] {
      let results = finished.withLock { $0.compactMap { $0 } }
      precondition(results.count == count, "every element is worked on")
      return results
    }
  }
}
