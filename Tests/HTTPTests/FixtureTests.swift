import HTTP
import Testing

@Suite struct FixtureTests {
  private static let good = Array("GET /good HTTP/1.1\r\nHost: g\r\n\r\n".utf8)
  private static let goodEvents = ["request GET /good HTTP/1.1", "  Host: g"]

  @Test func thereAreCases() {
    #expect(Fixture.all.count >= 90)
    #expect(Set(Fixture.all.map(\.title)).count == Fixture.all.count, "titles name cases")
    for fixture in Fixture.all { #expect(!fixture.events.isEmpty, "\(fixture.testDescription)") }
  }

  @Test(arguments: Fixture.all) func whole(_ fixture: Fixture) {
    #expect(trace(fixture, [fixture.request]) == fixture.events)
  }

  @Test(arguments: Fixture.all) func cutInTwo(_ fixture: Fixture) {
    for cut in fixture.request.indices.dropFirst() {
      let events = trace(fixture, [Array(fixture.request[..<cut]), Array(fixture.request[cut...])])
      #expect(events == fixture.events, "cut at \(cut)")
    }
  }

  @Test(arguments: Fixture.all) func byteByByte(_ fixture: Fixture) {
    #expect(trace(fixture, fixture.request.map { [$0] }) == fixture.events)
  }

  @Test(arguments: Fixture.all) func behindAGoodRequest(_ fixture: Fixture) {
    #expect(trace(fixture, [Self.good + fixture.request]) == Self.goodEvents + fixture.events)
    let bytes = (Self.good + fixture.request).map { [$0] }
    #expect(trace(fixture, bytes) == Self.goodEvents + fixture.events)
  }

  /// A good request behind the case is answered only where the case left the connection open and whole.
  @Test(arguments: Fixture.all.filter { !$0.isEnded && $0.events.last != "wait" })
  func beforeAGoodRequest(_ fixture: Fixture) {
    let isOpen = fixture.events.last == "idle"
    let expected = isOpen ? fixture.events.dropLast() + Self.goodEvents + ["idle"] : fixture.events
    #expect(trace(fixture, [fixture.request + Self.good]) == expected)
    #expect(trace(fixture, [fixture.request, Self.good]) == expected)
  }

  private func trace(_ fixture: Fixture, _ pieces: [[UInt8]]) -> [String] {
    var driver = Driver()
    for piece in pieces { driver.receive(piece) }
    if fixture.isEnded { driver.end() }
    let answers = driver.requests.count + (driver.fault == nil ? 0 : 1)
    #expect(driver.outputText.split(separator: "HTTP/1.1 ").count == answers, "each is answered once")
    #expect(driver.continues <= driver.requests.count)
    return driver.trace
  }
}
