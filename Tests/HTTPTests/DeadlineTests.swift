import HTTP
import Testing

/// Time passes as an argument only.
@Suite struct DeadlineTests {
  private static let limits: Limits = {
    var limits = Limits()
    limits.headerTimeMilliseconds = 100
    limits.bodyIdleMilliseconds = 200
    limits.keepAliveMilliseconds = 1_000
    limits.lingerMilliseconds = 50
    return limits
  }()

  private static let get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

  private func driver(at now: Int64 = 0, _ pieces: (Int64, String)...) -> Driver {
    var driver = Driver(limits: Self.limits)
    for (time, piece) in pieces {
      driver.now = time
      driver.receive(piece)
    }
    return driver
  }

  private func closes(_ driver: inout Driver, at now: Int64) -> Bool {
    if case .close = driver.connection.timeout(now: now) { true } else { false }
  }

  private func waits(_ driver: inout Driver, at now: Int64) -> Bool {
    if case .wait = driver.connection.timeout(now: now) { true } else { false }
  }

  private func fault(_ driver: inout Driver, at now: Int64) -> Fault? {
    if case .fault(let fault) = driver.connection.timeout(now: now) { fault } else { nil }
  }

  @Test func aNewConnectionIsKeptForTheKeepAliveTime() {
    var driver = driver()
    #expect(driver.connection.deadline == 1_000)
    #expect(waits(&driver, at: 999))
    #expect(closes(&driver, at: 1_000))
    #expect(driver.connection.deadline == nil)
    #expect(driver.output.isEmpty, "an idle connection closes without an answer")
  }

  @Test func theHeaderTimeCountsFromTheFirstByte() {
    var driver = driver((500, "G"), (590, "ET / HTTP/1.1\r\n"))
    #expect(driver.connection.deadline == 600)
    #expect(waits(&driver, at: 599))
    let fault = fault(&driver, at: 600)
    #expect(fault == Fault(Status(408), "The header was not whole 100 ms after its first byte."))
    #expect(driver.connection.deadline == nil, "an answer is being made")
    driver.now = 601
    driver.send()
    #expect(driver.outputText.hasPrefix("HTTP/1.1 200 OK\r\n"))
    #expect(driver.outputText.contains("\r\nConnection: close\r\n"))
    #expect(driver.connection.isLingering)
    #expect(driver.connection.deadline == 651)
  }

  @Test func emptyLinesLeaveTheConnectionIdle() {
    var driver = driver((500, "\r\n"))
    #expect(driver.connection.isIdle)
    #expect(driver.connection.deadline == 1_500)
    driver.now = 700
    driver.receive("G")
    #expect(!driver.connection.isIdle)
    #expect(driver.connection.deadline == 800)
  }

  @Test func theKeepAliveTimeBeginsAnewBehindEachAnswer() {
    var driver = driver((300, Self.get))
    #expect(driver.connection.deadline == 1_300)
    #expect(closes(&driver, at: 1_300))
  }

  @Test func noDeadlineWhileAnAnswerIsBeingMade() {
    var connection = Connection(limits: Self.limits, now: 0)
    Array(Self.get.utf8).withUnsafeBytes { connection.receive($0, now: 0) }
    guard case .request = connection.next(now: 0) else { return #expect(Bool(false), "no request") }
    #expect(connection.deadline == nil)
    guard case .wait = connection.timeout(now: .max) else { return #expect(Bool(false), "must wait") }
    guard case .wait = connection.next(now: 0) else { return #expect(Bool(false), "must wait") }
  }

  @Test func aPipelinedHeaderHasItsTimeFromTheAnswerBeforeIt() {
    var connection = Connection(limits: Self.limits, now: 0)
    Array((Self.get + "GET").utf8).withUnsafeBytes { connection.receive($0, now: 0) }
    guard case .request = connection.next(now: 0) else { return #expect(Bool(false), "no request") }
    var output: [UInt8] = []
    connection.send(Response(status: .ok), date: Driver.date, closing: false, into: &output, now: 5_000)
    guard case .wait = connection.next(now: 5_000) else { return #expect(Bool(false), "must wait") }
    #expect(connection.deadline == 5_100)
  }

  @Test func contentMustKeepComing() {
    var driver = driver((10, "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n"), (150, "ab"))
    #expect(driver.connection.deadline == 350)
    let fault = fault(&driver, at: 350)
    #expect(fault == Fault(Status(408), "No content came for 200 ms."))
  }

  @Test func chunksMustKeepComing() {
    let driver = driver(
      (10, "PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"), (60, "5"), (90, "\r\nab"))
    #expect(driver.connection.deadline == 290)
  }

  /// However steadily it comes.
  @Test func contentHasItsWholeTimeFromTheHeader() {
    var limits = Self.limits
    limits.bodyTimeMilliseconds = 500
    for framing in ["Content-Length: 50", "Transfer-Encoding: chunked"] {
      var driver = Driver(limits: limits)
      driver.now = 10
      driver.receive("PUT / HTTP/1.1\r\nHost: a\r\n\(framing)\r\n\r\n")
      for time in stride(from: Int64(110), through: 410, by: 100) {
        driver.now = time
        driver.receive(framing.hasPrefix("C") ? "a" : "1\r\na\r\n")
        #expect(driver.connection.deadline == min(time + 200, 510))
        #expect(waits(&driver, at: min(time + 199, 509)))
      }
      #expect(
        fault(&driver, at: 510) == Fault(Status(408), "The content was not whole 500 ms after the header."))
    }
  }

  @Test func contentThatIsWholeInTimeIsAnswered() {
    var limits = Self.limits
    limits.bodyTimeMilliseconds = 150
    var driver = Driver(limits: limits)
    for (time, piece) in [
      (0, "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n"), (100, "a"), (149, "b"),
    ] {
      driver.now = Int64(time)
      driver.receive(piece)
    }
    #expect(driver.requests.count == 1)
    #expect(driver.connection.deadline == 1_149, "the next request has the keep-alive time")
  }

  /// Answers from prepared bytes count like any other.
  @Test func theKeepAliveTimeBeginsAnewBehindAnAnswerGivenAside() {
    var connection = Connection(limits: Self.limits, now: 0)
    connection.answeredAside(isLast: false, now: 700)
    #expect(connection.isFresh && connection.deadline == 1_700)
    connection.answeredAside(isLast: true, now: 800)
    #expect(!connection.isFresh && connection.deadline == nil)
    guard case .close = connection.next(now: 800) else { return #expect(Bool(false), "must close") }
  }

  @Test func lingeringEndsByTime() {
    var driver = driver((10, "nonsense\r\n"))
    #expect(driver.fault != nil)
    #expect(driver.connection.isLingering)
    #expect(driver.connection.deadline == 60)
    driver.now = 40
    driver.receive("more that is dropped")
    #expect(driver.connection.bufferedBytes == 0)
    #expect(driver.connection.deadline == 60, "bytes do not prolong lingering")
    #expect(closes(&driver, at: 60))
    #expect(!driver.connection.isLingering)
  }

  @Test func lingeringEndsWithThePeer() {
    var driver = driver((10, "nonsense\r\n"))
    driver.end()
    guard case .close = driver.connection.next(now: 20) else { return #expect(Bool(false), "must close") }
  }

  @Test func limitsWithoutEndDoNotOverflow() {
    var limits = Limits()
    limits.keepAliveMilliseconds = .max
    #expect(Connection(limits: limits, now: 1_000).deadline == .max)
  }
}
