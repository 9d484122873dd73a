import Glibc
import Sockets
import TestSupport
import Testing

/// Runs `body` against a server of its own, with `GET /livez` on a new connection every 50 ms beside it, and expects
/// that each of those is answered within a second, that afterwards descriptors and connections are back where they
/// were, that memory has grown by at most `growthMax` bytes, and that SIGTERM then ends the server with status 0.
///
/// - Parameter statuses: What `/livez` may be answered with while the attack lasts.
/// - Returns: What the server wrote to its log.
@discardableResult
func attack(
  _ name: String, _ options: [String] = [], descriptorsMax: Int? = nil, statuses: Set<Int> = [200],
  growthMax: Int = 16 << 20, _ body: (AbusedServer) throws -> String
) throws -> String {
  let run = try RunningServer(options, descriptorsMax: descriptorsMax)
  let server = run.server
  try server.warmUp()
  let before = try server.usage()
  let watcher = try Watcher(server.address, statuses: statuses)
  let done: String
  do {
    done = try body(server)
  } catch {
    _ = watcher.stop()
    throw error
  }
  let seen = watcher.stop()
  #expect(seen.failures == [], "\(name): /livez, of \(seen.asked) times")
  #expect(seen.worstMilliseconds <= 1000, "\(name): /livez was answered late")
  let after = try server.settled(to: before, growthMax: growthMax)
  #expect(after.descriptors <= before.descriptors, "\(name): descriptors are given back")
  #expect(after.connections <= before.connections, "\(name): connections are given up")
  #expect(after.memory - before.memory <= growthMax, "\(name): memory is given back")
  print(
    "abuse: \(name): \(done); /livez \(seen.asked) times, worst \(seen.worstMilliseconds) ms;",
    "memory \(before.memory >> 10) → \(after.memory >> 10) KiB, descriptors \(before.descriptors) → \(after.descriptors)"
  )
  let outcome = try run.end()
  #expect(outcome.status == 0, "\(name): SIGTERM ends it in good order: \(outcome.errors)")
  return outcome.errors
}

/// Calls `body` every few milliseconds until it says true, for `seconds` at most. Whether it did.
func eventually(seconds: Double = 5, _ body: () throws -> Bool) rethrows -> Bool {
  let deadline = SystemClock.monotonicMilliseconds() + Int64(seconds * 1000)
  while true {
    if try body() { return true }
    if SystemClock.monotonicMilliseconds() > deadline { return false }
    usleep(20_000)
  }
}
