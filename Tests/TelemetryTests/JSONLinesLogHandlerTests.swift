import JSON
import Logging
import Synchronization
import Telemetry
import Testing

@Suite struct JSONLinesLogHandlerTests {
  /// What was written, from any thread.
  final class Lines: Sendable {
    let all = Mutex<[String]>([])
  }

  private func logger(_ lines: Lines) -> Logger {
    Logger(label: "test") { label in
      JSONLinesLogHandler(label: label, clock: { 1_706_605_200_123 }) { line in
        lines.all.withLock { $0.append(String(decoding: line, as: UTF8.self)) }
      }
    }
  }

  @Test func oneObjectALine() {
    let lines = Lines()
    var log = logger(lines)
    log[metadataKey: "port"] = "8080"
    log.info("listening", metadata: ["host": "127.0.0.1"])
    #expect(
      lines.all.withLock { $0 } == [
        #"{"time":"2024-01-30T09:00:00.123Z","level":"info","label":"test","message":"listening","host":"127.0.0.1","port":"8080"}"#
          + "\n"
      ])
  }

  @Test func levelsAndOddCharacters() throws {
    let lines = Lines()
    let log = logger(lines)
    log.debug("not written")
    log.error("a \"b\"\nc", metadata: ["message": "taken"])
    let written = lines.all.withLock { $0 }
    #expect(written.count == 1)
    let value = try JSONValue(parsing: Array(written[0].utf8))
    guard case .object(let members) = value else { return #expect(Bool(false), "an object") }
    #expect(members["message"] == .string("a \"b\"\nc"))
    #expect(members["level"] == .string("error"))
  }
}
