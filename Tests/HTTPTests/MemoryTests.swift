import HTTP
import Testing

@Suite struct MemoryTests {
  @Test func anIdleConnectionIsSmall() {
    #expect(MemoryLayout<Connection>.size <= 72)
  }

  @Test func nothingIsBufferedBetweenRequests() {
    var driver = Driver()
    driver.receive("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc")
    #expect(driver.connection.bufferedBytes == 0)
    #expect(driver.connection.isIdle)
  }

  @Test func contentLeavesTheBufferAsItComes() {
    var driver = Driver()
    driver.receive("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 300000\r\n\r\n")
    for _ in 0..<300 {
      driver.receive([UInt8](repeating: 7, count: 1_000))
      #expect(driver.connection.bufferedBytes == 0)
    }
    #expect(driver.requests.first?.content == [UInt8](repeating: 7, count: 300_000))
  }

  @Test func aRequestBehindAnUnansweredOneStaysBuffered() {
    let get = Array("GET / HTTP/1.1\r\nHost: a\r\n\r\n".utf8)
    var connection = Connection(limits: Limits(), now: 0)
    for _ in 0..<3 { get.withUnsafeBytes { connection.receive($0, now: 0) } }
    guard case .request = connection.next(now: 0) else { return #expect(Bool(false), "no request") }
    #expect(connection.bufferedBytes == 2 * get.count)
    #expect(!connection.isIdle)
    guard case .wait = connection.next(now: 0) else {
      return #expect(Bool(false), "must wait for the answer")
    }
    #expect(connection.bufferedBytes == 2 * get.count)
  }

  /// A copy is another connection: the value owns all it has.
  @Test func connectionsAreValues() {
    var driver = Driver()
    driver.receive("GET / HTTP/1.1\r\nHo")
    var copy = driver
    driver.receive("st: a\r\n\r\n")
    copy.receive("st: b\r\n\r\n")
    #expect(driver.requests.first?.fields["host"] == "a")
    #expect(copy.requests.first?.fields["host"] == "b")
  }
}
