import Glibc
import JSON
import Sockets
import TestSupport
import Testing

/// The access log and the metrics of the built binary.
@Suite(.timeLimit(.minutes(5))) struct ObservabilityTests {
  typealias Served = ServeCommandTests.Served

  private func members(_ line: String) throws -> [String: JSONValue] {
    guard case .object(let members) = try JSONValue(parsing: Array(line.utf8)) else {
      throw Subprocess.Failure(description: "no object: \(line)")
    }
    return members
  }

  @Test func aFileThatIsRenamed() throws {
    let file = try LogFile()
    let served = try Served(["--access-log", file.path])
    for _ in 0..<3 { _ = try served.get("/livez") }
    _ = try served.get("/v1/articles/none?a=\"\\\"")
    usleep(300_000)
    file.rotate()
    served.process.signal(SIGHUP)
    usleep(200_000)
    _ = try served.exchange("BAD\r\n\r\n")
    served.process.signal(SIGTERM)
    #expect(try served.process.finish().status == 0)
    let old = try file.rotatedLines.map { try members($0) }
    try #require(old.count == 4)
    #expect(old.count { $0["target"] == .string("/livez") && $0["status"] == .number(200) } == 3)
    // Each loop hands its lines over by itself, so they are not in the order of time.
    let odd = old.first { $0["target"] == .string("/v1/articles/none?a=\"\\\"") }
    #expect(odd?["route"] == .string("/v1/articles/{id}"))
    let new = try file.lines.map { try members($0) }
    try #require(new.count == 1)
    #expect(new[0]["method"] == .null && new[0]["target"] == .null && new[0]["status"] == .number(400))
  }

  @Test func standardOutput() throws {
    let served = try Served(["--access-log", "-"])
    _ = try served.get("/livez", "HEAD")
    let line = try members(served.process.readLine() ?? "")
    #expect(line["method"] == .string("HEAD") && line["target"] == .string("/livez"))
    served.process.signal(SIGTERM)
    #expect(try served.process.finish().status == 0)
  }

  @Test func aPathThatCannotBeOpenedStopsTheStart() throws {
    let outcome = try Subprocess.onrecord(["serve", "--port", "0", "--access-log", "/nowhere/access.log"])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("/nowhere/access.log"), "\(outcome.errors)")
    #expect(outcome.errors.contains("No such file or directory"), "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
  }

  @Test func metricsOfAFullDisk() throws {
    let served = try Served(["--access-log", "/dev/full", "--load", ServeCommandTests.samples])
    for _ in 0..<5 { #expect(try served.get("/v1/articles/a_2brjxy3cd5rk2mqg").status == 200) }
    usleep(400_000)
    let reply = try served.exchange(
      "GET /metrics HTTP/1.1\r\nHost: test\r\nAccept: application/openmetrics-text\r\n\r\n")
    #expect(reply.fields["content-type"] == "application/openmetrics-text; version=1.0.0; charset=utf-8")
    let metrics = try MetricsText(reply.content)
    #expect(metrics.isOpenMetrics)
    #expect((metrics.value("onrecord_access_log_dropped_total") ?? 0) >= 5)
    #expect(
      metrics.value(
        "onrecord_http_requests_total", ["route": "/v1/articles/{id}", "method": "GET", "code": "200"]) == 5)
    #expect(
      metrics.value("onrecord_http_request_duration_seconds_count", ["route": "/v1/articles/{id}"]) == 5)
    #expect(metrics["process_resident_memory_bytes"] != nil && metrics["onrecord_tls_handshakes"] != nil)
    #expect(try MetricsText(try served.get("/metrics").content).isOpenMetrics == false)
  }
}
