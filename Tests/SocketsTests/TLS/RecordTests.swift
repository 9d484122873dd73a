import Sockets
import TestSupport
import Testing

/// Plaintext both ways, and the ends of both ways.
@Suite(.timeLimit(.minutes(5))) struct RecordTests {
  static let versions: [TLSClient.Version] = [.tls12, .tls13]

  func open(_ version: TLSClient.Version) throws -> Pair {
    let pair = try Pair(Shared.context(), .only(version))
    try #require(pair.handshake() == .done)
    return pair
  }

  @Test(arguments: versions)
  func recordsMayBeCutAnywhere(_ version: TLSClient.Version) throws {
    let pair = try open(version)
    var cut = 1
    var end = Int.max
    while cut < end {
      pair.received = []
      for number in 0..<3 as Range<UInt8> { pair.client.send([UInt8](repeating: number, count: 50)) }
      let bytes = pair.client.takeOutput()
      end = bytes.count
      _ = pair.toServer(Array(bytes[..<cut]))
      // Whole records are given at once: a record has its plaintext's 50 bytes and what is put around them.
      #expect(pair.received.count == cut / (bytes.count / 3) * 50, "cut at \(cut)")
      _ = pair.toServer(Array(bytes[cut...]))
      #expect(pair.received == (0..<150).map { UInt8($0 / 50) }, "cut at \(cut)")
      cut += 1
    }
    #expect(end > 200 && end < .max)
  }

  @Test(arguments: versions)
  func muchDataBothWays(_ version: TLSClient.Version) throws {
    let pair = try open(version)
    var generator = SeededGenerator(seed: 5)
    let data = (0..<655_360).flatMap { _ in withUnsafeBytes(of: generator.next()) { Array($0) } }
    #expect(data.count == 5 * 1024 * 1024)
    pair.ask(data, part: 100_003)
    #expect(pair.received == data)
    pair.answer(data)
    #expect(pair.answered == data)
  }

  @Test func theBuffersMayBeExactlyAsLargeAsNeeded() throws {
    // A record of the largest size, its last byte alone, with many small ones behind it.
    let pair = try open(.tls13)
    pair.client.send([UInt8](repeating: 1, count: TLSSession.recordBytesMax))
    let large = pair.client.takeOutput()
    for _ in 0..<100 { pair.client.send([2]) }
    let small = pair.client.takeOutput()
    _ = pair.toServer(Array(large.dropLast()))
    #expect(pair.received.isEmpty)
    _ = pair.toServer([large[large.count - 1]] + small)
    #expect(pair.received.count == TLSSession.recordBytesMax + 100)
  }

  @Test(arguments: versions)
  func theClientClosesThenTheServer(_ version: TLSClient.Version) throws {
    let pair = try open(version)
    pair.client.send([1, 2])
    pair.client.close()
    #expect(pair.toServer(pair.client.takeOutput()) == [])
    #expect(pair.received == [1, 2])
    #expect(pair.state == .ended)
    // What comes afterwards is ignored; the answer still goes.
    #expect(pair.toServer([23, 3, 3, 0, 1, 0]) == [])
    pair.endTransport()
    #expect(pair.state == .ended)
    pair.answer([3])
    #expect(pair.answered == [3])
    let close = pair.closeServer()
    #expect(!close.isEmpty)
    #expect(pair.hasClosed)
    pair.client.receive(close)
    #expect(pair.client.read() == .end)
    #expect(pair.closeServer() == [])
  }

  @Test(arguments: versions)
  func theServerClosesThenTheClient(_ version: TLSClient.Version) throws {
    let pair = try open(version)
    pair.client.receive(pair.fromServer([9]) + pair.closeServer())
    #expect(pair.client.read() == .bytes([9]))
    #expect(pair.client.read() == .end)
    // Receiving goes on until the client has closed too.
    pair.ask([4])
    #expect(pair.received == [4])
    #expect(pair.state == .open)
    pair.client.close()
    _ = pair.toServer(pair.client.takeOutput())
    #expect(pair.state == .ended)
  }

  @Test(arguments: versions)
  func anEndWithoutCloseNotifyIsTold(_ version: TLSClient.Version) throws {
    let pair = try open(version)
    pair.ask([1])
    pair.endTransport()
    #expect(pair.state == .truncated)
    #expect(pair.handshakes == [.full])
    // The answer to what was received whole still goes, with a clean end of this side.
    pair.answer([2])
    #expect(pair.answered == [2])
    pair.client.receive(pair.closeServer())
    #expect(pair.client.read() == .end)
  }

  /// A byte changed in a record is a `bad_record_mac` (alert 20), and nothing of the record is seen.
  @Test(arguments: versions)
  func damagedRecordsFail(_ version: TLSClient.Version) throws {
    for place in 5..<27 {
      let pair = try open(version)
      pair.ask([7])
      pair.client.send([8, 8, 8, 8, 8])
      var bytes = pair.client.takeOutput()
      bytes[place] ^= 1
      pair.client.receive(pair.toServer(bytes))
      #expect(pair.received == [7])
      guard case .failed(let failure) = pair.client.read() else {
        Issue.record("the client is told; byte \(place)")
        continue
      }
      #expect(failure.alert == 20)
      #expect(pair.state.failure != nil)
      #expect(pair.handshakes == [.full])
      #expect(pair.fromServer([1]) == [])
      #expect(pair.closeServer() == [])
    }
  }

  @Test func closingBeforeTheHandshakeSaysNothing() throws {
    let pair = try Pair(Shared.context())
    #expect(pair.closeServer() == [])
    #expect(!pair.hasClosed)
    #expect(pair.handshake() == .done)
  }

  @Test func plaintextBehindTheHandshakeComesInTheSameTurn() throws {
    let pair = try Pair(Shared.context())
    #expect(pair.client.handshake() == .wait)
    pair.client.receive(pair.toServer(pair.client.takeOutput()))
    #expect(pair.client.handshake() == .done)
    pair.client.send([1, 2, 3])
    _ = pair.toServer(pair.client.takeOutput())
    #expect(pair.handshakes == [.full])
    #expect(pair.received == [1, 2, 3])
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func anyTalkInAnyParts(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<20 {
      let pair = try Pair(Shared.context(), .only(Bool.random(using: &generator) ? .tls12 : .tls13))
      #expect(pair.handshake(part: Int.random(in: 1...2_000, using: &generator)) == .done, "seed \(seed)")
      var asked: [UInt8] = []
      var answered: [UInt8] = []
      for _ in 0..<20 {
        let size = Int.random(in: 0...1, using: &generator) == 0 ? 40_000 : 100
        let bytes = [UInt8](
          repeating: .random(in: 0...255, using: &generator),
          count: Int.random(in: 1...size, using: &generator))
        if Bool.random(using: &generator) {
          pair.ask(bytes, part: Int.random(in: 1...50_000, using: &generator))
          asked += bytes
        } else {
          pair.answer(bytes)
          answered += bytes
        }
      }
      #expect(pair.received == asked, "seed \(seed)")
      #expect(pair.answered == answered, "seed \(seed)")
    }
  }
}
