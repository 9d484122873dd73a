import HTTP
import Import
import JSON

/// `GET /v1/status`: what runs here, how much it holds, and every limit in force.
enum StatusRoute {
  static func plan(_ call: Call) throws(Problem) -> Plan {
    var reader = try call.reader()
    var writer = JSONWriter(pretty: reader.flag(.pretty))
    try reader.check()
    let settings = call.api.settings
    let counts = call.snapshot.counts
    writer.object { writer in
      writer.member("name", "OnRecord")
      writer.member("version", settings.version)
      writer.object("extractor") { $0.member("version", settings.extractorVersion) }
      writer.object("store") { writer in
        writer.member("kind", settings.storeKind)
        writer.member("lag_ms", 0)
      }
      writer.member("seq", call.snapshot.seq)
      writer.object("counts") { writer in
        writer.member("articles", counts.articles)
        writer.member("quotes", counts.quotes)
        writer.member("positions", counts.positions)
        writer.member("actors", counts.actors)
      }
      writer.object("limits") { write(settings, to: &$0) }
    }
    return .now(.json(writer.finish()))
  }

  private static func write(_ settings: Settings, to writer: inout JSONWriter) {
    let limits = settings.limits
    writer.member("request_line_bytes", limits.requestLineBytesMax)
    writer.member("header_bytes", limits.headerBytesMax)
    writer.member("header_fields", limits.headerFieldsMax)
    writer.member("body_bytes", limits.bodyBytesMax)
    writer.member("chunk_extension_bytes", limits.chunkExtensionBytesMax)
    writer.member("trailer_bytes", limits.trailerBytesMax)
    writer.member("article_text_bytes", ImportLimits.textBytesMax)
    writer.member("analyzed_text_bytes", APILimits.analyzedTextBytesMax)
    writer.member("article_value_bytes", ImportLimits.valueBytesMax)
    writer.member("article_list_elements", ImportLimits.listCountMax)
    writer.member("header_time_ms", Int(limits.headerTimeMilliseconds))
    writer.member("body_idle_ms", Int(limits.bodyIdleMilliseconds))
    writer.member("body_time_ms", Int(limits.bodyTimeMilliseconds))
    writer.member("keep_alive_ms", Int(limits.keepAliveMilliseconds))
    writer.member("write_idle_ms", Int(limits.writeIdleMilliseconds))
    writer.member("linger_ms", Int(limits.lingerMilliseconds))
    writer.member("output_bytes", limits.outputBytesMax)
    writer.member("content_codings", APILimits.contentCodingsMax)
    writer.member("decompression_ratio", settings.decompressionRatioMax)
    writer.member("decompression_floor_bytes", APILimits.decompressionFloorBytes)
    writer.member("coded_bytes_min", APILimits.codedBytesMin)
    writer.member("representation_bytes", settings.representationBytesMax)
    writer.member("page_rows", APILimits.pageRowsMax)
    writer.member("page_rows_default", APILimits.pageRowsDefault)
    writer.member("parameter_values", ParameterReader.valuesMax)
    writer.member("listed_faults", ParameterReader.faultsMax)
  }
}
