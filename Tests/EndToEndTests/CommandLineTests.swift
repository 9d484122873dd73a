import JSON
import TestSupport
import Testing

@Suite struct VersionCommandTests {
  @Test func namesProgramAndExtractor() throws {
    let outcome = try Subprocess.onrecord(["version"])
    #expect(outcome.status == 0)
    #expect(outcome.text.hasPrefix("onrecord "))
  }
}
