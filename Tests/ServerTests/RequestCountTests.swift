import HTTP
import Server
import Sockets
import Telemetry
import TestSupport
import Testing

/// What is counted adds up, whichever way a request was answered.
@Suite(.timeLimit(.minutes(5))) struct RequestCountTests {
  private func lines(_ server: TestServer) -> [String] {
    var writer = MetricsWriter()
    server.server.writeMetrics(to: &writer)
    return String(decoding: writer.finish(), as: UTF8.self).split(separator: "\n").map(String.init)
  }

  private func value(_ lines: [String], _ series: String) -> Double? {
    lines.first { $0.hasPrefix(series + " ") }.flatMap { Double($0.dropFirst(series.utf8.count + 1)) }
  }

  @Test func byRouteMethodAndCode() throws {
    let versioned = VersionedHandler()
    let server = try TestServer(versioned.handler) { $0.loops = 1 }
    let client = try server.client()
    for _ in 0..<10 { _ = try client.get("/v/a") }
    for number in 0..<4 { _ = try client.get("/v/\(number)") }
    for _ in 0..<3 {
      try client.send("HEAD /v/a HTTP/1.1\r\nHost: test\r\n\r\n")
      _ = try client.response(toHead: true)
    }
    for number in 0..<5 { _ = try client.get("/once/\(number)") }
    for _ in 0..<2 { _ = try client.get("/later/a") }
    _ = try client.get("/")
    let bad = try server.client()
    try bad.send("BAD\r\n\r\n")
    _ = try bad.response()
    // Counted behind the answer's first byte.
    #expect(server.counters { $0.faults == [400: 1] })
    pause(20)
    let lines = lines(server)
    let name = "onrecord_http_requests_total"
    for (labels, count) in [
      (#"route="/v/{x}",method="GET",code="200""#, 14.0), (#"route="/v/{x}",method="HEAD",code="200""#, 3),
      (#"route="/once/{x}",method="GET",code="200""#, 5), (#"route="/later/{x}",method="GET",code="200""#, 2),
      (#"route="",method="GET",code="404""#, 1), (#"route="",method="",code="400""#, 1),
    ] {
      #expect(value(lines, "\(name){\(labels)}") == count, "\(labels)")
    }
    #expect(lines.count { $0.hasPrefix(name + "{") } == 6)
    let histogram = "onrecord_http_request_duration_seconds"
    for (route, count) in [("/v/{x}", 17.0), ("/once/{x}", 5), ("/later/{x}", 2), ("", 2)] {
      #expect(value(lines, #"\#(histogram)_count{route="\#(route)"}"#) == count)
      #expect(value(lines, #"\#(histogram)_bucket{route="\#(route)",le="+Inf"}"#) == count)
      let sum = value(lines, #"\#(histogram)_sum{route="\#(route)"}"#) ?? -1
      #expect(sum >= 0 && sum < 5, "\(route): \(sum) s")
    }
    let counters = server.server.counters
    #expect(counters.requests == 25)
    #expect(counters.prepared == 9 + 2 + 1, "all but the first of GET /v/a, HEAD /v/a and GET /later/a")
    #expect(value(lines, "onrecord_http_prepared_total") == Double(counters.prepared))
    #expect(value(lines, #"onrecord_http_parse_errors_total{kind="400"}"#) == 1)
    #expect(value(lines, "onrecord_http_connections_accepted_total") == 2)
  }

  /// A prepared answer is counted as what it is, also when it is no 200.
  @Test func otherCodes() throws {
    let versioned = VersionedHandler()
    let server = try TestServer(versioned.handler) { $0.loops = 1 }
    let client = try server.client()
    for _ in 0..<5 { #expect(try client.get("/").status == 404) }
    #expect(server.server.counters.prepared == 4)
    pause(20)
    #expect(value(lines(server), #"onrecord_http_requests_total{route="",method="GET",code="404"}"#) == 5)
  }

  @Test func durationsFallIntoTheirClass() throws {
    let handler = TestHandler { request in
      .work {
        pause(Int64(request.query ?? "") ?? 0)
        return .text("done")
      }
    }
    let server = try TestServer(handler)
    _ = try server.client().get("/?60")
    pause(20)
    let lines = lines(server)
    let bucket = #"onrecord_http_request_duration_seconds_bucket{route="","#
    #expect(value(lines, bucket + #"le="0.05"}"#) == 0)
    #expect(value(lines, bucket + #"le="10.0"}"#) == 1)
  }
}
