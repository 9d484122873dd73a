import HTTP
import TestSupport
import Testing

/// Each case of `Tests/Fixtures/http`, in every way its bytes can come.
@Suite struct FixtureTests {
  private static let good = Array("GET /good HTTP/1.1\r\nHost: g\r\n\r\n".utf8)
  private static let goodEvents = ["request GET /good HTTP/1.1", "  Host: g"]

  @Test func thereAreCases() {
    #expect(Fixture.all.count >= 300)
    #expect(Set(Fixture.all.map(\.title)).count == Fixture.all.count, "titles name cases")
    for fixture in Fixture.all {
      #expect(!fixture.events.isEmpty, "\(fixture.description)")
      let known = fixture.events.filter { $0.hasPrefix("request ") || $0.hasPrefix("fault ") }
      #expect(fixture.offsets.count == known.count, "\(fixture.description): every event has its offset")
      #expect(fixture.offsets.allSatisfy { $0 <= fixture.request.count }, "\(fixture.description)")
    }
  }

  @Test(arguments: Fixture.all) func whole(_ fixture: Fixture) {
    let driver = run(fixture, [fixture.request])
    #expect(driver.trace == fixture.events)
    #expect(driver.offsets == self.offsets(fixture, cuts: [fixture.request.count]))
  }

  @Test(arguments: Fixture.all) func cutInTwo(_ fixture: Fixture) {
    for cut in fixture.request.indices.dropFirst() {
      let driver = run(fixture, [Array(fixture.request[..<cut]), Array(fixture.request[cut...])])
      #expect(driver.trace == fixture.events, "cut at \(cut)")
      #expect(driver.offsets == offsets(fixture, cuts: [cut, fixture.request.count]), "cut at \(cut)")
    }
  }

  /// Here every event comes with the very byte that makes it known.
  @Test(arguments: Fixture.all) func byteByByte(_ fixture: Fixture) {
    let driver = run(fixture, fixture.request.map { [$0] })
    #expect(driver.trace == fixture.events)
    #expect(driver.offsets == fixture.offsets)
  }

  @Test(arguments: Fixture.all) func behindAGoodRequest(_ fixture: Fixture) {
    #expect(run(fixture, [Self.good + fixture.request]).trace == Self.goodEvents + fixture.events)
    let driver = run(fixture, (Self.good + fixture.request).map { [$0] })
    #expect(driver.trace == Self.goodEvents + fixture.events)
    #expect(driver.offsets == [Self.good.count] + fixture.offsets.map { $0 + Self.good.count })
  }

  /// A good request behind the case is answered only where the case left the connection open and whole.
  @Test(arguments: Fixture.all.filter { !$0.isEnded && $0.events.last != "wait" })
  func beforeAGoodRequest(_ fixture: Fixture) {
    let isOpen = fixture.events.last == "idle"
    let expected = isOpen ? fixture.events.dropLast() + Self.goodEvents + ["idle"] : fixture.events
    #expect(run(fixture, [fixture.request + Self.good]).trace == expected)
    #expect(run(fixture, [fixture.request, Self.good]).trace == expected)
  }

  /// When the pieces end at `cuts`: a request's offset is its own, a fault is seen with the first piece that has it.
  private func offsets(_ fixture: Fixture, cuts: [Int]) -> [Int] {
    var offsets = fixture.offsets
    if fixture.events.last?.hasPrefix("fault ") == true, let fault = offsets.popLast() {
      offsets.append(fixture.isEnded ? fixture.request.count : cuts.first { $0 >= fault } ?? fault)
    }
    return offsets
  }

  private func run(_ fixture: Fixture, _ pieces: [[UInt8]]) -> Driver {
    var driver = Driver()
    for piece in pieces { driver.receive(piece) }
    if fixture.isEnded { driver.end() }
    let answers = driver.requests.count + (driver.fault == nil ? 0 : 1)
    #expect(driver.outputText.split(separator: "HTTP/1.1 ").count == answers, "each is answered once")
    #expect(driver.continues <= driver.requests.count)
    return driver
  }
}
