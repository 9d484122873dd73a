import Sockets
import Synchronization
import TestSupport
import Testing

/// Session tickets: when they are given, for how long they are taken, and by which contexts.
@Suite(.timeLimit(.minutes(5))) struct ResumptionTests {
  /// A clock set by hand.
  final class Clock: Sendable {
    let now = Atomic<Int64>(1_000_000)
    func pass(_ milliseconds: Int64) { now.add(milliseconds, ordering: .relaxed) }
  }

  /// One whole conversation; the session to resume it with.
  func talk(
    _ context: TLSContext, _ version: TLSClient.Version, resuming: TLSClient.Resumption? = nil,
    _ expected: TLSSession.Handshake
  ) throws -> TLSClient.Resumption? {
    let pair = try Pair(context, .only(version), resuming: resuming)
    #expect(pair.handshake() == .done)
    #expect(pair.handshakes == [expected])
    #expect(pair.isResumed == (expected == .resumed))
    #expect(pair.client.isResumed == (expected == .resumed))
    pair.ask([1])
    pair.answer([2])
    #expect(pair.received == [1] && pair.answered == [2])
    return pair.client.resumption
  }

  @Test(arguments: [TLSClient.Version.tls12, .tls13])
  func aTicketResumes(_ version: TLSClient.Version) throws {
    let context = try Shared.context()
    let first = try #require(try talk(context, version, .full))
    #expect(first.hasTicket)
    #expect(first.lifetimeSeconds == 12 * 3600)
    let second = try talk(context, version, resuming: first, .resumed)
    // TLS 1.3: a fresh ticket each time (RFC 8446 §C.4); TLS 1.2: the same one goes on.
    if version == .tls13 {
      #expect(second?.ticket != first.ticket)
      _ = try talk(context, version, resuming: second, .resumed)
    }
  }

  @Test func theTicketComesWithTheFirstAnswer() throws {
    let pair = try Pair(Shared.context(), .only(.tls13))
    #expect(pair.client.handshake() == .wait)
    pair.client.receive(pair.toServer(pair.client.takeOutput()))
    #expect(pair.client.handshake() == .done)
    // The client's last flight is answered with nothing: no send of its own.
    #expect(pair.toServer(pair.client.takeOutput()) == [])
    #expect(pair.handshakes == [.full])
    #expect(pair.client.ticketCount == 0)
    let first = pair.fromServer([1])
    let second = pair.fromServer([1])
    #expect(first.count > second.count + 100)
    pair.client.receive(first + second)
    #expect(pair.client.read() == .bytes([1, 1]))
    #expect(pair.client.ticketCount == 1)
  }

  @Test(arguments: [TLSClient.Version.tls12, .tls13])
  func loopsShareTickets(_ version: TLSClient.Version) throws {
    let tickets = TicketKeys()
    let first = try talk(Shared.context(tickets: tickets), version, .full)
    _ = try talk(Shared.context(tickets: tickets), version, resuming: first, .resumed)
    // Keys of another process.
    _ = try talk(Shared.context(), version, resuming: first, .full)
  }

  @Test(arguments: [TLSClient.Version.tls12, .tls13])
  func ticketsOutliveAReload(_ version: TLSClient.Version) throws {
    let tickets = TicketKeys()
    let first = try talk(Shared.context(tickets: tickets), version, .full)
    let reloaded = try Shared.context(TestCertificate(name: "new"), tickets: tickets)
    _ = try talk(reloaded, version, resuming: first, .resumed)
  }

  @Test(arguments: [TLSClient.Version.tls12, .tls13])
  func thePreviousKeyStillReads(_ version: TLSClient.Version) throws {
    let clock = Clock()
    let hour: Int64 = 3_600_000
    let tickets = TicketKeys(rotationMilliseconds: hour) { clock.now.load(ordering: .relaxed) }
    let context = try Shared.context(tickets: tickets)
    // A ticket of TLS 1.3 serves once.
    let old = try (0..<3).map { _ in try #require(try talk(context, version, .full)) }
    #expect(old[0].lifetimeSeconds == 3600)
    clock.pass(hour - 1)
    _ = try talk(context, version, resuming: old[0], .resumed)
    clock.pass(1)
    // Made with the key before, so renewed: the key's name stands in front.
    let renewed = try #require(try talk(context, version, resuming: old[1], .resumed))
    #expect(renewed.ticket.prefix(16) != old[1].ticket.prefix(16))
    clock.pass(hour)
    _ = try talk(context, version, resuming: old[2], .full)
    _ = try talk(context, version, resuming: renewed, .resumed)
  }

  @Test func anUnusedKeyIsGoneTwoRotationsLater() throws {
    let clock = Clock()
    let tickets = TicketKeys(rotationMilliseconds: 1000) { clock.now.load(ordering: .relaxed) }
    let context = try Shared.context(tickets: tickets)
    let first = try talk(context, .tls13, .full)
    clock.pass(2000)
    _ = try talk(context, .tls13, resuming: first, .full)
  }

  @Test func aTicketChangedAnywhereIsNotTaken() throws {
    // Not a matter of ours but of OpenSSL's use of our callback: authentication covers name, IV and contents.
    let context = try Shared.context()
    let first = try #require(try talk(context, .tls12, .full))
    let ticket = first.ticket
    for index in stride(from: 0, to: ticket.count, by: 5) {
      let pair = try Pair(context, .only(.tls12), resuming: first)
      _ = pair.client.handshake()
      var hello = pair.client.takeOutput()
      let place = try #require(hello.firstRange(of: ticket))
      hello[place.lowerBound + index] ^= 0x10
      _ = pair.toServer(hello)
      #expect(!pair.isResumed, "byte \(index)")
    }
  }

  @Test func noTicketAfterATruncatedEnd() throws {
    let pair = try Pair(Shared.context(), .only(.tls13))
    #expect(pair.handshake() == .done)
    pair.ask([1])
    pair.endTransport()
    #expect(pair.state == .truncated)
    pair.answer([2])
    #expect(pair.answered == [2])
    #expect(pair.client.ticketCount == 0)
  }

  @Test func keysMayBeUsedFromManyThreads() throws {
    let clock = Clock()
    let tickets = TicketKeys(rotationMilliseconds: 1000) { clock.now.add(7, ordering: .relaxed).newValue }
    let credentials = try Credentials(
      certificatePEM: Shared.certificate.certificate, keyPEM: Shared.certificate.key)
    let resumed = Atomic(0)
    Threads.run(4) { _ in
      guard let context = try? TLSContext(credentials, tickets: tickets) else { return }
      var ticket: TLSClient.Resumption?
      for _ in 0..<100 {
        guard let pair = try? Pair(context, resuming: ticket), pair.handshake() == .done else { return }
        pair.answer([1])
        if pair.isResumed { resumed.add(1, ordering: .relaxed) }
        ticket = pair.client.resumption
      }
    }
    #expect(resumed.load(ordering: .relaxed) > 300)
  }
}
