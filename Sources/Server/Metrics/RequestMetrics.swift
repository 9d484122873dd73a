import HTTP
import Synchronization

/// One loop's counts of requests, by route, method and status, and of the time they took, by route. Only the loop's
/// thread writes; any thread may read.
///
/// Sendable is safe: the memory holds atomics only, lives as long as the object, and its pointers never change.
final class RequestMetrics: @unchecked Sendable {
  /// Statuses told apart; the last place takes all others.
  static let codes = [
    200, 201, 204, 206, 304, 308, 400, 401, 403, 404, 405, 406, 408, 409, 410, 411, 412, 413, 414, 415, 416,
    417, 421,
    422, 428, 429, 431, 500, 501, 503, 505,
  ]
  /// Methods by place; the last place is for bytes that were no request.
  static let methods = Method.allCases.map(\.rawValue) + [""]
  /// Upper bounds of the classes of durations, microseconds; a last class takes what is longer.
  static let bounds = [
    100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000,
    2_500_000,
    5_000_000, 10_000_000,
  ]

  private static var firstBound: Int { 100 }

  // Stored, because a static that is an array's count is looked up anew each time.
  private let seriesCount: Int
  private let seriesPerRoute = RequestMetrics.seriesPerRoute
  private let cellsPerRoute = RequestMetrics.cellsPerRoute
  static let seriesPerRoute = methods.count * (codes.count + 1)
  static let cellsPerRoute = bounds.count + 2

  let routes: [String]
  private let counts: UnsafeMutablePointer<Atomic<Int>>
  /// For each route the sum of its durations, and then their classes.
  private let durations: UnsafeMutablePointer<Atomic<Int>>

  init(routes: [String]) {
    precondition(Self.bounds.first == Self.firstBound)
    self.routes = routes
    seriesCount = routes.count * Self.seriesPerRoute
    counts = Self.cells(seriesCount)
    durations = Self.cells(routes.count * Self.cellsPerRoute)
  }

  deinit {
    counts.deallocate()
    durations.deallocate()
  }

  private static func cells(_ count: Int) -> UnsafeMutablePointer<Atomic<Int>> {
    let cells = UnsafeMutablePointer<Atomic<Int>>.allocate(capacity: count)
    for index in 0..<count { (cells + index).initialize(to: Atomic(0)) }
    return cells
  }

  /// The series of requests that one route, method and status make.
  static func series(route: Int, method: Method?, code: Int) -> Int {
    let method = method.flatMap { Method.allCases.firstIndex(of: $0) } ?? methods.count - 1
    let code = codes.firstIndex(of: code) ?? codes.count
    return (route * methods.count + method) * (codes.count + 1) + code
  }

  /// Counts one request.
  @inline(__always)
  func count(_ series: Int, microseconds: Int) {
    precondition(series >= 0 && series < seriesCount, "a series is one of `series`")
    // All that is asked of the object is asked before anything is written, or the object would be retained.
    let counts = counts
    // The sum stands before the classes, so that the most common class is found without asking how many there are.
    let sum = durations + series / seriesPerRoute &* cellsPerRoute
    let place = microseconds <= Self.firstBound ? 1 : 1 + Self.slowClass(microseconds)
    Self.add(counts + series, 1)
    Self.add(sum, microseconds)
    Self.add(sum + place, 1)
  }

  @inline(never)
  private static func slowClass(_ microseconds: Int) -> Int {
    bounds.firstIndex { microseconds <= $0 } ?? bounds.count
  }

  // A load and a store, without a locked instruction, because one thread writes.
  @inline(__always)
  private static func add(_ cell: UnsafeMutablePointer<Atomic<Int>>, _ more: Int) {
    cell.pointee.store(cell.pointee.load(ordering: .relaxed) &+ more, ordering: .relaxed)
  }

  /// Adds what was counted so far to `sum`.
  func add(to sum: inout RequestCounts) {
    for index in sum.counts.indices { sum.counts[index] += counts[index].load(ordering: .relaxed) }
    for index in sum.durations.indices { sum.durations[index] += durations[index].load(ordering: .relaxed) }
  }
}

/// The requests of all loops, as counted at one moment.
struct RequestCounts {
  let routes: [String]
  fileprivate(set) var counts: [Int]
  fileprivate(set) var durations: [Int]

  init(routes: [String]) {
    self.routes = routes
    counts = Array(repeating: 0, count: routes.count * RequestMetrics.seriesPerRoute)
    durations = Array(repeating: 0, count: routes.count * RequestMetrics.cellsPerRoute)
  }

  /// Every series that has counted something.
  func forEachSeries(_ body: (_ route: String, _ method: String, _ code: String, _ count: Int) -> Void) {
    for (index, count) in counts.enumerated() where count > 0 {
      let (rest, code) = index.quotientAndRemainder(dividingBy: RequestMetrics.codes.count + 1)
      let (route, method) = rest.quotientAndRemainder(dividingBy: RequestMetrics.methods.count)
      body(
        routes[route], RequestMetrics.methods[method],
        code < RequestMetrics.codes.count ? String(RequestMetrics.codes[code]) : "other", count)
    }
  }

  /// The classes of durations of a route, and the sum in microseconds.
  func durations(route: Int) -> (classes: ArraySlice<Int>, sum: Int) {
    let sum = route * RequestMetrics.cellsPerRoute
    return (durations[(sum + 1)..<(sum + RequestMetrics.cellsPerRoute)], durations[sum])
  }
}
