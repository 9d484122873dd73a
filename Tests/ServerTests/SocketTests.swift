import Glibc
import Sockets
import TestSupport
import Testing

/// The parts of `Sockets` by themselves.
@Suite(.timeLimit(.minutes(5))) struct SocketTests {
  @Test(arguments: [1, 7, 42, 1789] as [UInt64])
  func timersComeInOrder(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var heap = TimerHeap()
    var model: [Int: Int64] = [:]
    for _ in 0..<5_000 {
      let index = Int.random(in: 0..<200, using: &generator)
      switch Int.random(in: 0..<10, using: &generator) {
      case 0..<6:
        let deadline = Int64.random(in: 0..<1_000, using: &generator)
        heap.set(index, deadline)
        model[index] = deadline
      case 6..<8:
        heap.remove(index)
        model[index] = nil
      default:
        let now = Int64.random(in: 0..<300, using: &generator)
        if let due = heap.popDue(now) {
          #expect(model[due] == model.values.min(), "seed \(seed)")
          #expect(model.removeValue(forKey: due) ?? .max <= now, "seed \(seed)")
        } else {
          #expect(model.values.allSatisfy { $0 > now }, "seed \(seed)")
        }
      }
      #expect(heap.count == model.count, "seed \(seed)")
      #expect(heap.earliest == model.values.min(), "seed \(seed)")
      #expect(heap.deadline(of: index) == model[index], "seed \(seed)")
    }
  }

  @Test func wakesAreOneUntilTaken() throws {
    let poller = try Poller()
    let wakeup = try Wakeup()
    try poller.add(wakeup.descriptor, token: 9, events: .readable)
    #expect(poller.wait(milliseconds: 0) == 0)
    for _ in 0..<3 { wakeup.wake() }
    #expect(poller.wait(milliseconds: 1_000) == 1)
    #expect(poller.event(0).token == 9)
    wakeup.clear()
    #expect(poller.wait(milliseconds: 0) == 0)
  }

  @Test func aWakeFromAnotherThreadEndsTheWait() throws {
    let poller = try Poller()
    let wakeup = Shared(try Wakeup())
    try poller.add(wakeup.value.descriptor, token: 1, events: .readable)
    try Thread.start("waker") {
      pause(20)
      wakeup.value.wake()
    }
    #expect(poller.wait(milliseconds: 5_000) == 1)
  }

  private final class Shared: Sendable {
    let value: Wakeup
    init(_ value: consuming Wakeup) { self.value = value }
  }

  @Test func errorsNameTheirCall() {
    #expect("\(SystemError(call: "bind", code: EADDRINUSE))" == "bind: Address already in use (errno 98)")
  }

  @Test func aMonitorWaitsNoLongerThanItsDeadline() {
    let start = SystemClock.monotonicMilliseconds()
    #expect(Monitor(0).wait(until: start + 50) { $0 > 0 ? () : nil } == nil)
    #expect((50...2_000).contains(SystemClock.monotonicMilliseconds() - start))
  }

  /// On a thread of its own, whose mask is nobody else's.
  @Test(arguments: [SIGTERM, SIGINT, SIGHUP])
  func signalsAreWaitedFor(_ signal: Int32) throws {
    let caught = Monitor<Int32?>(nil)
    try Thread.start("signals") {
      let waiter = SignalWaiter()
      pthread_kill(pthread_self(), signal)
      let number = waiter.wait()
      caught.change { $0 = number }
    }
    #expect(caught.wait(until: SystemClock.monotonicMilliseconds() + 5_000) { $0 } == signal)
  }
}
