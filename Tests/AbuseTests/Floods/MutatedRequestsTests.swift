import Glibc
import Sockets
import TestSupport
import Testing

extension AbuseTests {
  /// Requests that are nearly right. Whatever comes back is HTTP, and no error of the server's own.
  @Suite struct MutatedRequestsTests {
    @Test func everyOneIsAnsweredOrEnded() throws {
      let (threads, count) = (4, Scale.count(200_000, short: 3000))
      let seed = UInt64.random(in: 0..<1 << 32)
      print("abuse: the seed of the mutated requests is \(seed)")
      try attack("mutated requests", ["--header-time", "3000", "--body-idle", "3000"]) { server in
        let failures = Failures()
        let answers = Monitor([Int: Int]())
        Threads.run(threads) { thread in
          var attacker = Attacker(server, seed: seed &+ UInt64(thread), failures)
          while attacker.met < count / threads && failures.count == 0 { attacker.step() }
          answers.change { $0.merge(attacker.answers, uniquingKeysWith: +) }
        }
        #expect(failures.first == [], "seed \(seed)")
        let sum = answers.change { $0 }.sorted { $0.key < $1.key }.map { "\($0.value) × \($0.key)" }
        return "\(count): " + sum.joined(separator: ", ")
      }
    }
  }

  /// One thread's attacks: on a connection each, many behind one another on one, and many at once on one.
  private struct Attacker {
    let server: AbusedServer
    let failures: Failures
    var mutator: Mutator
    /// Requests that the server has looked at: none behind one that ends the connection.
    var met = 0
    /// By status.
    var answers: [Int: Int] = [:]

    init(_ server: AbusedServer, seed: UInt64, _ failures: Failures) {
      self.server = server
      self.failures = failures
      mutator = Mutator(seed: seed)
    }

    mutating func step() {
      do {
        switch Int.random(in: 0..<4, using: &mutator.generator) {
        case 0: try pipeline(16)
        case 1: try conversation(32)
        default: try pipeline(1)
        }
      } catch {
        failures.add("\(error) after \(met) requests")
      }
    }

    /// All at once and no more.
    private mutating func pipeline(_ count: Int) throws {
      let client = try server.client()
      var requests: [UInt8] = []
      for _ in 0..<count { requests += mutator.next() }
      client.trySend(requests)
      client.shutdownSending()
      let (bytes, end) = client.readToEnd()
      met += max(1, check(bytes, to: requests))
      if end == .open { fail("was not ended", requests) }
      client.resetOnClose()
    }

    /// Each one when the one before has been answered, as long as the server keeps the connection.
    private mutating func conversation(_ count: Int) throws {
      let client = try server.client(timeoutMilliseconds: 20)
      for _ in 0..<count {
        let request = mutator.next()
        met += 1
        client.trySend(request)
        var (bytes, end) = receive(client) { !$0.isEmpty && (statuses($0)?.last ?? 0) >= 200 }
        if end == nil {
          check(bytes, to: request)
          continue
        }
        if end == .open {
          // It waits for more of that request.
          client.shutdownSending()
          let rest = receive(client, milliseconds: 5000) { _ in false }
          bytes += rest.bytes
          end = rest.end
        }
        check(bytes, to: request)
        if end == .open { fail("was not ended", request) }
        break
      }
      client.resetOnClose()
    }

    /// Reads until it is enough (then `end` is `nil`), the end, or the time is over.
    private func receive(
      _ client: ClientSocket, milliseconds: Int64 = 0, until isEnough: ([UInt8]) -> Bool
    ) -> (bytes: [UInt8], end: ClientSocket.End?) {
      let deadline = SystemClock.monotonicMilliseconds() + milliseconds
      var bytes: [UInt8] = []
      while true {
        do {
          let part = try client.receive()
          if part.isEmpty { return (bytes, .closed) }
          bytes += part
          if isEnough(bytes) { return (bytes, nil) }
        } catch {
          if error.code != EAGAIN { return (bytes, .reset) }
          if SystemClock.monotonicMilliseconds() >= deadline { return (bytes, .open) }
        }
      }
    }

    /// Returns the number of answers.
    @discardableResult
    private mutating func check(_ bytes: [UInt8], to request: [UInt8]) -> Int {
      guard let statuses = statuses(bytes) else {
        fail("was answered \(String(decoding: bytes, as: UTF8.self).debugDescription)", request)
        return 0
      }
      for status in statuses {
        answers[status, default: 0] += 1
        if status >= 500 && status != 501 && status != 505 { fail("was answered \(status)", request) }
      }
      return statuses.count
    }

    private func fail(_ what: String, _ request: [UInt8]) {
      failures.add("\(String(decoding: request, as: UTF8.self).debugDescription) \(what)")
    }
  }
}
