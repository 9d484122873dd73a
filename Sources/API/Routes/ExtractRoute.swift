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
      let draft = try document.draft()
      // Nothing is there that could be in a state (RFC 9110 §13.1.1).
      guard Preconditions(call.request.fields).evaluate(.post, nil) == .proceed else {
        throw Problem(
          .preconditionFailed, "There is no representation of \(call.request.path) that could match.")
      }
      let record = call.api.ingestion.analyse(draft)
      var writer = JSONWriter(pretty: presentation.pretty, selection: presentation.selection)
      writer.extraction(record, unit: presentation.offsets)
      return .json(writer.finish())
    }
  }
}
