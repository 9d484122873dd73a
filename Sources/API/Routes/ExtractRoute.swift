import HTTP
import JSON

/// `POST /v1/extract`: analyses a document and stores nothing.
enum ExtractRoute {
  static func plan(_ call: Call) throws(Problem) -> Plan {
    var reader = try call.reader()
    let presentation = Presentation(&reader, known: .extraction)
    let document = try Document(call, &reader)
    try reader.check()
    return .later { () throws(Problem) in
      let record = call.api.ingestion.analyse(try document.draft())
      var writer = JSONWriter(pretty: presentation.pretty, selection: presentation.selection)
      writer.extraction(record, unit: presentation.offsets)
      return .json(writer.finish())
    }
  }
}
