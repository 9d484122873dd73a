import Glibc
import Telemetry
import TestSupport
import Testing

@Suite struct MetricsWriterTests {
  private func text(_ format: MetricsWriter.Format, _ write: (inout MetricsWriter) -> Void) -> String {
    var writer = MetricsWriter(format)
    write(&writer)
    return String(decoding: writer.finish(), as: UTF8.self)
  }

  private func writeAll(_ writer: inout MetricsWriter) {
    writer.family("requests_total", .counter, "Back\\slash, \"quotes\" and\na line.")
    writer.sample([("route", "/a\"b\\c\nd"), ("code", "200")], 3)
    writer.family("open", .gauge, "Open.")
    writer.sample(2.5)
    writer.family("seconds", .histogram, "Time.")
    writer.histogram([("route", "/")], bounds: [0.1, 1, 10], classes: [2, 0, 1, 4], sum: 12.25)
  }

  @Test func prometheus() {
    #expect(
      text(.prometheus, writeAll) == #"""
        # HELP requests_total Back\\slash, "quotes" and\na line.
        # TYPE requests_total counter
        requests_total{route="/a\"b\\c\nd",code="200"} 3
        # HELP open Open.
        # TYPE open gauge
        open 2.5
        # HELP seconds Time.
        # TYPE seconds histogram
        seconds_bucket{route="/",le="0.1"} 2
        seconds_bucket{route="/",le="1.0"} 2
        seconds_bucket{route="/",le="10.0"} 3
        seconds_bucket{route="/",le="+Inf"} 7
        seconds_sum{route="/"} 12.25
        seconds_count{route="/"} 7

        """#)
  }

  /// A counter's family is named without the suffix of its samples; help escapes quotes too; the end is marked.
  @Test func openMetrics() {
    let text = text(.openMetrics, writeAll)
    #expect(
      text.hasPrefix(
        #"""
        # HELP requests Back\\slash, \"quotes\" and\na line.
        # TYPE requests counter
        requests_total{route="/a\"b\\c\nd",code="200"} 3

        """#), "\(text)")
    #expect(text.hasSuffix("seconds_count{route=\"/\"} 7\n# EOF\n"))
  }

  @Test func bothAreReadStrictly() throws {
    for format in [MetricsWriter.Format.prometheus, .openMetrics] {
      let read = try MetricsText(Array(text(format, writeAll).utf8))
      #expect(read.isOpenMetrics == (format == .openMetrics))
      #expect(read.families.map(\.type) == ["counter", "gauge", "histogram"])
      #expect(read.value("requests_total", ["route": "/a\"b\\c\nd", "code": "200"]) == 3)
      #expect(read.value("seconds_bucket", ["route": "/", "le": "+Inf"]) == 7)
    }
    #expect(try MetricsText(Array("# EOF\n".utf8)).families.isEmpty)
    for bad in [
      "a 1\n", "# HELP a b\n# TYPE a gauge\na 1", "# HELP a b\n# TYPE a gauge\na 1\na 2\n",
      "# HELP a b\n# TYPE a gauge\nb 1\n", "# HELP a b\n# TYPE a counter\na 1\n",
      "# HELP a b\n# TYPE a gauge\na{l=\"\\x\"} 1\n", "# HELP a b\n# TYPE a gauge\na x\n",
      "# HELP a b\n# TYPE a histogram\na_bucket{le=\"1\"} 2\na_bucket{le=\"+Inf\"} 1\na_sum 1\na_count 1\n",
    ] {
      #expect(throws: MetricsText.Fault.self, "\(bad)") { try MetricsText(Array(bad.utf8)) }
    }
  }

  @Test(arguments: [
    (0.0, "0.0"), (1e-5, "1e-05"), (.infinity, "+Inf"), (-.infinity, "-Inf"), (.nan, "NaN"), (1e21, "1e+21"),
    (123_456_789.25, "123456789.25"),
  ])
  func numbers(_ value: Double, _ expected: String) {
    let text = text(.prometheus) {
      $0.family("a", .gauge, "A.")
      $0.sample(value)
    }
    #expect(text.hasSuffix("\na \(expected)\n"))
  }

  @Test func mediaTypes() {
    #expect(MetricsWriter.Format.prometheus.contentType == "text/plain; version=0.0.4; charset=utf-8")
    #expect(
      MetricsWriter.Format.openMetrics.contentType
        == "application/openmetrics-text; version=1.0.0; charset=utf-8")
  }
}

@Suite struct ProcessMetricsTests {
  private func read() throws -> MetricsText {
    var writer = MetricsWriter()
    ProcessMetrics.write(to: &writer)
    return try MetricsText(writer.finish())
  }

  @Test func itsFamiliesArePlausible() throws {
    let metrics = try read()
    #expect(
      Set(metrics.families.map(\.name)) == [
        "process_cpu_seconds_total", "process_virtual_memory_bytes", "process_resident_memory_bytes",
        "process_threads",
        "process_start_time_seconds", "process_open_fds", "process_max_fds",
      ])
    func value(_ name: String) throws -> Double { try #require(metrics.value("process_\(name)"), "\(name)") }
    #expect((0..<100_000).contains(try value("cpu_seconds_total")))
    let resident = try value("resident_memory_bytes")
    #expect((1e6..<1e11).contains(resident))
    #expect(try value("virtual_memory_bytes") >= resident)
    #expect(try value("threads") >= 1)
    let now = Double(time(nil))
    // Ticks since the boot, whose time is told in seconds.
    #expect((now - 86_400..<now + 2).contains(try value("start_time_seconds")))
    #expect((3...(try value("max_fds"))).contains(try value("open_fds")))
  }

  /// Other tests open files too, so many are opened at once.
  @Test func openDescriptorsAreCounted() throws {
    let before = try #require(try read().value("process_open_fds"))
    let opened = (0..<200).map { _ in open("/dev/null", O_RDONLY | O_CLOEXEC) }
    defer { for number in opened { close(number) } }
    let after = try #require(try read().value("process_open_fds"))
    #expect((150...250).contains(after - before))
  }

  @Test func timeSpentIsCounted() throws {
    let before = try #require(try read().value("process_cpu_seconds_total"))
    let start = clock()
    var sum = 0
    while clock() - start < CLOCKS_PER_SEC / 10 { sum &+= 1 }
    let after = try #require(try read().value("process_cpu_seconds_total"))
    #expect(after - before >= 0.05 && sum > 0)
  }
}
