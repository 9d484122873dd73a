import API
import ArgumentParser
import Ingestion
import Store

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Print what the reader sees in documents: tokens, tags, heads, names, and who is who.",
    discussion: """
      For each sentence a table with a token a line, then the chains: everybody and everything named or spoken of more \
      than once, with their mentions. With --json one JSON line a document, the same as POST /v1/analyze answers. A bad \
      document becomes {"file","line","problem":{…}}; the others still come out, and the exit status is 1.
      """)

  @Option(name: .customLong("from"), help: "How to read the files: auto, text, json or ndjson.")
  var format = DocumentFormat.auto

  @Flag(help: "Print JSON instead of tables.")
  var json = false

  @Flag(help: "Indent the JSON.")
  var pretty = false

  @Argument(help: "Files to read; - is standard input, which is also the default.")
  var files: [String] = ["-"]

  func run() throws {
    let ingestion = Ingestion(store: Store(), extractor: try Wiring.extractor(), clock: Wiring.clock)
    var documents = Documents(files: files, format: format)
    var failed = false
    do {
      while let document = try documents.next() {
        switch document.draft() {
        case .success(let draft):
          let reading = ingestion.explain(draft)
          try StandardOutput.write(
            json
              ? ReadingJSON.document(draft, reading, pretty: pretty)
              : Array(ReadingTable.text(reading).utf8))
        case .failure(let error):
          failed = true
          try StandardOutput.write(
            ExtractionJSON.problem(error, file: document.file, line: document.line, pretty: pretty))
        }
      }
    } catch let failure as InputFile.Failure {
      StandardError.say(failure.description)
      failed = true
    }
    if failed { throw ExitCode(1) }
  }
}
