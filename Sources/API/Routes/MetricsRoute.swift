import HTTP
import Store
import Telemetry

/// `GET /metrics`, for Prometheus: what the API knows, and what `Settings.metrics` adds of the server and the process.
enum MetricsRoute {
  static let offers = ["text/plain", "application/openmetrics-text"]

  static func plan(_ call: Call) throws(Problem) -> Plan {
    try call.reader().check()
    let call = call
    // Reading /proc takes longer than a connection's thread has.
    return .later { () throws(Problem) in
      var writer = MetricsWriter(call.mediaType == offers[1] ? .openMetrics : .prometheus)
      write(call, to: &writer)
      call.api.settings.metrics(&writer)
      let type = writer.format.contentType
      return Response(status: .ok, fields: Fields([("Content-Type", type)]), content: writer.finish())
    }
  }

  private static func write(_ call: Call, to writer: inout MetricsWriter) {
    writer.family("onrecord_build_info", .gauge, "1, with what runs here.")
    writer.sample(
      [("version", call.api.settings.version), ("extractor", call.api.settings.extractorVersion)], 1)
    let counts = call.snapshot.counts
    writer.family("onrecord_store_objects", .gauge, "Things in the store, by kind.")
    for (kind, count) in [
      ("article", counts.articles), ("quote", counts.quotes), ("position", counts.positions),
      ("actor", counts.actors),
    ] {
      writer.sample([("kind", kind)], count)
    }
    writer.family("onrecord_store_seq", .gauge, "Number of the last change.")
    writer.sample(call.snapshot.seq)
  }
}
