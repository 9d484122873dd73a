import HTTP
import JSON

/// `POST /v1/analyze`: what the reader sees in a document, from tokens to who is who; stores nothing.
enum AnalyzeRoute {
  static func plan(_ call: Call) throws(Problem) -> Plan {
    var reader = try call.reader()
    let presentation = Presentation(&reader, known: .reading)
    let document = try Document(call, &reader)
    try reader.check()
    return .later { () throws(Problem) in
      let draft = try document.draft()
      // Nothing is there that could be in a state (RFC 9110 §13.1.1).
      guard Preconditions(call.request.fields).evaluate(.post, nil) == .proceed else {
        throw Problem(
          .preconditionFailed, "There is no representation of \(call.request.path) that could match.")
      }
      let bytes = draft.text.utf8.count
      guard bytes <= APILimits.analyzedTextBytesMax else {
        throw Problem(
          .bodyTooLarge,
          "The text has \(bytes) bytes; at most \(APILimits.analyzedTextBytesMax) are analysed token by token."
        )
      }
      let reading = call.api.ingestion.explain(draft)
      var writer = JSONWriter(pretty: presentation.pretty, selection: presentation.selection)
      writer.reading(reading, of: draft, unit: presentation.offsets)
      return .json(writer.finish())
    }
  }
}
