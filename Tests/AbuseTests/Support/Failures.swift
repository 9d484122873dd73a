import Sockets

/// What went wrong on the threads of an attack: expectations are a matter of the test's own thread.
final class Failures: Sendable {
  private static let keptMax = 5
  private let state = Monitor((count: 0, first: [String]()))

  func add(_ description: String) {
    state.change { state in
      state.count += 1
      if state.first.count < Self.keptMax { state.first.append(description) }
    }
  }

  /// Runs `body` and keeps what it throws.
  func catching(_ body: () throws -> Void) {
    do { try body() } catch { add("\(error)") }
  }

  var count: Int { state.change { $0.count } }
  /// The first few.
  var first: [String] { state.change { $0.first } }
}
