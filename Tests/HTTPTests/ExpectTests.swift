import HTTP
import Testing

/// `100 Continue` (RFC 9110 §10.1.1) depends on what has come when.
@Suite struct ExpectTests {
  private func head(_ fields: String, version: String = "1.1") -> String {
    "PUT /a HTTP/\(version)\r\nHost: a\r\nExpect: 100-continue\r\n\(fields)\r\n\r\n"
  }

  @Test(arguments: ["Content-Length: 2", "Transfer-Encoding: chunked"])
  func contentThatWaitsIsCalledFor(_ framing: String) {
    var driver = Driver()
    driver.receive(head(framing))
    #expect(driver.continues == 1)
    driver.advance()
    #expect(driver.continues == 1, "once")
    driver.receive(framing.hasPrefix("C") ? "hi" : "2\r\nhi\r\n0\r\n\r\n")
    #expect(driver.requests.first?.content == Array("hi".utf8))
    #expect(driver.continues == 1)
    #expect(driver.connection.isIdle)
  }

  @Test func contentThatHasBegunIsNot() {
    var driver = Driver()
    driver.receive(head("Content-Length: 2") + "h")
    driver.receive("i")
    #expect(driver.continues == 0)
    #expect(driver.requests.count == 1)
  }

  @Test func noContentIsNotCalledFor() {
    var driver = Driver()
    driver.receive(head("Content-Length: 0"))
    #expect(driver.continues == 0)
    #expect(driver.requests.count == 1)
  }

  @Test func version10KnowsNothingOfIt() {
    var driver = Driver()
    driver.receive(head("Content-Length: 2", version: "1.0"))
    #expect(driver.continues == 0)
    driver.receive("hi")
    #expect(driver.requests.count == 1)
  }

  @Test func thePipelineKeepsItsOrder() {
    var driver = Driver()
    driver.receive("GET / HTTP/1.1\r\nHost: a\r\n\r\n" + head("Content-Length: 2"))
    #expect(driver.requests.count == 1)
    #expect(driver.continues == 1)
    driver.receive("hiGET / HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(driver.requests.map(\.method) == [.get, .put, .get])
  }

  @Test func aPeerThatHasEndedIsNotCalled() {
    var driver = Driver()
    Array(head("Content-Length: 2").utf8).withUnsafeBytes { driver.connection.receive($0, now: 0) }
    driver.end()
    #expect(driver.continues == 0)
    #expect(driver.fault?.status.code == 400)
  }
}
