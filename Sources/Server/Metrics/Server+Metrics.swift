import HTTP
public import Telemetry

extension Server {
  /// Writes the families of HTTP, TLS and the access log. From any thread; the numbers are read one after the other
  /// while serving goes on.
  public func writeMetrics(to writer: inout MetricsWriter) {
    let requests = requestCounts
    writer.family(
      "onrecord_http_requests_total", .counter, "Requests answered, by route template, method and status.")
    requests.forEachSeries { route, method, code, count in
      writer.sample([("route", route), ("method", method), ("code", code)], count)
    }
    writer.family(
      "onrecord_http_request_duration_seconds", .histogram,
      "Time from a request's last byte to its answer's first, by route template.")
    let bounds = RequestMetrics.bounds.map { Double($0) / 1_000_000 }
    for (route, name) in requests.routes.enumerated() {
      let (classes, sum) = requests.durations(route: route)
      if classes.allSatisfy({ $0 == 0 }) { continue }
      writer.histogram([("route", name)], bounds: bounds, classes: classes, sum: Double(sum) / 1_000_000)
    }
    write(counters, to: &writer)
  }

  private func write(_ counters: ServerCounters, to writer: inout MetricsWriter) {
    writer.family("onrecord_http_connections", .gauge, "Open connections, by state.")
    writer.sample([("state", "open")], counters.open)
    writer.family("onrecord_http_connections_accepted_total", .counter, "Connections accepted.")
    writer.sample(counters.accepted)
    writer.family(
      "onrecord_http_parse_errors_total", .counter, "Bytes that were no request, by the status given.")
    for (code, count) in counters.faults.sorted(by: { $0.key < $1.key }) {
      writer.sample([("kind", code == 0 ? "other" : String(code))], count)
    }
    writer.family(
      "onrecord_http_overloaded_total", .counter, "Requests refused because too much was waiting.")
    writer.sample(counters.overloaded)
    writer.family("onrecord_http_prepared_total", .counter, "Requests answered from prepared bytes.")
    writer.sample(counters.prepared)
    writer.family("onrecord_http_received_bytes_total", .counter, "Bytes received.")
    writer.sample(counters.bytesReceived)
    writer.family("onrecord_http_sent_bytes_total", .counter, "Bytes sent.")
    writer.sample(counters.bytesSent)
    writer.family("onrecord_tls_handshakes_total", .counter, "TLS handshakes, by result.")
    for (result, count) in [
      ("full", counters.fullHandshakes), ("resumed", counters.resumedHandshakes),
      ("failed", counters.failedHandshakes),
    ] {
      writer.sample([("result", result)], count)
    }
    writer.family(
      "onrecord_access_log_dropped_total", .counter, "Lines of the access log that were given up.")
    writer.sample(counters.logLinesDropped)
  }
}
