import HTTP
import Telemetry
import TestSupport
import Testing

/// `GET /metrics` by what is asked for.
@Suite struct MetricsTests {
  @Test(
    arguments: TransportKind.allCases,
    [
      (nil, false), ("*/*", false), ("text/plain", false), ("text/*", false),
      ("application/openmetrics-text", true),
      // What Prometheus itself sends.
      (
        "application/openmetrics-text;version=1.0.0;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2",
        true
      ),
      ("application/openmetrics-text;q=0.3, text/plain;q=0.9", false),
    ] as [(String?, Bool)])
  func theFormatAskedFor(_ kind: TransportKind, _ row: (accept: String?, isOpen: Bool)) throws {
    let house = try House(kind).fill()
    let reply = try house.get("/metrics", row.accept.map { [("Accept", $0)] } ?? [])
    #expect(reply.status == 200)
    let format: MetricsWriter.Format = row.isOpen ? .openMetrics : .prometheus
    #expect(reply["Content-Type"] == format.contentType)
    #expect(reply["Vary"]?.contains("Accept") == true)
    let metrics = try MetricsText(reply.decoded())
    #expect(metrics.isOpenMetrics == row.isOpen)
    #expect(metrics.value("onrecord_store_objects", ["kind": "article"]) == 3)
    #expect(metrics.value("onrecord_store_objects", ["kind": "quote"]) == 4)
    #expect(metrics["onrecord_build_info"]?.samples.first?.value == 1)
    #expect(metrics["onrecord_build_info"]?.samples.first?.labels["version"] == "0.0.0-test")
  }

  @Test func isNeverTakenFromStore() throws {
    let house = try House().fill()
    let first = try MetricsText(try house.get("/metrics").decoded())
    try house.addLong()
    let reply = try house.get("/metrics")
    let second = try MetricsText(try reply.decoded())
    #expect((second.value("onrecord_store_seq") ?? 0) > (first.value("onrecord_store_seq") ?? 0))
    #expect(second.value("onrecord_store_objects", ["kind": "article"]) == 4)
    #expect(reply["ETag"] == nil)
  }

  @Test func whatTheSettingsAddStandsBehind() throws {
    let house = House { settings in
      settings.metrics = {
        $0.family("added_total", .counter, "Added.")
        $0.sample(7)
      }
    }
    #expect(try MetricsText(try house.get("/metrics").decoded()).value("added_total") == 7)
  }

  @Test func otherRequests() throws {
    let house = House()
    #expect(try house.get("/metrics", [("Accept", "application/json")]).status == 406)
    #expect(try house.get("/metrics?a=b").status == 400)
    #expect(try house.send(.post, "/metrics", text: "a").status == 405)
    let head = try house.send(.head, "/metrics")
    #expect(head.status == 200 && head.content.isEmpty && head.length > 100)
  }
}
